from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.fields import Command, Date
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10")
class TestPaymentReturn(ReceivablesCommon):
    """A cheque bounces: a new event, never an edit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reason = cls.env.ref("receivables_ext.return_reason_am04")
        cls.expense = cls.company_data["default_account_expense"]
        cls.docs = cls.book(
            """
            2026-01-01 invoice INV1 100.00 2026-01-31=50,2026-02-28=50
            2026-02-05 payment PAY1 120.00
            """
        )
        cls.payment = cls.docs["PAY1"]
        cls.allocate()

    def bounce(self, user=None, **values):
        user = user or self.env.user
        action = self.payment.with_user(user).action_return()
        form = Form(self.env[action["res_model"]].with_user(user).with_context(**action["context"]))
        form.reason_id = self.reason
        for name, value in values.items():
            form[name] = value
        form.save().action_return()
        return self.payment.return_ids

    def test_the_debt_comes_back_with_its_due_dates(self):
        self.assertResiduals(self.docs, INV1=0.0, PAY1=20.0)
        returned = self.bounce(date="2026-03-09")
        self.assertEqual(self.payment.collection_state, "returned")
        self.assertResiduals(self.docs, INV1=100.0, PAY1=0.0)
        open_lines = self.open_lines()
        self.assertEqual(
            open_lines.sorted("date_maturity").mapped("date_maturity"),
            [Date.to_date("2026-01-31"), Date.to_date("2026-02-28")],
        )
        self.assertEqual(self.docs["INV1"].payment_state, "not_paid")
        self.assertEqual(returned.move_id.date, Date.to_date("2026-03-09"))
        self.assertEqual(returned.move_id.reversed_entry_id, self.payment.move_id)
        self.assertFalse(self.payment.reconciled_invoice_ids)

    def test_the_reasons_are_those_of_the_means(self):
        cheque = self.env.ref("receivables_ext.means_cheque")
        domain = self.env["receivables.return.payment"]._fields["reason_id"].domain
        domain = safe_eval(domain, {"means_id": cheque.id})
        codes = self.env["receivables.return.reason"].search(domain).mapped("code")
        self.assertEqual(codes, ["CHQ1", "CHQ2", "CHQ3", "OTHER"])

    def test_the_chatter_says_what_the_form_says(self):
        draft = self.book("2026-02-06 draft DRAFT 30.00")["DRAFT"]
        draft = draft.with_env(self.env(context={}))  # tests of core track nothing
        self.env.flush_all()
        self.env.cr.precommit.run()  # what is created in one go is not followed
        draft.action_post()
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        values = draft.message_ids.sudo().tracking_value_ids
        said = {one.field_id.name: one.new_value_char for one in values}
        self.assertEqual(said.get("collection_state"), "Registered")
        self.assertNotIn("state", said)

    def test_the_payment_keeps_its_history(self):
        name, amount = self.payment.name, self.payment.amount
        self.bounce(note="second time")
        self.assertEqual((self.payment.name, self.payment.amount), (name, amount))
        self.assertEqual(self.payment.return_label, "AM04 Insufficient funds, second time")
        removed = self.env["receivables.allocation.event"].search(
            [("credit_move_id", "=", self.payment.move_id.id), ("kind", "=", "removed")]
        )
        self.assertEqual(sum(removed.mapped("amount")), 100.0)
        self.assertEqual(self.customer.amount_received, 0.0)

    def test_the_bank_shows_the_money_come_and_go(self):
        """Both lines of the outstanding account stay open, to be matched with the bank's."""
        returned = self.bounce()
        liquidity, _counterpart, _others = self.payment._seek_for_lines()
        back = returned.move_id.line_ids.filtered(
            lambda line: line.account_id == liquidity.account_id
        )
        self.assertEqual((liquidity.amount_residual, back.amount_residual), (120.0, -120.0))

    def test_presenting_it_again_is_one_click(self):
        self.bounce()
        action = self.payment.action_present_again()
        again = self.env["account.payment"].browse(action["res_id"])
        self.assertRecordValues(
            again,
            [
                {
                    "amount": 120.0,
                    "date": Date.to_date("2026-03-10"),
                    "payment_reference": "PAY1",
                    "replaces_id": self.payment.id,
                    "allocated_amount": 100.0,
                }
            ],
        )
        self.assertEqual(self.payment.action_present_again()["res_id"], again.id, "two clicks")
        again.action_post()
        self.assertResiduals(self.docs, INV1=0.0)
        self.assertEqual(self.payment.collection_state, "returned")

    def test_only_one_replacement_stands(self):
        self.bounce()
        again = self.env["account.payment"].browse(self.payment.action_present_again()["res_id"])
        again.action_cancel()
        other = self.env["account.payment"].browse(self.payment.action_present_again()["res_id"])
        self.assertNotEqual(other, again)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            again.action_draft()
            self.env.flush_all()

    def test_only_a_returned_payment_is_presented_again(self):
        with self.assertRaisesRegex(UserError, "was not returned"):
            self.payment.action_present_again()

    def test_fees_paid_by_the_company_are_an_expense(self):
        returned = self.bounce(fees=15.0, fees_account_id=self.expense)
        entry = returned.fees_move_id
        self.assertEqual(entry.state, "posted")
        self.assertRecordValues(
            entry.line_ids.sorted("balance"),
            [
                {
                    "account_id": self.payment._get_outstanding_account("outbound").id,
                    "balance": -15.0,
                },
                {"account_id": self.expense.id, "balance": 15.0},
            ],
        )
        self.assertResiduals(self.docs, INV1=100.0)
        self.assertEqual(self.customer.amount_pending, 100.0)

    def test_fees_charged_to_the_customer_are_owed(self):
        returned = self.bounce(date="2026-03-09", fees=15.0, fees_charged=True)
        line = returned.fees_move_id.line_ids.filtered("debit")
        self.assertEqual(line.account_id, self.payment.destination_account_id)
        self.assertEqual(line.partner_id, self.customer)
        self.assertEqual(line.date_maturity, Date.to_date("2026-03-09"))
        self.assertEqual(self.customer.amount_pending, 115.0)
        self.book("2026-03-10 payment PAY2 115.00")
        self.allocate()
        self.customer.invalidate_recordset()
        self.assertEqual(self.customer.amount_pending, 0.0)

    def test_the_account_of_the_company_is_proposed(self):
        self.company.return_fees_account_id = self.expense
        returned = self.bounce(fees=5.0)
        self.assertEqual(returned.fees_move_id.line_ids.filtered("debit").account_id, self.expense)

    def test_fees_need_an_account_and_are_not_below_zero(self):
        Return = self.env["receivables.payment.return"]
        args = (self.payment, Date.to_date("2026-03-09"), self.reason)
        with self.assertRaisesRegex(UserError, "Choose the account"):
            Return._return(*args, fees=5.0)
        with self.assertRaisesRegex(UserError, "below zero"):
            Return._return(*args, fees=-5.0, charged=True)
        self.assertEqual(self.payment.collection_state, "registered")

    def test_a_clerk_records_it(self):
        clerk = new_test_user(
            self.env,
            "return_clerk",
            groups="base.group_user,receivables_ext.group_receivables_user",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        returned = self.bounce(clerk, fees=15.0, fees_charged=True)
        self.assertEqual(returned.create_uid, clerk)
        self.assertResiduals(self.docs, INV1=100.0)

    def test_it_is_returned_once(self):
        self.bounce()
        with self.assertRaisesRegex(UserError, "nothing to undo"):
            self.bounce()

    def test_a_closed_period_moves_the_entries(self):
        self.company.fiscalyear_lock_date = "2026-02-28"
        returned = self.bounce(date="2026-02-20", fees=5.0, fees_charged=True)
        self.assertEqual(returned.date, Date.to_date("2026-02-20"), "the day it happened")
        self.assertEqual(
            set((returned.move_id + returned.fees_move_id).mapped("date")),
            {Date.to_date("2026-03-01")},
        )

    def test_a_foreign_currency_leaves_no_difference(self):
        currency = self.setup_other_currency(
            "EUR", rates=[("2026-01-01", 2.0), ("2026-03-01", 4.0)]
        )
        docs = self.book(
            """
            2026-01-02 invoice INV9 100.00 2026-01-31
            2026-02-06 payment PAY9 100.00
            """,
            self.other_customer,
            currency,
        )
        self.allocate(customer=self.other_customer)
        self.payment = docs["PAY9"]
        returned = self.bounce()
        self.assertEqual(self.other_customer.amount_pending, 50.0)
        self.assertEqual(returned.move_id.line_ids.mapped("reconciled").count(True), 1)
        self.assertFalse(self.receivable(docs["PAY9"]).amount_residual)
