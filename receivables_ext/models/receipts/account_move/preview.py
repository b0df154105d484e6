from odoo import models

from ..preview import preview_invoice


class AccountMove(models.Model):
    """The document that a customer gets when money settles an invoice."""

    _inherit = "account.move"

    def action_preview_receipt(self):
        """Show the receipted invoice or balance document as it would be today, marked DRAFT.

        Nothing is written, sent or numbered.

        :raises UserError: no payment settles anything of the invoice
        """
        self.ensure_one()
        return preview_invoice(self)
