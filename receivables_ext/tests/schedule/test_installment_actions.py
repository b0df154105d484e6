from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .installment_acts_common import InstallmentActsCommon

THREE = "2026-05-31=30,2026-06-30=30,2026-07-31=40"


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15")
class TestInstallmentPayment(InstallmentActsCommon):
    """Payments registered from selected installments."""

    def dialog_form(self, installments, **values):
        action = installments.action_register_payment()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        for name, value in values.items():
            form[name] = value
        return form

    def pay(self, installments, **values):
        form = self.dialog_form(installments, **values)
        return form.save().action_create_payments()

    def assertLeft(self, document, *amounts):
        self.assertEqual(self.installments(document).mapped("amount_to_collect"), [*amounts])

    def test_what_is_left_of_the_selected_ones_and_no_more(self):
        invoice = self.book(f"2026-05-01 invoice INV1 1000 {THREE}")["INV1"]
        first, second, third = self.installments(invoice)
        form = self.dialog_form(second + third)
        self.assertEqual(form.amount, 700.0)
        form.save().action_create_payments()
        self.assertLeft(invoice, 300.0, 0.0, 0.0)
        self.pay(first)
        self.assertLeft(invoice, 0.0, 0.0, 0.0)

    def test_a_part_is_paid_already(self):
        docs = self.book(f"2026-05-01 invoice INV1 1000 {THREE}\n2026-06-01 payment PAY1 100")
        self.settle_by_core(docs["INV1"], docs["PAY1"])
        first = self.installments(docs["INV1"])[0]
        self.assertEqual(self.dialog_form(first).amount, 200.0)
        self.pay(first, amount=50.0)
        self.assertLeft(docs["INV1"], 150.0, 300.0, 400.0)

    def test_those_that_are_paid_are_left_out(self):
        docs = self.book(
            """
            2026-05-01 invoice INV1 100 2026-05-31
            2026-05-01 invoice INV2 200 2026-05-31
            2026-05-10 payment PAY1 100
            """
        )
        self.settle_by_core(docs["INV1"], docs["PAY1"])
        both = self.installments(docs["INV1"], docs["INV2"])
        self.assertEqual(self.dialog_form(both).amount, 200.0)
        with self.assertRaisesRegex(UserError, "Nothing is left to collect"):
            self.installments(docs["INV1"]).action_register_payment()

    def test_one_payment_for_two_invoices_of_a_customer(self):
        docs = self.book("2026-05-01 invoice INV1 1000 " + THREE + "\n2026-05-01 invoice INV2 50")
        some = self.installments(docs["INV1"])[1] + self.installments(docs["INV2"])
        payments = self.env["account.payment"].search_count([])
        self.pay(some, group_payment=True)
        self.assertEqual(self.env["account.payment"].search_count([]) - payments, 1)
        self.assertLeft(docs["INV1"], 300.0, 0.0, 400.0)
        self.assertLeft(docs["INV2"], 0.0)

    def test_several_customers_get_a_payment_each(self):
        mine = self.book("2026-05-01 invoice INV1 1000 " + THREE)["INV1"]
        other = self.book("2026-05-01 invoice INV2 70 2026-07-31", self.other_customer)["INV2"]
        self.pay(self.installments(mine)[1:] + self.installments(other))
        self.assertLeft(mine, 300.0, 0.0, 0.0)
        self.assertLeft(other, 0.0)

    def test_a_clerk_registers_and_a_salesperson_does_not(self):
        invoice = self.book("2026-05-01 invoice INV1 100 2026-05-31")["INV1"]
        installment = self.installments(invoice)
        action = installment.with_user(self.clerk()).action_register_payment()
        self.assertEqual(action["context"]["active_ids"], installment.ids)
        for user in (self.salesperson(), self.auditor()):
            with self.assertRaisesRegex(AccessError, "Only users of Receivables"):
                installment.with_user(user).action_register_payment()

    def test_nothing_selected(self):
        with self.assertRaisesRegex(UserError, "Select at least one installment"):
            self.Installment.action_register_payment()


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15")
class TestInstallmentCredits(InstallmentActsCommon):
    """Credits proposed, shown and used for selected installments."""

    def test_proposed_shown_then_used(self):
        docs = self.book(f"2026-05-01 invoice INV1 1000 {THREE}\n2026-06-01 payment PAY1 450")
        _first, second, third = self.installments(docs["INV1"])
        dialog = self.dialog((second + third).action_allocate_credits())
        self.assertEqual(
            [(line.line_id, line.amount, line.reason) for line in dialog.line_ids],
            [(second.line_id, 300.0, "oldest_due"), (third.line_id, 150.0, "oldest_due")],
        )
        self.assertIn("450.00", dialog.totals)
        self.assertEqual(second.amount_to_collect, 300.0, "nothing is settled yet")
        with Form(dialog) as form, form.line_ids.edit(1) as line:
            line.amount = 50.0
            self.assertEqual(line.reason, "manual")
        dialog.action_apply()
        installments = self.installments(docs["INV1"])
        self.assertEqual(installments.mapped("amount_to_collect"), [300.0, 0.0, 350.0])
        self.assertEqual(docs["PAY1"].unallocated_amount, 100.0)

    def test_each_customer_has_his_own(self):
        mine = self.book("2026-05-01 invoice INV1 100\n2026-06-01 payment PAY1 30")
        other = self.book(
            "2026-05-01 invoice INV2 100\n2026-06-01 payment PAY2 40", self.other_customer
        )
        both = self.installments(mine["INV1"], other["INV2"])
        self.dialog(both.action_allocate_credits()).action_apply()
        self.assertResiduals({**mine, **other}, INV1=70.0, INV2=60.0, PAY1=0.0, PAY2=0.0)

    def test_a_line_taken_away_settles_nothing(self):
        docs = self.book("2026-05-01 invoice INV1 100\n2026-06-01 payment PAY1 30")
        dialog = self.dialog(self.installments(docs["INV1"]).action_allocate_credits())
        dialog.line_ids.unlink()
        with self.assertRaisesRegex(UserError, "Enter an amount"):
            dialog.action_apply()

    def test_no_credit_or_of_another_currency(self):
        cad = self.setup_other_currency("CAD", rates=[("2026-01-01", 1.25)])
        invoice = self.book("2026-05-01 invoice INV1 100")["INV1"]
        self.book("2026-06-01 payment PAY1 30", currency=cad)
        with self.assertRaisesRegex(UserError, "no open payment or credit note"):
            self.installments(invoice).action_allocate_credits()

    def test_nothing_is_proposed_to_strangers(self):
        docs = self.book("2026-05-01 invoice INV1 100\n2026-06-01 payment PAY1 30")
        self.customer.is_walk_in = True
        with self.assertRaisesRegex(UserError, "walk-in"):
            self.installments(docs["INV1"]).action_allocate_credits()

    def test_a_salesperson_uses_none(self):
        docs = self.book("2026-05-01 invoice INV1 100\n2026-06-01 payment PAY1 30")
        installment = self.installments(docs["INV1"]).with_user(self.salesperson())
        with self.assertRaisesRegex(AccessError, "Only users of Receivables"):
            installment.action_allocate_credits()


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15")
class TestInstallmentStatement(InstallmentActsCommon):
    """The statement of what is open, sent to the customers of selected installments."""

    def test_to_the_customers_of_the_rows(self):
        self.customer.email = "acme@example.com"
        mine = self.book(f"2026-05-01 invoice INV1 1000 {THREE}")["INV1"]
        other = self.book("2026-05-01 invoice INV2 70 2026-07-31", self.other_customer)["INV2"]
        self.book("2026-05-01 invoice INV3 70", self.env["res.partner"].create({"name": "Third"}))
        clerk = self.clerk()
        some = self.installments(mine, other).with_user(clerk)
        dialog = self.dialog(some.action_send_statement(), clerk)
        self.assertEqual(dialog.statement_id.mode, "open_items")
        self.assertEqual(
            sorted((line.partner_id.name, line.email) for line in dialog.line_ids),
            [("ACME", "acme@example.com"), ("Globex", False)],
        )

    def test_who_is_left_alone_gets_none(self):
        mine = self.book("2026-05-01 invoice INV1 100")["INV1"]
        marked = self.book("2026-05-01 invoice INV2 50")["INV2"]
        other = self.book("2026-05-01 invoice INV3 70", self.other_customer)["INV3"]
        self.other_customer.followup_mode = "none"
        self.env.user.group_ids += self.env.ref("receivables_ext.group_settle_outside")
        marked._mark_settled_outside("Paid at the counter")
        dialog = self.dialog(self.installments(mine, marked, other).action_send_statement())
        self.assertEqual(dialog.partner_id, self.customer)
        for alone in (other, marked):
            with self.assertRaisesRegex(UserError, "marked as paid, or are not to be reminded"):
                self.installments(alone).action_send_statement()

    def test_what_is_marked_as_paid_is_not_late_and_shown_apart(self):
        self.book("2026-05-01 invoice INV1 100")
        marked = self.book("2026-05-01 invoice INV2 50")["INV2"]
        self.assertEqual((self.customer.amount_late, self.customer.late_count), (150.0, 2))
        self.env.user.group_ids += self.env.ref("receivables_ext.group_settle_outside")
        marked._mark_settled_outside("Paid at the counter")
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual((self.customer.amount_late, self.customer.late_count), (100.0, 1))
        self.assertEqual(self.customer.amount_pending, 150.0)  # what is owed stays
        late = self.Installment.search(self.customer.action_open_late()["domain"])
        self.assertNotIn(marked, late.move_id)
        [totals] = self.Installment.get_totals([("partner_id", "=", self.customer.id)])
        self.assertEqual((totals["to_collect"], totals["marked_as_paid"]), (150.0, 50.0))
        marked.action_unmark_settled_outside()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.customer.amount_late, 150.0)

    def test_a_salesperson_sends_none(self):
        invoice = self.book("2026-05-01 invoice INV1 100")["INV1"]
        with self.assertRaisesRegex(AccessError, "Only users of Receivables"):
            self.installments(invoice).with_user(self.salesperson()).action_send_statement()

    def test_rows_of_two_companies(self):
        other = self.setup_other_company()["company"]
        user = self.clerk()
        user.company_ids += other
        invoice = self.book("2026-05-01 invoice INV1 100")["INV1"]
        foreign = (
            self.env["account.move"]
            .with_company(other)
            .create(
                {
                    "move_type": "out_invoice",
                    "partner_id": self.other_customer.id,
                    "invoice_date": "2026-05-01",
                    "invoice_line_ids": [
                        Command.create(
                            {"name": "x", "price_unit": 10, "tax_ids": [Command.clear()]}
                        )
                    ],
                }
            )
        )
        foreign.action_post()
        both = self.Installment.with_user(user).with_context(
            allowed_company_ids=[self.company.id, other.id]
        )
        both = both.search([("move_id", "in", (invoice + foreign).ids)])
        self.assertEqual(len(both), 2)
        for act in (both.action_send_statement, both.action_register_payment):
            with self.assertRaisesRegex(UserError, "one company"):
                act()
        hidden = both.with_context(allowed_company_ids=self.company.ids)
        with self.assertRaisesRegex(AccessError, "out of your sight"):
            hidden.action_register_payment()
