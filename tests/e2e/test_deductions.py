"""Deductions and a tolerated difference in the browser: what is settled is said as one types."""

from odoo.tests import tagged

from .browser import BrowserCase

PAY = "button[name='action_register_payment']:visible"
AMOUNT = ".modal div[name='amount'] input"
LINES = ".modal div[name='deduction_ids']"
PAY_NOW = ".modal button[name='action_create_payments']:visible"


@tagged("post_install", "-at_install")
class TestDeductionsInABrowser(BrowserCase):
    """The dialog on an invoice."""

    def setUp(self):
        super().setUp()
        self.loss = self.company_data["default_account_expense"]
        self.env["receivables.deduction.kind"].create(
            {"name": "Bank fee", "account_id": self.loss.id, "amount_max": 30.0}
        )
        self.invoice = self.book("2026-03-01 invoice INV1 1000.00 2099-12-31")["INV1"]

    def test_the_amount_follows_a_deduction(self):
        with self.at(self.clerk, f"/odoo/receivables-invoices/{self.invoice.id}") as person:
            person.click(PAY)
            person.see(AMOUNT)
            person.click(f"{LINES} .o_field_x2many_list_row_add button, {LINES} a:has-text('Add')")
            person.page.locator(f"{LINES} div[name='kind_id'] input").first.fill("Bank")
            person.click(".o-autocomplete--dropdown-item:has-text('Bank fee')")
            person.type_in(f"{LINES} div[name='amount'] input", "15")
            person.see(".modal div[name='deduction_words']:has-text('1,000.00 settled')")
            self.assertEqual(person.page.locator(AMOUNT).first.input_value(), "985.00")
            person.click(PAY_NOW)
            person.gone(".modal")
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual(self.invoice.matched_payment_ids.beyond_amount, 15.0)

    def test_a_tolerated_difference_closes_the_invoice(self):
        self.company.write(
            {
                "tolerance_amount": 5.0,
                "tolerance_loss_account_id": self.loss.id,
                "tolerance_gain_account_id": self.loss.id,
            }
        )
        with self.at(self.clerk, f"/odoo/receivables-invoices/{self.invoice.id}") as person:
            person.click(PAY)
            person.see(AMOUNT)
            person.type_in(AMOUNT, "997")
            person.click(".modal div[name='apply_tolerance'] input")
            person.see(
                ".modal div[name='closing_words']:visible:has-text('3.00 less is tolerated')"
            )
            person.click(PAY_NOW)
            person.gone(".modal")
        self.assertEqual(self.invoice.lifecycle_status, "paid")
