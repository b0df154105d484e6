from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Where invoices say how they stand."""

    _inherit = "res.config.settings"

    lifecycle_on_pdf = fields.Boolean(related="company_id.lifecycle_on_pdf", readonly=False)
