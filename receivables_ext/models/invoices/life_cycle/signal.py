from odoo import api, models

from ...ledger import kept
from .account_move.status import KEPT
from .facts import DEBIT_TYPES


class ReceivablesLedgerSignal(models.AbstractModel):
    """Where invoices stand follows from the accounts that count for customers."""

    _inherit = "receivables.ledger.signal"

    @api.model
    def _scope_changed(self, lines):
        """Read what the ledger says of the invoices of these items again."""
        moves = lines.move_id.filtered(lambda move: move.move_type in DEBIT_TYPES)
        kept.read_again(moves, KEPT)
        return super()._scope_changed(lines)
