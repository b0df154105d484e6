from unittest.mock import patch

from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

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

    def test_a_receipt_is_printed_at_once_and_archived(self):
        self.company.receipt_policy = "archive"
        payment = self.book("2026-01-02 payment PAY 100")["PAY"]
        with self.allow_pdf_render():
            action = payment.action_print_receipt()
        receipt = self.env["receivables.receipt"].search([("payment_ids", "in", payment.id)])
        self.assertEqual(action["url"], f"/receivables/receipts/{receipt.id}.pdf")
        self.assertTrue(receipt.attachment_id.raw.startswith(b"%PDF"))
        self.assertEqual((receipt.state, bool(receipt.printed_on)), ("issued", True))
        form = etree.fromstring(receipt.get_view(view_type="form")["arch"])
        shown = [
            button.get("string")
            for button in form.iter("button")
            if button.get("name") == "action_send_again"
            and not safe_eval(
                button.get("invisible"),
                {"attachment_id": True, "state": receipt.state, "delivery": receipt.delivery},
            )
        ]
        self.assertEqual(shown, ["Send"], "It was never sent")
        # Once more is the same document, not another one.
        self.assertEqual(payment.action_print_receipt(), action)

    def test_a_receipt_that_waits_says_which_payment_it_is_about(self):
        payment = self.book("2026-01-02 payment PAY 100")["PAY"]
        action = payment.action_issue_receipt()
        receipt = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(receipt.display_name, f"Payment receipt {payment.name}")

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
