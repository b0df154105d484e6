"""A discount is granted in the browser: the percentage follows each amount that is typed."""

from odoo.tests import tagged

from .browser import BrowserCase

PAY = "button[name='action_register_payment']:visible"
AMOUNT = ".modal div[name='amount'] input"
BOX = ".modal div[name='apply_discount'] input"
WORDS = ".modal div[name='closing_words']:visible"


@tagged("post_install", "-at_install")
class TestDiscountInABrowser(BrowserCase):
    """The dialog on an invoice, and the form of a payment."""

    def setUp(self):
        super().setUp()
        self.company.discount_enabled = True
        self.invoice = self.book("2026-03-01 invoice INV1 1000.00 2099-12-31")["INV1"]
        self.discount = self.company.account_journal_early_pay_discount_loss_account_id

    def test_the_dialog_shows_the_percentage_live_and_closes_the_invoice(self):
        with self.at(self.clerk, f"/odoo/receivables-invoices/{self.invoice.id}") as person:
            person.click(PAY)
            person.see(AMOUNT)
            self.assertFalse(person.page.locator(BOX).is_visible())
            for amount, percentage in (("980", "2.00"), ("987.66", "1.23")):
                person.type_in(AMOUNT, amount)
                person.see(f"{WORDS}:has-text('= {percentage} %')")
            person.type_in(AMOUNT, "1000")
            person.page.locator(BOX).wait_for(state="hidden")
            person.type_in(AMOUNT, "980")
            person.see(BOX)
            person.click(BOX)
            person.page.locator(".modal div[name='payment_difference']").wait_for(state="hidden")
            person.click(".modal button[name='action_create_payments']:visible")
            person.gone(".modal")
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual(self.invoice.matched_payment_ids.beyond_amount, 20.0)

    def test_the_form_of_a_payment_settles_the_document_whole(self):
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.customer.id,
                "amount": 980.0,
                "journal_id": self.journal.id,
            }
        )
        payment.action_propose_allocation()
        with self.at(self.clerk, f"/odoo/customer-payments/{payment.id}") as person:
            person.click("div[name='apply_discount'] input")
            person.see("div[name='allocation_line_ids'] td[name='amount']:has-text('1,000.00')")
            person.see("div[name='beyond_amount']:has-text('20.00')")
            person.click("button[name='action_post']")
            person.see(".o_arrow_button_current:has-text('Registered')")
        self.assertEqual(self.invoice.lifecycle_status, "paid")
