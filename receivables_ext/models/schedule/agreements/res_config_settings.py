from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """When agreements on installments are broken."""

    _inherit = "res.config.settings"

    agreement_grace_days = fields.Integer(related="company_id.agreement_grace_days", readonly=False)
