from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain


class AccountMove(models.Model):
    """Documents issued about an entry keep it from disappearing."""

    _inherit = "account.move"

    def unlink(self):
        """Delete entries.

        :raises UserError: documents about one of them were issued
        """
        self._check_no_receipt()
        # The entry of a payment leaves with it: its receipts are looked at while it is there.
        if payments := self.sudo().origin_payment_id:
            self.env["receivables.receipt.issue"].sudo()._check_payment_receipts(payments)
        return super().unlink()

    def _check_no_receipt(self):
        # Documents do not depend on who deletes.
        receipts = self.env["receivables.receipt"].sudo()
        about = Domain("move_id", "in", self.ids)
        if not receipts.search_count(about, limit=1):
            return
        # What only waits leaves with the invoice.
        self.env["receivables.receipt.issue"].sudo()._queue_for(self)
        if issued := receipts.search(about, limit=1):
            raise UserError(
                self.env._(
                    "%(receipt)s was issued about %(invoice)s, which is kept as its evidence. "
                    "Cancel the invoice instead of deleting it.",
                    receipt=issued.display_name,
                    invoice=issued.move_id.display_name,
                )
            )
