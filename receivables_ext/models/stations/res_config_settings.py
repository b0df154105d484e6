from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Who sees the documents of other stations."""

    _inherit = "res.config.settings"

    station_restricted = fields.Boolean(related="company_id.station_restricted", readonly=False)
