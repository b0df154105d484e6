from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from ....models.ledger.permit import permit
from ....models.payments.entry import similar
from ...common import ReceivablesCommon


class DuplicatesCommon(ReceivablesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.duplicate_days = 3
        cls.clerk = new_test_user(
            cls.env,
            "duplicates_clerk",
            groups="base.group_user,receivables_ext.group_receivables_user",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )

    def receive(self, date="2026-03-10", amount=650.0, **values):
        """A draft payment of ACME."""
        draft = self._book_draft(
            fields.Date.to_date(date),
            values.pop("payment_reference", False),
            amount,
            None,
            values.pop("customer", self.customer),
            values.pop("currency", self.company.currency_id),
        )
        draft.write({"duplicate_reason": False, **values})
        return draft

    def payment_of(self, date):
        return self.env["account.payment"].search(
            [("partner_id", "=", self.customer.id), ("date", "=", date)]
        )

    def assertSimilar(self, payment, similar):
        payment.invalidate_recordset(["similar_payment_ids"])
        self.assertEqual(payment.similar_payment_ids, similar)
        for other in similar:
            other.invalidate_recordset(["similar_payment_ids"])
            self.assertIn(payment, other.similar_payment_ids, "Both ways")


@tagged("post_install", "-at_install")
class TestSimilarPayments(DuplicatesCommon):
    """Which payments look like each other."""

    def test_same_customer_and_amount_within_three_days(self):
        first = self.receive("2026-03-10")
        none = first.browse()
        self.assertSimilar(self.receive("2026-03-06"), none)
        self.assertSimilar(self.receive("2026-03-10", 650.01), none)
        self.assertSimilar(self.receive("2026-03-10", customer=self.other_customer), none)
        euros = self.setup_other_currency("EUR")
        self.assertSimilar(self.receive("2026-03-10", currency=euros), none)
        self.assertSimilar(self.receive("2026-03-14"), none)
        self.assertSimilar(self.receive("2026-03-13"), first + self.payment_of("2026-03-14"))

    def test_contacts_of_one_company_are_one_customer(self):
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        first = self.receive()
        self.assertSimilar(self.receive(customer=contact), first)

    def test_amounts_are_compared_as_the_currency_rounds_them(self):
        first = self.receive(amount=0.3)
        form = self.payment_form(amount=0.1 + 0.2, date="2026-03-10")
        self.assertEqual(form.similar_payment_ids[:], first)

    def test_zero_days_compare_no_amounts(self):
        self.company.duplicate_days = 0
        first = self.receive(payment_reference="VIR 1")
        self.assertSimilar(self.receive(), first.browse())
        self.assertSimilar(self.receive(payment_reference="VIR 1"), first)

    def test_days_below_zero_are_refused(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.company.duplicate_days = -1
            self.env.flush_all()

    def test_two_cheques_of_one_rent_are_two_payments(self):
        first = self.receive(instrument_number="0000001")
        self.assertSimilar(self.receive(instrument_number="0000002"), first.browse())
        transfer = self.receive(payment_reference="VIR 77", date="2026-03-15")
        self.assertFalse(transfer.similar_payment_ids)
        unnumbered = self.receive("2026-03-12")
        self.assertEqual(len(unnumbered.similar_payment_ids), 3)

    def test_same_cheque_of_the_same_bank_at_any_date_and_amount(self):
        first = self.receive(instrument_number="004 5512", instrument_bank="bnp paribas")
        other = {"date": "2026-12-31", "customer": self.other_customer}
        self.assertSimilar(
            self.receive(
                **other, amount=1.0, instrument_number="0045512", instrument_bank="BNP Paribas "
            ),
            first,
        )
        self.assertSimilar(
            self.receive(**other, amount=2.0, instrument_number="0045512", instrument_bank="LCL"),
            first.browse(),
        )

    def test_same_transfer_reference(self):
        first = self.receive(payment_reference="FR 2026-03 a")
        other = {"date": "2026-12-31", "customer": self.other_customer}
        self.assertSimilar(
            self.receive(**other, amount=1.0, payment_reference="fr2026-03 A"), first
        )
        self.assertSimilar(self.receive(**other, amount=2.0), first.browse())

    def test_in_any_state(self):
        cancelled, registered, scheduled = (self.receive() for _i in range(3))
        cancelled.action_cancel()
        registered.duplicate_reason = "Tested"
        registered.action_post()
        permit.opened(scheduled).scheduled_date = "2026-05-01"
        self.assertSimilar(self.receive(), scheduled + registered + cancelled)

    def test_only_receipts_of_the_same_company(self):
        first = self.receive()
        elsewhere = self.setup_other_company()["company"]
        given_back = first.copy({"payment_type": "outbound", "date": first.date})
        self.assertFalse(given_back.similar_payment_ids)
        self.assertFalse(first.similar_payment_ids)
        journal = self.env["account.journal"].search(
            [("company_id", "=", elsewhere.id), ("type", "=", "bank")], limit=1
        )
        self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.customer.id,
                "amount": 650.0,
                "date": first.date,
                "journal_id": journal.id,
                "payment_reference": first.payment_reference,
            }
        )
        first.invalidate_recordset(["similar_payment_ids"])
        self.assertFalse(first.similar_payment_ids)

    def test_a_correction_is_not_a_duplicate_of_what_it_replaces(self):
        first = self.receive()
        second, third = self.receive(), self.receive()
        permit.opened(second).replaces_id = first
        permit.opened(third).replaces_id = second
        for payment in first + second + third:
            self.assertFalse(payment.similar_payment_ids)
        self.assertSimilar(self.receive(), third + second + first)

    def test_the_form_warns_before_it_is_saved(self):
        first = self.receive()
        form = self.payment_form(amount=650.0, date="2026-03-12")
        self.assertEqual(form.similar_payment_ids[:], first)
        self.assertIn(f'href="/odoo/account.payment/{first.id}"', form.similar_summary)
        form.date = "2026-03-14"
        self.assertFalse(form.similar_payment_ids[:])
        self.assertFalse(form.similar_summary)
        form.date = "2026-03-12"
        self.assertTrue(form.similar_summary)
        saved = form.save()
        with Form(saved, view="account.view_account_payment_form") as edited:
            self.assertEqual(edited.similar_payment_ids[:], first, "Never itself")

    def test_what_the_user_may_not_read_is_told_without_details(self):
        first = self.receive()
        self.env["ir.rule"].create(
            {
                "name": "Not this one",
                "model_id": self.env.ref("account.model_account_payment").id,
                "domain_force": [("id", "!=", first.id)],
            }
        )
        payment = self.receive().with_user(self.clerk)
        self.assertFalse(payment.similar_payment_ids)
        self.assertEqual(payment.similar_summary, "another payment")
        with self.assertRaisesRegex(UserError, "ACME looks like another payment: enter why"):
            payment.with_context(receivables_asks_about_duplicates=True).action_post()

    def test_thirty_payments_take_as_many_queries_as_two(self):
        def drafts(count, month):
            return self.env["account.payment"].union(
                *(self.receive(f"2026-{month}-15", 10.0 + i) for i in range(count)),
                *(self.receive(f"2026-{month}-16", 10.0 + i) for i in range(count)),
            )

        two, thirty = drafts(1, "04"), drafts(15, "06")

        def queries(payments):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            found = similar.find_similar(payments)
            self.assertEqual(len(found), len(payments))
            return self.cr.sql_log_count - before

        queries(two)  # what the registry learns once
        self.assertEqual(queries(thirty), queries(two))
