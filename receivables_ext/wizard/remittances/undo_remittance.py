from odoo import fields, models


class ReceivablesUndoRemittance(models.TransientModel):
    """Why a slip that was remitted did not reach the bank."""

    _name = "receivables.undo.remittance"
    _inherit = ["receivables.dialog"]
    _description = "Undo a remittance"

    remittance_id = fields.Many2one("receivables.remittance", required=True, readonly=True)
    reason = fields.Char(help="It stays readable on the slip.")

    def action_confirm(self):
        """Take the slip back to draft.

        :raises UserError: no reason is given, or the bank has it
        """
        self.ensure_one()
        self.remittance_id._undo(self.reason)
        return {"type": "ir.actions.act_window_close"}
