from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.base.models.ir_actions_report import IrActionsReport

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestReceiptPrinted(ReceivablesCommon):
    """From the payment to the archived PDF, with nothing replaced."""

    def test_from_the_payment_to_the_archive(self):
        self.company.write({"receipt_policy": "send", "receipt_clearing": "registration"})
        self.customer.email = "acme@example.com"
        docs = self.book("2026-01-01 invoice INV 100\n2026-01-02 payment PAY 100")
        self.allocate()
        self.env.cr.flush()
        with self.enter_registry_test_mode():
            self.env.ref("receivables_ext.ir_cron_issue_receipts").method_direct_trigger()
        self.env.invalidate_all()
        receipt = self.env["receivables.receipt"].search([("move_id", "=", docs["INV"].id)])
        self.assertEqual((receipt.state, receipt.error), ("issued", False))
        self.assertTrue(receipt.attachment_id.raw.startswith(b"%PDF"))
        self.assertEqual(receipt.sent_to, "acme@example.com")

    def test_without_the_program_that_makes_pdfs(self):
        docs = self.book("2026-01-01 invoice INV 100\n2026-01-02 payment PAY 100")
        self.allocate()
        self.env.cr.flush()
        with (
            patch.object(IrActionsReport, "get_wkhtmltopdf_state", lambda self: "install"),
            self.enter_registry_test_mode(),
        ):
            self.env.ref("receivables_ext.ir_cron_issue_receipts").method_direct_trigger()
        self.env.invalidate_all()
        receipt = self.env["receivables.receipt"].search([("move_id", "=", docs["INV"].id)])
        self.assertEqual((receipt.state, docs["INV"].payment_state), ("failed", "paid"))
        self.assertIn("wkhtmltopdf", receipt.error)
