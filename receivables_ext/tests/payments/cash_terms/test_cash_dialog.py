from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .cash_common import CashCommon


@tagged("post_install", "-at_install")
class TestCashDialog(CashCommon):
    """Where the company asks, validating one cash invoice on its form opens its payment."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.cash_terms_policy = "ask"

    def open(self, action, user=None):
        model = self.env[action["res_model"]].with_user(user or self.env.user)
        return Form(model.with_context(**action["context"]))

    def test_the_dialog_is_filled_in_with_till_means_amount_and_date(self):
        move = self.invoice()
        dialog = self.open(self.validate_on_form(move))
        self.assertEqual(dialog.amount, 1200.0)
        self.assertEqual(dialog.journal_id, self.till)
        self.assertEqual(dialog.payment_method_line_id.means_id.code, "cash")
        self.assertEqual(dialog.payment_date, move.invoice_date)
        dialog.save().action_create_payments()
        self.assertEqual(move.amount_residual, 0.0)
        payment = self.payments(move)
        self.assertEqual((payment.journal_id, payment.auto_settled), (self.till, False))

    def test_each_role_that_validates_gets_it(self):
        for group in ("account.group_account_invoice", "account.group_account_manager"):
            move = self.invoice()
            user = self.person(f"validates {group}", group)
            self.open(self.validate_on_form(move, user), user).save().action_create_payments()
            self.assertEqual(move.amount_residual, 0.0)

    def test_lists_remote_calls_and_the_scheduled_action_open_nothing(self):
        user = self.person("invoicing", "account.group_account_invoice")
        self.assertFalse(self.call(user, "account.move", "action_post", self.invoice().ids))
        many = self.invoice() + self.invoice()
        self.assertFalse(self.validate_on_form(many))
        move = self.invoice()
        move._post()
        self.assertEqual((many + move).mapped("amount_residual"), [1200.0] * 3)

    def test_other_terms_and_credit_notes_open_nothing(self):
        for values in (
            {"invoice_payment_term_id": False},
            {"invoice_payment_term_id": self.pay_terms_a.id},
            {"move_type": "out_refund"},
        ):
            self.assertFalse(self.validate_on_form(self.invoice(**values)))

    def test_cash_with_discount_is_left_to_pay_and_asks_whatever_the_company_says(self):
        for policy in ("ask", "settle"):
            self.company.cash_terms_policy = policy
            move = self.invoice(invoice_payment_term_id=self.term_discount.id)
            action = self.validate_on_form(move)
            self.assertEqual(move.amount_residual, 1200.0)
            self.assertEqual(move.invoice_date_due, move.invoice_date)
            dialog = self.open(action)
            self.assertEqual((dialog.amount, dialog.journal_id), (1200.0, self.till))

    def test_cash_with_discount_is_paid_with_a_discount(self):
        """The box of the discount stands in the dialog that opens."""
        self.company.discount_enabled = True
        move = self.invoice(invoice_payment_term_id=self.term_discount.id)
        dialog = self.open(self.validate_on_form(move))
        dialog.amount = 1176.0
        self.assertTrue(dialog.discount_possible)
        dialog.apply_discount = True
        dialog.save().action_create_payments()
        payment = self.payments(move)
        self.assertEqual(move.amount_residual, 0.0)
        self.assertEqual((payment.journal_id, payment.beyond_amount), (self.till, 24.0))

    def test_nothing_opens_where_the_payment_is_registered_by_itself(self):
        self.company.cash_terms_policy = "settle"
        self.company.cash_ceiling_amount = 1000.0
        self.assertFalse(self.validate_on_form(self.invoice(10.0)))
        refused = self.invoice()
        self.assertFalse(self.validate_on_form(refused))
        self.assertNotSettled(refused, "ceiling")

    def test_a_deposit_that_covers_all_opens_nothing(self):
        self.company.credit_policy = "apply"
        self.book("2026-03-01 payment DEPOSIT 1200.00")
        self.assertFalse(self.validate_on_form(self.invoice()))

    def test_the_credits_of_the_customer_go_first(self):
        self.book("2026-03-01 payment ADVANCE 500.00")
        dialog = self.open(self.validate_on_form(self.invoice()))
        self.assertEqual((dialog.credit_total, dialog.amount), (500.0, 700.0))

    def test_too_much_cash_is_refused_there_too(self):
        self.company.cash_ceiling_amount = 1000.0
        move = self.invoice()
        dialog = self.open(self.validate_on_form(move))
        with self.assertRaisesRegex(UserError, "above the legal ceiling"):
            dialog.save().action_create_payments()
        dialog.journal_id = self.journal
        dialog.save().action_create_payments()
        self.assertEqual(move.amount_residual, 0.0)

    def test_the_form_of_a_payment_knows_the_ceiling_too(self):
        self.company.cash_ceiling_amount = 1000.0
        move = self.sell()
        form = self.payment_form(amount=1200.0)
        form.journal_id = self.till
        payment = form.save()
        with self.assertRaisesRegex(UserError, "above the legal ceiling"):
            payment.action_post()
        payment.journal_id = self.journal
        payment.action_post()
        self.assertEqual(move.amount_residual, 0.0)

    def test_cash_in_parts_adds_up(self):
        self.company.cash_ceiling_amount = 1000.0
        move = self.sell()
        dialog = self.payment_dialog(move)
        dialog.amount = 900.0
        dialog.save()._create_payments()
        with self.assertRaisesRegex(UserError, "1,200.00 in cash"):
            self.payment_dialog(move).save()._create_payments()

    def test_several_documents_are_several_debts(self):
        self.company.cash_ceiling_amount = 1000.0
        moves = self.sell(600.0) + self.sell(700.0)
        dialog = self.payment_dialog(moves)
        dialog.group_payment = True
        self.assertEqual(dialog.journal_id, self.till)
        dialog.save()._create_payments()
        self.assertFalse(any(moves.mapped("amount_residual")))

    def test_the_button_pay_proposes_the_till_later(self):
        move = self.sell()
        self.assertEqual(self.payment_dialog(move).journal_id, self.till)
        other = self.sell(invoice_payment_term_id=False)
        self.assertNotEqual(self.payment_dialog(other).journal_id, self.till)
