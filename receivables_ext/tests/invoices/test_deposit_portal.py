from odoo.tests import HttpCase, tagged

from .deposit_common import DepositCommon

SIGNATURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestDepositPortal(HttpCase, DepositCommon):
    """The customer reads what is asked, signs, and finds the deposit invoice."""

    def test_a_customer_signs_and_has_one_deposit_invoice(self):
        buyer = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        self.person("buyer", "base.group_portal", partner_id=buyer.id)
        order = self.quote(customer=buyer, deposit_percentage=30, require_signature=True)
        order.require_payment = False
        order.action_quotation_sent()
        # By the link of the mail, without any account.
        page = self.url_open(order.get_portal_url()).text
        self.assertIn("Deposit on acceptance", page)
        self.assertIn("300.00", page)

        accept = order.get_portal_url(suffix="/accept")
        signed = {"name": "Ann", "signature": SIGNATURE}
        answer = self.make_jsonrpc_request(accept, signed)
        self.assertTrue(answer.get("force_refresh"), answer)
        self.assertEqual(order.state, "sale")
        deposit = order.deposit_invoice_ids
        self.assertRecordValues(deposit, [{"state": "posted", "amount_total": 300}])
        self.assertIn("error", self.make_jsonrpc_request(accept, signed))
        self.assertEqual(order.deposit_invoice_ids, deposit)

        self.assertIn(deposit.name, self.url_open(order.get_portal_url()).text)
        self.authenticate("buyer", "buyer")
        self.assertIn(deposit.name, self.url_open("/my/invoices").text)
