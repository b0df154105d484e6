from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .receipt_common import ReceiptCommon


@tagged("post_install", "-at_install")
class TestReceiptNobody(ReceiptCommon):
    """Without a customer there is nobody to give a document to; the money comes in all the same."""

    def test_a_sales_receipt_is_settled(self):
        line = Command.create({"name": "Till", "price_unit": 100.0, "tax_ids": [Command.clear()]})
        sale = self.env["account.move"].create(
            {
                "move_type": "out_receipt",
                "invoice_date": "2026-01-01",
                "invoice_line_ids": [line],
            }
        )
        sale.action_post()
        bank = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.journal.id,
                "date": "2026-01-09",
                "payment_ref": "Till of the day",
                "amount": 100.0,
            }
        )
        _liquidity, suspense, _other = bank._seek_for_lines()
        suspense.account_id = self.receivable(sale).account_id
        (suspense + self.receivable(sale)).reconcile()
        self.end_transaction()
        self.assertEqual(sale.payment_state, "paid")
        self.assertReceipts(sale)

    def test_a_payment_has_no_receipt(self):
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "amount": 10.0,
                "journal_id": self.journal.id,
            }
        )
        payment.action_post()
        with self.assertRaisesRegex(UserError, "choose a payment of a customer"):
            payment.action_issue_receipt()
        with self.assertRaisesRegex(UserError, "not a registered payment of a customer"):
            self.issue._queue_payment(payment)
