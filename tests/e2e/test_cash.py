"""A cash sale: validate, Enter, paid."""

from odoo.fields import Command
from odoo.tests import tagged

from .browser import PHONE, BrowserCase


@tagged("post_install", "-at_install")
class TestCash(BrowserCase):
    """The payment of a cash invoice opens by itself, and needs one key."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.till = cls.company_data["default_journal_cash"]
        cls.term = cls.env.ref("receivables_ext.payment_term_cash")

    def draft(self, amount=1200.0):
        return self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.customer.id,
                "invoice_date": "2026-03-02",
                "invoice_payment_term_id": self.term.id,
                "invoice_line_ids": [
                    Command.create(
                        {"name": "Goods", "price_unit": amount, "tax_ids": [Command.clear()]}
                    )
                ],
            }
        )

    def at_invoice(self, move, **options):
        return self.at(self.clerk, f"/odoo/customer-invoices/{move.id}", **options)

    def test_validated_and_enter_it_is_paid(self):
        move = self.draft()
        with self.at_invoice(move) as clerk:
            clerk.click("button[name='action_post']:visible")
            clerk.see(".modal [name='amount'] input:focus")
            clerk.page.keyboard.press("Enter")
            clerk.gone(".modal")
            clerk.see("[name='lifecycle_label']:has-text('Paid')")
            self.assertEqual(clerk.clicks, 1)
        self.assertEqual(move.amount_residual, 0.0)
        self.assertRecordValues(
            move.reconciled_payment_ids,
            [{"amount": 1200.0, "journal_id": self.till.id, "auto_settled": False}],
        )

    def test_an_amount_that_is_typed_is_the_one_that_enter_registers(self):
        move = self.draft()
        with self.at_invoice(move) as clerk:
            clerk.click("button[name='action_post']:visible")
            clerk.see(".modal [name='amount'] input:focus")
            clerk.page.keyboard.type("300")
            clerk.page.keyboard.press("Enter")
            clerk.gone(".modal")
            clerk.see("[name='amount_residual']:has-text('900.00')")
        self.assertEqual(move.amount_residual, 900.0)

    def test_on_a_phone_what_was_registered_by_itself_is_said_and_confirmed(self):
        self.company.cash_terms_policy = "settle"
        move = self.draft()
        with self.at_invoice(move, size=PHONE) as clerk:
            clerk.click("button[name='action_post']:visible")
            clerk.see("[name='lifecycle']:has-text('Auto-settled, to be confirmed')")
        payment = move.reconciled_payment_ids
        with self.at(self.clerk, f"/odoo/customer-payments/{payment.id}", size=PHONE) as clerk:
            clerk.click("button[name='action_confirm_money']")
            clerk.gone("[name='auto_settled_banner']")
        self.assertFalse(payment.auto_settled)
