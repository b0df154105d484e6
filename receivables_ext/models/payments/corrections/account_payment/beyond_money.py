from odoo import models

from .....rules.money import beyond_again
from ....ledger.units import to_amount, to_units
from ...entry import beyond_money


class AccountPayment(models.Model):
    """A payment that is entered again is meant to settle what it settled, discount included."""

    _inherit = "account.payment"

    def _planned_beyond(self):
        """The same discount or write-off again, as far as the plan of this draft needs it."""
        return self._planned_again() or super()._planned_beyond()

    def _planned_again(self):
        original, currency = self.replaces_id, self.currency_id
        if self.move_id or not original or original.currency_id != currency:
            return 0.0
        again = beyond_again(
            to_units(sum(self.allocation_line_ids.mapped("amount")), currency),
            to_units(self.amount, currency),
            to_units(beyond_money.parts_of(original).beyond, currency),
        )
        return to_amount(again, currency)

    def _prepare_planned_beyond_vals(self):
        if planned := self._planned_again():
            return beyond_money.prepare_beyond_vals(self.replaces_id, planned)
        return super()._prepare_planned_beyond_vals()
