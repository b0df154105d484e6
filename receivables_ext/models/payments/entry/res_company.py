from odoo import fields, models


class ResCompany(models.Model):
    """How payments are entered: what is compared, and by which means they come."""

    _inherit = "res.company"

    duplicate_days = fields.Integer(
        string="Days between similar payments",
        default=3,
        help="Two payments of the same customer and amount within so many days may be one "
        "entered twice: a reason is asked for. Zero: they are not compared.",
    )

    _duplicate_days_positive = models.Constraint(
        "CHECK (duplicate_days >= 0)",
        "The number of days between similar payments cannot be negative: enter zero to compare "
        "no amounts.",
    )

    def action_offer_usual_methods(self):
        """Add to the bank journals the means of payment that they lack; cash journals take cash.

        Doing it again adds nothing.
        """
        for company in self:
            self.env["receivables.payment.means"]._offer(company)
        return True
