from odoo import api, models

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
        self.env["receivables.allocation.event"]._record_allocations("removed", partials, note=note)
        return super()._released(partials)
