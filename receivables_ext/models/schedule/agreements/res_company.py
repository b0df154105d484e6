from odoo import fields, models

from ....rules.agreement import MAX_GRACE_DAYS


class ResCompany(models.Model):
    """How long a part of an agreement may be late before the agreement is broken."""

    _inherit = "res.company"

    agreement_grace_days = fields.Integer(
        string="Days before an agreement is broken",
        default=7,
        help="How many days after its date a part of an agreement may still be paid. Each "
        "agreement may have its own.",
    )

    _agreement_grace_days_from_zero = models.Constraint(
        f"CHECK (agreement_grace_days BETWEEN 0 AND {MAX_GRACE_DAYS})",
        f"Enter 0 to {MAX_GRACE_DAYS} days of grace.",
    )
