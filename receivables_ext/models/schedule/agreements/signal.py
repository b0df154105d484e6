from odoo import api, models
from odoo.fields import Domain

from ...ledger.permit import permit


class ReceivablesLedgerSignal(models.AbstractModel):
    """An agreement is about documents as they were when it was made."""

    _inherit = "receivables.ledger.signal"

    @api.model
    def _state_changed(self, moves, state):
        """End the agreements on documents that leave the accounts: they come back as others."""
        result = super()._state_changed(moves, state)
        if state != "posted":
            held = Domain("item_ids.move_id", "in", moves.ids)
            held &= Domain("state", "in", ("proposed", "agreed"))
            # It follows from the document, whoever may follow agreements; nothing else is written.
            agreements = self.env["receivables.agreement"].sudo().search(held)
            for agreement in permit.opened(agreements):
                changed = agreement.move_ids.filtered(lambda move: move.id in moves._ids)
                agreement._cease(
                    self.env._(
                        "%(documents)s left the accounts",
                        documents=", ".join(changed.mapped("display_name")),
                    )
                )
        return result
