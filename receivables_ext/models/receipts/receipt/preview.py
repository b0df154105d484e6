from odoo import models


class ReceivablesReceipt(models.Model):
    """What a document that waits is going to say."""

    _inherit = "receivables.receipt"

    def action_preview(self):
        """Show the document as it would be today, marked DRAFT; nothing is written.

        :raises UserError: see the preview of its invoice or payment
        """
        self.ensure_one()
        if self.kind == "payment":
            return self.payment_ids.action_preview_receipt()
        return self.move_id.action_preview_receipt()
