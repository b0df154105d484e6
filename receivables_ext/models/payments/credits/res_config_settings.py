from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Credits of customers."""

    _inherit = "res.config.settings"

    credit_policy = fields.Selection(
        related="company_id.credit_policy", readonly=False, required=True
    )
    credit_reminder_days = fields.Integer(related="company_id.credit_reminder_days", readonly=False)
