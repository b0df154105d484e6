from odoo import api, models

from . import released
from .account_move_line import ChosenAmounts


class ReceivablesLedgerSignal(models.AbstractModel):
    """Keep the history of allocations, whatever makes or releases them."""

    _inherit = "receivables.ledger.signal"

    @api.model
    def _settled(self, partials):
        """Write the history; tell the proposal that was applied which allocations it made."""
        chosen = partials.env.context.get("receivables_chosen_amounts")
        reasons = {}
        if isinstance(chosen, ChosenAmounts):
            reasons = chosen.reasons
            chosen.partial_ids += [
                partial.id
                for partial in partials
                if (partial.debit_move_id.id, partial.credit_move_id.id) in reasons
            ]
        self.env["receivables.allocation.event"]._record_allocations("allocated", partials, reasons)
        return super()._settled(partials)

    @api.model
    def _released(self, partials):
        """Write the history while the allocations can be read."""
        note = partials.env.context.get("receivables_removal_reason")
        events = self.env["receivables.allocation.event"]._record_allocations(
            "removed", partials, note=note
        )
        reset = partials.env.context.get("receivables_released")
        if isinstance(reset, released.ReleasedEvents):
            reset.events |= events
        return super()._released(partials)

    @api.model
    def _state_changed(self, moves, state):
        """Open again what a document settled, or was settled by, that leaves the accounts."""
        # The rooms above first: they read what was settled.
        result = super()._state_changed(moves, state)
        if state in ("draft", "cancel"):
            released.release(moves, self.env._("No longer validated"))
        return result
