from odoo.tests import tagged

from .receipt_common import ReceiptCommon


@tagged("post_install", "-at_install")
class TestReceiptTakenBack(ReceiptCommon):
    """What is changed within one transaction, and what is deleted, revokes as well."""

    def setUp(self):
        super().setUp()
        self.company.payment_correction_policy = "until_transferred"

    def settled(self):
        docs = self.settle("2026-01-01 invoice INV 100\n2026-01-02 payment PAY 100")
        self.issue._queue_payment(docs["PAY"])
        self.run_cron()
        return docs["INV"], docs["PAY"]

    def assertIssuedAgain(self, document):
        self.assertReceipts(document, ("receipted", "revoked", 0.0), ("receipted", "queued", 0.0))

    def test_an_invoice_changed_and_validated_again_at_once(self):
        invoice, _payment = self.settled()
        self.draft_by_law(invoice)
        invoice.invoice_line_ids.name = "Something else"
        invoice.action_post()
        self.end_transaction()
        self.assertEqual(invoice.payment_state, "paid")
        self.assertIssuedAgain(invoice)

    def test_a_payment_changed_and_validated_again_at_once(self):
        invoice, payment = self.settled()
        payment.action_draft()
        payment.payment_reference = "Another transfer"
        payment.action_post()
        self.end_transaction()
        self.assertIssuedAgain(invoice)
        receipt = self.receipts(payment).filtered(lambda one: one.kind == "payment")
        self.assertEqual(receipt.state, "revoked")

    def test_a_payment_deleted_before_its_receipt_is_made(self):
        payment = self.book("2026-01-02 payment PAY 100")["PAY"]
        receipt = self.issue._queue_payment(payment)
        payment.unlink()
        self.end_transaction()
        self.assertFalse(receipt.exists())

    def test_a_payment_used_and_released_has_one_receipt(self):
        payment = self.book("2026-01-02 payment PAY 100")["PAY"]
        first = self.issue._queue_payment(payment)
        self.run_cron()
        invoice = self.settle("2026-01-03 invoice INV 100")["INV"]
        self.issue._queue_payment(payment)
        self.release(invoice)
        self.assertEqual(self.receipts(payment), first)
        self.assertEqual(self.issue._queue_payment(payment), first)
