from freezegun import freeze_time

from odoo.tests import tagged

from ..receipts.receipt_common import ReceiptCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestReplacedReceipt(ReceiptCommon):
    """The receipt of an invoice that is credited and replaced is revoked."""

    def test_the_receipt_of_the_original_is_revoked(self):
        docs = self.book("2026-03-01 invoice INV 100.00\n2026-03-02 payment PAY 100.00")
        self.allocate()
        self.end_transaction()
        self.run_cron()
        receipts = docs["INV"].receipt_ids.filtered("sha256")
        self.assertTrue(receipts)
        draft_id = docs["INV"].credit_and_replace("Wrong name")
        self.end_transaction()
        self.assertEqual({*receipts.mapped("state")}, {"revoked"})
        self.assertIn("PBNK1", receipts[0].revoked_reason)
        self.env["account.move"].browse(draft_id).action_post()
        self.assertResiduals(docs, INV=0.0, PAY=0.0)
