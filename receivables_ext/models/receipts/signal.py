from odoo import api, models


class ReceivablesLedgerSignal(models.AbstractModel):
    """Receipts follow the ledger, which tells of every change."""

    _inherit = "receivables.ledger.signal"

    @api.model
    def _state_changed(self, moves, state):
        """Have the documents follow what is taken back to draft, or validated again.

        Its allocations stay meanwhile, in core; they prove nothing.
        """
        # Few have any: numbers of matching are at hand, allocations would be read.
        matched = moves.filtered(lambda move: any(move.line_ids.mapped("matching_number")))
        settled = matched.line_ids.matched_debit_ids.debit_move_id.move_id
        if state == "posted":
            self._note_changed(matched | settled)
        else:
            # It may be changed and validated again, or deleted, in the same transaction.
            # Documents follow from the ledger, not from who changes it; nothing is returned.
            self.env["receivables.receipt.issue"].sudo()._look_at_entries(moves | settled)
        return super()._state_changed(moves, state)

    @api.model
    def _entries_changed(self, moves):
        """Queue and revoke the documents of all of them, in this same transaction."""
        # As above.
        self.env["receivables.receipt.issue"].sudo()._look_at_entries(moves)
        return super()._entries_changed(moves)
