from odoo import api, models
from odoo.exceptions import UserError

from .status import KEPT


class AccountMove(models.Model):
    """What is kept of the life of an invoice follows from the ledger: nobody writes it."""

    _inherit = "account.move"

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse a status that is given.

        :raises UserError: what follows from the ledger is given
        """
        for vals in vals_list:
            self._check_status_follows(vals)
        return super().create(vals_list)

    def write(self, vals):
        """Refuse a status that is given.

        :raises UserError: what follows from the ledger is given
        """
        self._check_status_follows(vals)
        return super().write(vals)

    @api.model
    def _check_status_follows(self, vals):
        if KEPT.keys() & vals.keys():
            raise UserError(
                self.env._(
                    "The status of an invoice follows from its payments and due dates: register a "
                    "payment, or mark it as paid."
                )
            )
