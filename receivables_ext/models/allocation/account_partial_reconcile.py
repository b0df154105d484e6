from odoo import models


class AccountPartialReconcile(models.Model):
    """Allocations can be removed, with a reason."""

    _inherit = "account.partial.reconcile"

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
