from odoo import api, models


class ReceivablesLedgerSignal(models.AbstractModel):
    """What is left of payments follows from the accounts that count for customers."""

    _inherit = "receivables.ledger.signal"

    @api.model
    def _scope_changed(self, lines):
        """Read what is left of the payments of these items again."""
        lines.payment_id._read_left_again()
        return super()._scope_changed(lines)
