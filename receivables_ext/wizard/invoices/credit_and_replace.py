from odoo import fields, models


class ReceivablesCreditAndReplace(models.TransientModel):
    """Ask why an invoice is credited and replaced."""

    _name = "receivables.credit.and.replace"
    _inherit = ["receivables.dialog"]
    _description = "Credit and replace an invoice"

    move_id = fields.Many2one("account.move", required=True, readonly=True)
    reason = fields.Char(required=True)

    def action_replace(self):
        """Credit the invoice, and open the draft that replaces it."""
        draft_id = self.move_id.credit_and_replace(self.reason)
        return self.env["account.move"].browse(draft_id)._get_records_action()
