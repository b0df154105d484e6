from odoo import fields, models

from ...models.schedule.agreements.agreement.record import HOW


class ReceivablesAcceptAgreement(models.TransientModel):
    """Who agreed for the customer, and how: on the portal, the customer says it."""

    _name = "receivables.accept.agreement"
    _inherit = ["receivables.dialog"]
    _description = "Note that the customer agreed"

    agreement_id = fields.Many2one("receivables.agreement", required=True, readonly=True)
    agreed_by = fields.Char(
        string="Who agreed",
        required=True,
        help="The person who agreed for the customer. The customer reads this name.",
    )
    agreed_how = fields.Selection(
        [how for how in HOW if how[0] != "portal"],
        string="How",
        required=True,
        default="phone",
    )

    def action_confirm(self):
        """Let the agreement hold from now on.

        :raises AccessError: the user prepares no agreements
        :raises UserError: nobody is named, or it can no longer be agreed
        """
        self.ensure_one()
        self.agreement_id._note_agreed(self.agreed_by, self.agreed_how)
        return {"type": "ir.actions.act_window_close"}
