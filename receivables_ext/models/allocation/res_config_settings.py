from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Order of allocation."""

    _inherit = "res.config.settings"

    allocation_strategy = fields.Selection(
        related="company_id.allocation_strategy", readonly=False, required=True
    )
