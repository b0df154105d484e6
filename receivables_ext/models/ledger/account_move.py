from odoo import models


class AccountMove(models.Model):
    """Entries: the rooms above the ledger are told when their state changes."""

    _inherit = "account.move"

    def write(self, vals):
        """Write on entries, and tell of their new state."""
        result = super().write(vals)
        if "state" in vals:
            self.env["receivables.ledger.signal"]._state_changed(self, vals["state"])
        return result
