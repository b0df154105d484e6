from odoo import api, models

from ..ledger.permit import matching
from . import by_hand, owner

# What an allocation is: its amounts, its two sides and the day that statements of the past read.
ALLOCATION_FIELDS = {
    *("amount", "debit_amount_currency", "credit_amount_currency"),
    *("debit_move_id", "credit_move_id", "debit_currency_id", "credit_currency_id"),
    *("max_date", "company_id"),
}


class AccountPartialReconcile(models.Model):
    """Allocations of customers are made by the reconcile engine and removed, never edited.

    A remote call or an import that writes on them directly would settle what is not there, with
    a history that says something else.
    """

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        """Make allocations.

        :raises UserError: neither the reconcile engine nor the superuser makes them, or a credit
            would settle a document that is not of its customer
        """
        if not by_hand.may_edit(self.env):
            sides = ("debit_move_id", "credit_move_id")
            ids = [vals[side] for vals in vals_list for side in sides if vals.get(side)]
            self._check_by_hand(self.env["account.move.line"].browse(ids))
        owner.check_matched(self.env, vals_list)
        return super().create(vals_list)

    def write(self, vals):
        """Complete allocations.

        :raises UserError: an amount, a side or the day of one of a customer would change
        """
        if ALLOCATION_FIELDS & vals.keys() and not by_hand.may_edit(self.env):
            self._check_by_hand(self.debit_move_id | self.credit_move_id)
        return super().write(vals)

    def unlink(self):
        """Release allocations: core then numbers again what stays matched."""
        return super(AccountPartialReconcile, matching.opened(self)).unlink()

    @api.model
    def _check_by_hand(self, lines):
        """Refuse to write an allocation of ``lines`` by hand.

        For a module to refuse more, it must override this method and call ``super()``.

        :raises UserError: one of them is of a customer
        """
        if by_hand.is_of_customer(lines):
            by_hand.refuse(self.env)

    def action_remove_allocation(self):
        """Open the dialog that releases these allocations, with a reason."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Remove the allocation"),
            "res_model": "receivables.allocation.removal",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partial_ids": self.ids},
        }
