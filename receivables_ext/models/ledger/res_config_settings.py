from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Customer accounts of the company."""

    _inherit = "res.config.settings"

    receivable_account_ids = fields.Many2many(
        related="company_id.receivable_account_ids", readonly=False
    )
