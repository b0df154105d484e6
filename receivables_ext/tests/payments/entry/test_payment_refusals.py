from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestPaymentRefusals(ReceivablesCommon):
    """Bad input gets one sentence that says what to do, and nothing is half-written."""

    def test_the_form_asks_for_the_customer(self):
        with self.assertRaisesRegex(AssertionError, "partner_id is a required field"):
            self.payment_form(partner_id=self.env["res.partner"], amount=70.0).save()

    def test_takings_without_customer_are_registered_as_in_core(self):
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        payment.partner_id = False
        payment.action_post()
        self.assertEqual(payment.move_id.state, "posted")

    def test_takings_of_zero_are_registered_by_a_programme_only(self):
        """A point of sale where sales and refunds by card are equal can close its session."""
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        payment.write({"partner_id": False, "amount": 0.0})
        with self.assertRaises(UserError):
            payment.sudo(False).action_post()
        payment.sudo().action_post()
        self.assertEqual(payment.state, "in_process")

    def test_no_amount_is_refused(self):
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        payment.amount = 0.0
        with self.assertRaisesRegex(UserError, "payment of ACME has no amount"):
            payment.action_post()
        self.assertEqual((payment.state, payment.move_id.id), ("draft", False))
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.book("2026-01-05 draft PAY1 -70.00")

    def test_more_than_received_is_refused(self):
        self.book("2026-01-01 invoice INV1 1500.00")
        form = self.payment_form(amount=100.0)
        with form.allocation_line_ids.edit(0) as line:
            line.amount = 100.01
        payment = form.save()
        with self.assertRaisesRegex(UserError, "Lower the amounts to settle"):
            payment.action_post()

    def test_a_document_of_another_customer_is_refused(self):
        theirs = self.book("2026-01-01 invoice INV1 50.00", customer=self.other_customer)["INV1"]
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        with self.assertRaisesRegex(ValidationError, "not a document of ACME"):
            payment.allocation_line_ids = [
                Command.create({"line_id": self.receivable(theirs).id, "amount": 50.0})
            ]

    def test_a_document_that_the_user_may_not_read_is_not_planned(self):
        """Nor looked at by a form that was never saved: its number, customer and amounts."""
        other = self.setup_other_company()["company"]
        theirs = self.receivable(
            self.init_invoice(
                "out_invoice", self.customer, amounts=[77.0], post=True, company=other
            )
        )
        clerk = new_test_user(
            self.env,
            "planner",
            groups="base.group_user,receivables_ext.group_receivables_user",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        env = self.env(user=clerk, context={"allowed_company_ids": self.company.ids})
        vals = {"line_id": theirs.id, "amount": 1.0}
        spec = {"amount_original": {}, "partner_id": {"fields": {"display_name": {}}}}
        mine = "receivables.allocation.line"
        line = self.env[mine].create(
            {
                "payment_id": payment.id,
                "line_id": self.receivable(self.book("2026-01-01 invoice INV1 9.0")["INV1"]).id,
            }
        )
        plan = {"allocation_line_ids": [Command.create(vals)]}
        for model, method, *args in (
            (mine, "onchange", [], vals, ["line_id"], spec),
            (mine, "create", [{**vals, "payment_id": payment.id}]),
            (mine, "write", line.ids, {"line_id": theirs.id}),
            (payment._name, "write", payment.ids, plan),
            (
                payment._name,
                "onchange",
                payment.ids,
                plan,
                ["allocation_line_ids"],
                {"allocation_line_ids": {"fields": spec}},
            ),
        ):
            with self.subTest(model=model, method=method), self.assertRaises(AccessError):
                call_kw(env[model], method, list(args), {})

    def test_a_closed_period_is_refused(self):
        self.company.fiscalyear_lock_date = "2026-01-31"
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        with self.assertRaisesRegex(UserError, "closed period.*payment of ACME needs a later date"):
            payment.action_post()
        self.assertEqual((payment.state, payment.move_id.id), ("draft", False))
        payment.date = "2026-02-01"
        payment.action_post()
        self.assertEqual(payment.move_id.date, payment.date)

    def test_a_currency_without_rate_is_refused(self):
        currency = (
            self.env["res.currency"].with_context(active_test=False).search([("name", "=", "NOK")])
        )
        currency.active = True
        currency.rate_ids.unlink()
        payment = self.book("2026-01-05 draft PAY1 70.00", currency=currency)["PAY1"]
        with self.assertRaisesRegex(UserError, "no exchange rate for NOK"):
            payment.action_post()
        self.assertFalse(payment.move_id)

    def test_a_registered_payment_gets_no_new_proposal(self):
        payment = self.book("2026-01-05 payment PAY1 70.00")["PAY1"]
        with self.assertRaisesRegex(UserError, "already registered"):
            payment.action_propose_allocation()

    def test_the_plan_of_a_registered_payment_cannot_be_rewritten(self):
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-01-05 draft PAY1 150.00")
        payment = docs["PAY1"]
        payment.action_propose_allocation()
        payment.action_post()
        plan = payment.allocation_line_ids
        other = self.book("2026-01-05 payment PAY2 50.00")["PAY2"]
        values = {"payment_id": other.id, "line_id": plan.line_id.id, "amount": 1.0}
        for deed in (
            lambda: plan.write({"amount": 1.0}),
            plan.unlink,
            lambda: plan.create([values]),
            lambda: payment.write({"allocation_line_ids": [Command.clear()]}),
        ):
            with self.assertRaisesRegex(UserError, "can no longer be changed"):
                deed()
        self.assertEqual(plan.amount, 100.0)

    def test_writing_the_state_does_not_go_around_the_checks(self):
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        payment.amount = 0.0
        with self.assertRaisesRegex(UserError, "has no amount"):
            payment.write({"state": "in_process"})
        self.assertEqual((payment.state, payment.move_id.id), ("draft", False))

    def test_a_cancelled_payment_is_not_registered_as_it_is(self):
        """The checks are made on drafts: going around them starts with cancelling."""
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        payment.action_cancel()
        for deed in (payment.action_validate, lambda: payment.write({"state": "in_process"})):
            with self.assertRaisesRegex(UserError, "Reset it to draft first"):
                deed()
        payment.action_draft()
        payment.action_post()
        self.assertEqual(payment.collection_state, "registered")
