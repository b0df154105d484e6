from odoo import api, models


class ReceivablesLedgerSignal(models.AbstractModel):
    """A payment that is undone leaves its slip."""

    _inherit = "receivables.ledger.signal"

    @api.model
    def _state_changed(self, moves, state):
        """Take out what was reversed, or is a draft again."""
        result = super()._state_changed(moves, state)
        # It follows from the ledger, whoever undoes a payment; only its link to the slip changes.
        known = moves.sudo()
        undone = known.reversed_entry_id if state == "posted" else known
        if payments := undone.origin_payment_id.filtered("remittance_id"):
            payments._leave_slip()
        return result
