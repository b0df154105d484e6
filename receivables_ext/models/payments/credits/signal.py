from odoo import api, models


class ReceivablesLedgerSignal(models.AbstractModel):
    """A recorded payment takes away the note that an invoice was paid without one."""

    _inherit = "receivables.ledger.signal"

    @api.model
    def _settled(self, partials):
        """Forget the note on documents that are settled now."""
        if marked := partials.debit_move_id.move_id.filtered("settled_outside"):
            marked._forget_settled_outside(
                self.env._("A payment is recorded: no longer marked as paid.")
            )
        return super()._settled(partials)
