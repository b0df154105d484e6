from odoo import api, fields, models


class ReceivablesAgreementLine(models.Model):
    """A part of an agreement: what is to be paid by a day."""

    _name = "receivables.agreement.line"
    _inherit = ["receivables.agreement.part"]
    _description = "Part of an agreement"
    _order = "agreement_id, date_due, id"
    _rec_name = "date_due"

    date_due = fields.Date(string="To pay by", required=True)
    amount = fields.Monetary(required=True, help="In the currency of the agreement, above zero.")
    amount_left = fields.Monetary(
        string="Remaining",
        compute="_compute_amount_left",
        help="What is left of it: money fills the parts in the order of their days.",
    )
    is_missed = fields.Boolean(
        string="Late",
        compute="_compute_amount_left",
        help="Its day is past, and something is left of it.",
    )

    _amount_above_zero = models.Constraint(
        "CHECK (amount > 0)", "Enter an amount above zero for each part."
    )

    @api.depends("date_due", "amount", "agreement_id.item_ids.amount_left")
    @api.depends_context("tz", "uid")
    def _compute_amount_left(self):
        today = fields.Date.context_today(self)
        for agreement in self.agreement_id:
            left = agreement._remaining_by_part()
            for part in agreement.line_ids & self:
                part.amount_left = left.get(part, 0.0)
                part.is_missed = bool(part.amount_left and part.date_due and part.date_due < today)
        for part in self.filtered(lambda part: not part.agreement_id):
            part.amount_left, part.is_missed = part.amount, False
