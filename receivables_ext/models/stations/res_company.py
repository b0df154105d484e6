from odoo import fields, models


class ResCompany(models.Model):
    """Whether users see the documents of other stations."""

    _inherit = "res.company"

    station_restricted = fields.Boolean(
        string="Users see the documents of their stations only",
        help="Invoices and payments of other stations are hidden from users who have stations in "
        "this company. Managers and accountants see everything.",
    )

    def write(self, vals):
        """Let the rules on stations follow at once."""
        result = super().write(vals)
        if "station_restricted" in vals:
            self.env["res.users"]._forget_stations()
        return result
