from odoo import fields, models


class ResCompany(models.Model):
    """What happens with the credits of customers."""

    _inherit = "res.company"

    credit_policy = fields.Selection(
        [
            ("propose", "Propose the credit on the invoice"),
            ("apply", "Apply the credit automatically"),
        ],
        string="When an invoice is validated",
        default="propose",
        required=True,
        help="What happens with the open credits of the customer when an invoice is validated.",
    )
    credit_reminder_days = fields.Integer(
        string="Days before a reminder of credits",
        help="A payment that is still to use after so many days leaves a "
        "task for the user who entered it. Zero: no task.",
    )
