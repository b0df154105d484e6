from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Discounts that are granted with a payment."""

    _inherit = "res.config.settings"

    discount_enabled = fields.Boolean(related="company_id.discount_enabled", readonly=False)
    discount_grace_days = fields.Integer(related="company_id.discount_grace_days", readonly=False)
