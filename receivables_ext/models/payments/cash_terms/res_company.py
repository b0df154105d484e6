from odoo import api, fields, models

FRENCH_LAW = {
    "cash_ceiling_amount": 1000.0,
    "cash_ceiling_abroad_amount": 10000.0,
    "cash_ceiling_date": "2015-09-01",
}
"""Code monétaire et financier, art. L112-6 and D112-3."""


class ResCompany(models.Model):
    """What validating an invoice with a cash term does, and how much cash the law allows."""

    _inherit = "res.company"

    cash_terms_policy = fields.Selection(
        [
            ("ask", "Ask for the payment"),
            ("settle", "Register the payment"),
        ],
        string="When a cash invoice is validated",
        default="ask",
        required=True,
        help="Ask: the payment dialog opens, filled in. Register: the payment is registered by "
        "itself, and is to be confirmed once the money is there.",
    )
    cash_ceiling_amount = fields.Monetary(
        string="Ceiling of cash",
        currency_field="currency_id",
        compute="_compute_cash_ceiling",
        store=True,
        readonly=False,
        help="In the currency of the company: how much of one document may be paid in cash. Zero: "
        "no ceiling.",
    )
    cash_ceiling_abroad_amount = fields.Monetary(
        string="Ceiling of cash for consumers from abroad",
        currency_field="currency_id",
        compute="_compute_cash_ceiling",
        store=True,
        readonly=False,
        help="For persons who live in another country. Zero: as for the others.",
    )
    cash_ceiling_date = fields.Date(
        string="Ceiling of cash from",
        compute="_compute_cash_ceiling",
        store=True,
        readonly=False,
        help="The first day on which the ceiling holds. Empty: it always does.",
    )

    _cash_ceiling_positive = models.Constraint(
        "CHECK (cash_ceiling_amount >= 0 AND cash_ceiling_abroad_amount >= 0)",
        "A ceiling of cash cannot be below zero: enter zero for none.",
    )

    @api.depends("account_fiscal_country_id")
    def _compute_cash_ceiling(self):
        """Propose what the law of the country says, where it is known; keep what was typed."""
        for company in self:
            is_french = company.account_fiscal_country_id.code == "FR"
            for name, value in FRENCH_LAW.items():
                company[name] = company[name] or (is_french and value)
