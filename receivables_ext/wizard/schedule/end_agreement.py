from odoo import fields, models


class ReceivablesEndAgreement(models.TransientModel):
    """Why agreements end before all of their parts were paid."""

    _name = "receivables.end.agreement"
    _inherit = ["receivables.dialog"]
    _description = "End an agreement"

    agreement_id = fields.Many2one("receivables.agreement", required=True, readonly=True)
    reason = fields.Char(help="It stays readable on the agreement.")

    def action_confirm(self):
        """End it: the original due dates are back.

        :raises UserError: no reason is given
        """
        self.ensure_one()
        self.agreement_id._end(self.reason)
        return {"type": "ir.actions.act_window_close"}
