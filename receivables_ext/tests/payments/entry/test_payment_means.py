from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestPaymentMeans(ReceivablesCommon):
    """Means of payment are added and offered without code."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Means = cls.env["receivables.payment.means"]
        cls.cheque = cls.env.ref("receivables_ext.means_cheque")
        cls.cash_journal = cls.company_data["default_journal_cash"]

    def _user(self, group):
        return new_test_user(
            self.env,
            group.split(".")[1],
            groups=f"base.group_user,{group}",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )

    def test_the_usual_methods_are_offered_once(self):
        self.company.action_offer_usual_methods()
        lines = self.journal.inbound_payment_method_line_ids
        codes = set(self.Means.search([]).mapped("code"))
        self.assertEqual(codes - {"cash"}, set(lines.means_id.mapped("code")))
        self.assertEqual(lines.filtered("means_id").payment_method_id.mapped("code"), ["manual"])
        self.assertEqual(
            self.cash_journal.inbound_payment_method_line_ids.means_id.mapped("code"), ["cash"]
        )
        before = self.env["account.payment.method.line"].search([])
        self.env["res.config.settings"].create({}).action_offer_usual_methods()
        self.assertEqual(self.env["account.payment.method.line"].search([]), before)

    def test_a_method_that_bears_the_name_of_a_means_becomes_it(self):
        line = self.env["account.payment.method.line"].create(
            {
                "name": "Cheque",
                "journal_id": self.journal.id,
                "payment_method_id": self.env.ref("account.account_payment_method_manual_in").id,
            }
        )
        self.company.action_offer_usual_methods()
        self.assertEqual(line.means_id, self.cheque)
        named = self.journal.inbound_payment_method_line_ids.filtered(
            lambda other: other.name == "Cheque"
        )
        self.assertEqual(named, line)

    def test_a_manager_adds_a_means_and_offers_it_in_one_row(self):
        manager = self._user("receivables_ext.group_receivables_manager")
        form = Form(self.Means.with_user(manager))
        form.name = "Voucher"
        form.code = "voucher"
        form.number_use = "required"
        with form.method_line_ids.new() as line:
            line.journal_id = self.journal
        means = form.save()
        self.assertRecordValues(
            means.method_line_ids,
            [{"name": "Voucher", "code": "manual", "payment_type": "inbound"}],
        )
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        self.assertIn(means.method_line_ids, payment.available_payment_method_line_ids)
        payment.payment_method_line_id = means.method_line_ids
        with self.assertRaisesRegex(UserError, r"\(Voucher\) lacks this: number"):
            payment.action_post()

    def test_a_user_reads_means_and_does_not_configure_them(self):
        clerk = self._user("receivables_ext.group_receivables_user")
        self.assertTrue(self.cheque.with_user(clerk).name)
        with self.assertRaises(AccessError):
            self.cheque.with_user(clerk).number_use = "no"
        seller = self._user("sales_team.group_sale_salesman")
        self.assertTrue(self.cheque.with_user(seller).name)

    def test_journals_of_other_companies_stay_out_of_sight(self):
        other = self.setup_other_company()["company"]
        other.action_offer_usual_methods()
        self.company.action_offer_usual_methods()
        manager = self._user("receivables_ext.group_receivables_manager")
        seen = self.cheque.with_user(manager).method_line_ids
        self.assertEqual(seen.journal_id.company_id, self.company)

    def test_a_means_of_payments_is_archived_not_deleted(self):
        self.company.action_offer_usual_methods()
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        payment.payment_method_line_id = self.cheque.method_line_ids.filtered(
            lambda line: line.journal_id == self.journal
        )
        with self.assertRaisesRegex(UserError, "Archive it instead"):
            self.cheque.unlink()
        self.Means.create({"name": "Unused", "code": "unused"}).unlink()

    def _registered(self):
        self.company.action_offer_usual_methods()
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        payment.payment_method_line_id = self.cheque.method_line_ids.filtered(
            lambda line: line.journal_id == self.journal
        )
        payment.write({"instrument_number": "0093314", "instrument_bank": "BNP"})
        payment.action_post()
        self.env.flush_all()
        return payment

    def test_a_registered_payment_keeps_the_names_it_was_entered_with(self):
        payment = self._registered()
        accounts = payment.outstanding_account_id, payment.destination_account_id
        method = payment.payment_method_line_id
        statement = self.env["receivables.statement"].create(
            {"partner_ids": self.customer.ids, "date_from": "2026-01-01", "date_to": "2026-12-31"}
        )
        method.name = "Bank draft"
        method.payment_account_id = self.company_data["default_account_assets"]
        payment.journal_id.name = "Another bank"
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(payment.method_name, "Cheque")
        self.assertEqual((payment.outstanding_account_id, payment.destination_account_id), accounts)
        (line,) = statement.get_statements()[0]["lines"]
        self.assertIn("Cheque", line["description"])
        draft = self.book("2026-01-06 draft PAY2 70.00")["PAY2"]
        draft.payment_method_line_id = method
        self.assertEqual(draft.method_name, "Bank draft")

    def test_a_method_that_gets_a_means_leaves_old_payments_alone(self):
        old = self.book("2026-01-05 payment PAY1 70.00")["PAY1"]
        self.assertFalse(old.means_id)
        old.payment_method_line_id.means_id = self.env.ref("receivables_ext.means_cash")
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(old.means_id)

    def test_the_name_of_a_means_of_registered_payments_stays(self):
        self._registered()
        with self.assertRaisesRegex(UserError, "add a means with the new name"):
            self.cheque.name = "Money order"
        self.cheque.write({"name": "Cheque", "sequence": 3})
        self.Means.search([("code", "=", "card")]).name = "Credit card"
