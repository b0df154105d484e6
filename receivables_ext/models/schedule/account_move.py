from odoo import api, fields, models
from odoo.fields import Domain

from ..ledger import roles

SHOWN = (
    *("move_id", "currency_id", "date_due", "date_expected", "amount", "amount_received"),
    *("amount_to_collect", "status", "days_late", "settled", "settled_outside", "payment_type"),
    "note",
)


class AccountMove(models.Model):
    """An invoice that is paid in several parts says where each of them stands."""

    _inherit = "account.move"

    # Not a true One2many: most invoices have one due date, and cost no query here.
    installment_ids = fields.Many2many(
        "receivables.installment",
        string="Installments",
        compute="_compute_installment_ids",
        groups=roles.READERS,
        help="The parts in which a validated invoice is to be paid, when there are several.",
    )

    @api.depends("state", "line_ids.display_type", "line_ids.date_maturity")
    def _compute_installment_ids(self):
        self.installment_ids = False
        split = self._origin.filtered(lambda move: move._is_split())
        if not split:
            return
        # All that is shown at once: the rows of a view are found anew at each reading.
        installments = self.env["receivables.installment"].search_fetch(
            Domain("move_id", "in", split.ids), SHOWN
        )
        by_move = installments.grouped("move_id")
        for move in self:
            move.installment_ids = by_move.get(move._origin, installments.browse())

    def _is_split(self):
        if self.state != "posted" or not self.is_sale_document(include_receipts=True):
            return False
        terms = self.line_ids.filtered(lambda line: line.display_type == "payment_term")
        return len(terms) > 1
