from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Entry of payments."""

    _inherit = "res.config.settings"

    duplicate_days = fields.Integer(related="company_id.duplicate_days", readonly=False)
    tolerance_amount = fields.Monetary(related="company_id.tolerance_amount", readonly=False)
    tolerance_percentage = fields.Float(related="company_id.tolerance_percentage", readonly=False)
    tolerance_loss_account_id = fields.Many2one(
        related="company_id.tolerance_loss_account_id", readonly=False
    )
    tolerance_gain_account_id = fields.Many2one(
        related="company_id.tolerance_gain_account_id", readonly=False
    )

    def action_offer_usual_methods(self):
        """Offer the means of payment in the journals of the company that lack them."""
        self.ensure_one()
        self.company_id.action_offer_usual_methods()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Every bank journal now offers the means of payment."),
            },
        }
