from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Versions of invoices."""

    _inherit = "res.config.settings"

    revision_policy = fields.Selection(
        related="company_id.revision_policy", readonly=False, required=True
    )
