"""A customer accepts a quotation on the portal: the deposit is invoiced, and they can pay it."""

from odoo.tests import tagged

from odoo.addons.receivables_ext.tests.invoices.deposit_common import DepositCommon

from .browser import DESKTOP, PHONE, BrowserCase

SIGN = "#sale_order_sidebar_button a[data-bs-target='#modalaccept']:visible"
SUBMIT = "#modalaccept .o_portal_sign_submit:enabled"
TO_PAY = "#sale_order_sidebar_button a[name='deposit_to_pay']:visible"


@tagged("post_install", "-at_install")
class TestDepositInABrowser(DepositCommon, BrowserCase):
    """Core's own dialog of signature, with what is asked said before it is signed."""

    def accept(self, asked, made, to_pay, lang="en_US", size=DESKTOP):
        """Sign a quotation of 1000 with 30 % asked, reading these words."""
        buyer = self.env["res.partner"].create(
            {"name": "Ann Dupont", "parent_id": self.customer.id, "lang": lang}
        )
        user = self.person("buyer", "base.group_portal", partner_id=buyer.id)
        order = self.quote(
            customer=buyer, deposit_percentage=30, require_signature=True, require_payment=False
        )
        order.action_quotation_sent()
        with self.at(user, order.get_portal_url(), size=size) as person:
            person.see(f"[name='deposit_asked']:has-text('{asked}'):visible")
            person.click(SIGN)
            person.see(f"#modalaccept [name='deposit_asked']:has-text('{made}'):visible")
            person.click(SUBMIT)
            person.see(f"{TO_PAY}:has-text('{to_pay}')")
            self.assertEqual(person.page.locator(SIGN).count(), 0)
            person.click(TO_PAY)
            person.see("[name='lifecycle']:visible, #invoice_content")
        self.assertEqual(order.state, "sale")
        self.assertRecordValues(
            order.deposit_invoice_ids, [{"state": "posted", "amount_total": 300.0}]
        )

    def test_they_sign_and_see_what_to_pay(self):
        self.accept("30 % of the total", "when you accept", "Deposit to pay: $ 300.00")

    def test_on_a_phone_in_french(self):
        self.speak_french()
        self.accept("30 % du total", "votre acceptation", "Acompte à régler", "fr_FR", PHONE)
