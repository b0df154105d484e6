from odoo import fields, models


class ReceivablesModify(models.TransientModel):
    """Ask why registered invoices are modified."""

    _name = "receivables.modify"
    _inherit = ["receivables.dialog"]
    _description = "Modify registered invoices"

    move_ids = fields.Many2many("account.move", required=True, readonly=True)
    reason = fields.Char(required=True)

    def action_modify(self):
        """Take the invoices back to draft, as new versions."""
        self.move_ids.modify(self.reason)
        return {"type": "ir.actions.act_window_close"}
