from odoo import models

from .guard import replacing


class AccountMoveReversal(models.TransientModel):
    """Core's dialog *Reverse and create invoice* credits and replaces: both refer to each other.

    Core releases the money that had settled the invoice, and says so nowhere.
    """

    _inherit = "account.move.reversal"

    def _prepare_default_reversal(self, move):
        """Credit at once what a draft replaces, also where the invoice is of a day to come."""
        values = super()._prepare_default_reversal(move)
        return {**values, "auto_post": "no"} if replacing.is_open(self.env) else values

    def reverse_moves(self, is_modify=False):
        """Reverse entries; registered invoices of customers that are replaced say by what.

        :raises UserError: one of them cannot be replaced
        """
        self.ensure_one()
        invoices = self.move_ids
        if not is_modify or not all(invoice._is_replaceable() for invoice in invoices):
            return super().reverse_moves(is_modify)
        reason = (self.reason or "").strip() or self.env._("No reason was given.")
        events = {invoice: invoice._begin_replacement(reason) for invoice in invoices}
        invoices = self.move_ids  # read again: in the order in which core reads them now
        action = super(AccountMoveReversal, replacing.opened(self)).reverse_moves(is_modify)
        # All of them are credited at once, so that core makes the drafts in their order.
        drafts = self.new_move_ids.sorted("id")
        for invoice, draft in zip(invoices, drafts, strict=True):
            invoice._note_replacement(draft, events[invoice], reason)
        return action
