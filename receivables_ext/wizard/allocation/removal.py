from odoo import fields, models

from ...models.allocation.guard import check_may_allocate


class ReceivablesAllocationRemoval(models.TransientModel):
    """Release allocations, not the payments: the amounts become open again on both sides."""

    _name = "receivables.allocation.removal"
    _inherit = ["receivables.dialog"]
    _description = "Remove allocations"

    partial_ids = fields.Many2many(
        "account.partial.reconcile", string="Allocations", required=True, readonly=True
    )
    reason = fields.Char(
        required=True, help="Stays readable in the history of both documents, with your name."
    )

    def action_remove(self):
        """Remove the allocations and keep the reason in the history."""
        partials = self.partial_ids.exists()
        check_may_allocate(partials.debit_move_id + partials.credit_move_id)
        # The user was allowed to read both documents and holds the role: core then reverses
        # the entries that came with the allocation, which the user need not be able to do.
        partials.sudo().with_context(receivables_removal_reason=self.reason).unlink()
        return {"type": "ir.actions.act_window_close"}
