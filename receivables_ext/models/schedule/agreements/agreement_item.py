from odoo import api, fields, models
from odoo.exceptions import UserError

from ...ledger.permit import permit


class ReceivablesAgreementItem(models.Model):
    """An open item that an agreement covers, and what was left of it when it was agreed."""

    _name = "receivables.agreement.item"
    _inherit = ["receivables.agreement.part"]
    _description = "Item of an agreement"
    _order = "agreement_id, rank, id"

    line_id = fields.Many2one(
        "account.move.line",
        string="Installment",
        index=True,
        # A document that the law let go back to draft may lose its items: nothing of them is owed.
        ondelete="set null",
    )
    move_id = fields.Many2one(related="line_id.move_id", string="Document", store=True, index=True)
    rank = fields.Integer(
        required=True, readonly=True, help="In which order the items are paid: the oldest first."
    )
    amount = fields.Monetary(
        string="Agreed amount",
        required=True,
        readonly=True,
        help="What was left of it when the agreement was prepared, in the currency of the "
        "document.",
    )
    date_due = fields.Date(
        string="Original due date",
        compute="_compute_date_due",
        help="The day by contract: interest for late payment counts from it.",
    )
    is_agreed = fields.Boolean(
        string="In force",
        readonly=True,
        help="Its agreement was agreed, and not replaced or ended since.",
    )
    amount_left = fields.Monetary(
        related="line_id.amount_residual_currency",
        string="Remaining",
        help="What is left of it now, in the currency of the document.",
    )

    _agreed_once = models.UniqueIndex(
        "(line_id) WHERE is_agreed",
        "Somebody else has just agreed on one of these documents: look at that agreement, and make "
        "a new version of it.",
    )

    @api.depends("line_id.date_maturity", "line_id.date")
    def _compute_date_due(self):
        for item in self:
            item.date_due = item.line_id.date_maturity or item.line_id.date

    def _check_is_draft(self):
        """Which documents it covers, and how much of them, follows from the ledger.

        :raises UserError: somebody else than the agreement itself writes it
        """
        if not permit.is_open(self.env):
            raise UserError(
                self.env._(
                    "An agreement covers what is left of the installments that were selected: "
                    "select others in the schedule, or take what is left now."
                )
            )
