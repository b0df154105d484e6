from odoo import models

from . import entry_lock

AMOUNTS = {
    *("amount", "debit_amount_currency", "credit_amount_currency"),
    *("debit_move_id", "credit_move_id"),
}


class AccountPartialReconcile(models.Model):
    """A payment and the reversal that undid it are never parted."""

    _inherit = "account.partial.reconcile"

    def write(self, vals):
        """Refuse to change what undid a payment.

        :raises UserError: the payment and its reversal would no longer cancel out
        """
        if AMOUNTS & vals.keys():
            entry_lock.check_partials(self)
        return super().write(vals)

    def unlink(self):
        """Refuse to part a payment from what undid it.

        :raises UserError: this is what undid a payment
        """
        entry_lock.check_partials(self)
        return super().unlink()
