from odoo import api, fields, models

from .. import expected_date


class AccountMoveLine(models.Model):
    """When the money of an installment should come in, beside the day on which it is due."""

    _inherit = "account.move.line"

    # Users who see an installment may know when it is expected, not by which payment.
    expected_date = fields.Date(
        compute="_compute_expected_date",
        compute_sudo=True,
        help="The day by which it should be collected: that of the scheduled payment, else of the "
        "cheque or bill, else the one that the customer promised, else the due date.",
    )

    @api.depends("date_maturity", "matched_credit_ids")
    def _compute_expected_date(self):
        dates = expected_date.expected_dates(self._origin)
        for line in self:
            line.expected_date = dates.get(line._origin.id, line.date_maturity)
