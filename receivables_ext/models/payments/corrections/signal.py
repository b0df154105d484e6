from odoo import api, models

from . import taken_back
from .money_out import check_money_out


class ReceivablesLedgerSignal(models.AbstractModel):
    """What undoes a payment is noticed, whatever matches it."""

    _inherit = "receivables.ledger.signal"

    @api.model
    def _settled(self, partials):
        """Ask of an entry by hand what a reversal asks."""
        check_money_out(partials)
        taken_back.note_settled(partials)
        return super()._settled(partials)

    @api.model
    def _released(self, partials):
        """Note what was no money: a discount goes with what it was granted on."""
        taken_back.note_released(partials)
        return super()._released(partials)

    @api.model
    def _entries_changed(self, moves):
        """Take discounts back whose documents are open again."""
        taken_back.take_back(moves)
        return super()._entries_changed(moves)
