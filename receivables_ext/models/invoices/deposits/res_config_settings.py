from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Deposits asked on quotations."""

    _inherit = "res.config.settings"

    deposit_percentage = fields.Float(related="company_id.deposit_percentage", readonly=False)
    deposit_invoice_policy = fields.Selection(
        related="company_id.deposit_invoice_policy", readonly=False, required=True
    )
