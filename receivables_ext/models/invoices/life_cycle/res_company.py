from odoo import fields, models


class ResCompany(models.Model):
    """Where invoices say how they stand."""

    _inherit = "res.company"

    lifecycle_on_pdf = fields.Boolean(
        string="Print the status on invoices",
        help="The status on the day of printing, such as Paid or Overdue 3 days, stands above the "
        "dates of invoices and credit notes.",
    )
