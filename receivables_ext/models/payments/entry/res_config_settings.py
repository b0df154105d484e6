from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Entry of payments."""

    _inherit = "res.config.settings"

    duplicate_days = fields.Integer(related="company_id.duplicate_days", readonly=False)

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
