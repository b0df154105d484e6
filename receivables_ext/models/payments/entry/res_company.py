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

    tolerance_amount = fields.Monetary(
        string="Tolerated difference",
        currency_field="currency_id",
        help="In the currency of the company: how much of a document somebody who does not invoice "
        "may write off. With a percentage, the smaller of both. Zero: no amount is given.",
    )
    tolerance_percentage = fields.Float(
        string="Tolerated percentage",
        digits=(5, 2),
        help="Percentage of what is due that somebody who does not invoice may write off. Zero: "
        "none is given.",
    )
    tolerance_loss_account_id = fields.Many2one(
        "account.account",
        string="Account when less is paid",
        check_company=True,
        help="Where a tolerated difference goes that the company loses.",
    )
    tolerance_gain_account_id = fields.Many2one(
        "account.account",
        string="Account when more is paid",
        check_company=True,
        help="Where a tolerated difference goes that the company gains.",
    )

    _tolerance_in_bounds = models.Constraint(
        "CHECK (tolerance_amount >= 0 AND tolerance_percentage BETWEEN 0 AND 100)",
        "A tolerated difference cannot be below zero, nor a percentage above 100.",
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
