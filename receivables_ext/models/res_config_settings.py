from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    allocation_strategy = fields.Selection(
        related="company_id.allocation_strategy", readonly=False, required=True
    )
    credit_policy = fields.Selection(
        related="company_id.credit_policy", readonly=False, required=True
    )
    receivable_account_ids = fields.Many2many(
        related="company_id.receivable_account_ids", readonly=False
    )
