from odoo import models

from . import by_hand


class AccountMove(models.Model):
    """What a document of a customer amounts to, and what is left of it, follow from its items."""

    _inherit = "account.move"

    def write(self, vals):
        """Write on entries.

        :raises UserError: the amount of a posted document of a customer, or what is left of it,
            would be written by hand
        """
        by_hand.check_figures(self, vals)
        return super().write(vals)
