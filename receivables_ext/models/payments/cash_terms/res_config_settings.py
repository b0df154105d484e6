from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Cash terms."""

    _inherit = "res.config.settings"

    cash_terms_policy = fields.Selection(
        related="company_id.cash_terms_policy", readonly=False, required=True
    )
    cash_ceiling_amount = fields.Monetary(related="company_id.cash_ceiling_amount", readonly=False)
    cash_ceiling_abroad_amount = fields.Monetary(
        related="company_id.cash_ceiling_abroad_amount", readonly=False
    )
    cash_ceiling_date = fields.Date(related="company_id.cash_ceiling_date", readonly=False)
