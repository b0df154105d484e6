from odoo import api, models

from .money_out import check_money_out


class ReceivablesLedgerSignal(models.AbstractModel):
    """What undoes a payment is noticed, whatever matches it."""

    _inherit = "receivables.ledger.signal"

    @api.model
    def _settled(self, partials):
        """Ask of an entry by hand what a reversal asks."""
        check_money_out(partials)
        return super()._settled(partials)
