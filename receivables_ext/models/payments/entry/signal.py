from odoo import api, models

from ...ledger import kept
from .account_payment.left import KEPT


class ReceivablesLedgerSignal(models.AbstractModel):
    """What is left of payments follows from the accounts that count for customers."""

    _inherit = "receivables.ledger.signal"

    @api.model
    def _scope_changed(self, lines):
        """Read what is left of the payments of these items again."""
        kept.read_again(lines.payment_id, KEPT)
        return super()._scope_changed(lines)
