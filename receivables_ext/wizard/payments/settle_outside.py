from odoo import fields, models


class ReceivablesSettleOutside(models.TransientModel):
    """Ask why invoices count as paid although no payment is recorded."""

    _name = "receivables.settle.outside"
    _inherit = ["receivables.dialog"]
    _description = "Mark invoices as paid without payment"

    move_ids = fields.Many2many("account.move", required=True, readonly=True)
    reason = fields.Char(required=True)

    def action_mark(self):
        """Mark the invoices."""
        self.move_ids._mark_settled_outside(self.reason)
        return {"type": "ir.actions.act_window_close"}
