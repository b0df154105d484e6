from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang


class ReceivablesOpenItem(models.AbstractModel):
    """One open item shown in a grid, with the amount that a person chooses to settle."""

    _name = "receivables.open.item"
    _description = "Open item to settle"

    line_id = fields.Many2one(
        "account.move.line",
        string="Document",
        required=True,
        ondelete="cascade",
        index=True,
        help="The installment or document to settle.",
    )
    amount = fields.Monetary(
        string="Amount to settle",
        help="In the currency of the payment or of the document being settled.",
    )
    reason = fields.Selection(
        selection=[
            ("instruction", "Named by the customer"),
            ("exact", "Its amount equals the credit"),
            ("combination", "Together, these documents equal the credit"),
            ("oldest_due", "Oldest due date first"),
            ("oldest_issued", "Oldest document first"),
            ("legal_due", "Due, and the oldest due date (legal order)"),
            ("legal_share", "Same due date: in proportion (legal order)"),
            ("legal_later", "Not due yet, but nothing due is left (legal order)"),
            ("oldest_credit", "Oldest credit first"),
            ("transfer", "Transferred to the account of the customer"),
            ("again", "As before the document went back to draft"),
            ("discount", "Closed with a discount"),
            ("tolerance", "Closed with a tolerated difference"),
            ("manual", "Amount chosen by hand"),
        ],
        string="Why",
        readonly=True,
    )
    currency_id = fields.Many2one("res.currency", readonly=True)
    move_id = fields.Many2one(related="line_id.move_id", string="Document number")
    partner_id = fields.Many2one(related="line_id.partner_id", string="Customer")
    document_date = fields.Date(related="line_id.date", string="Date")
    date_maturity = fields.Date(related="line_id.date_maturity", string="Due date")
    document_currency_id = fields.Many2one(
        related="line_id.currency_id", string="Currency of the document"
    )
    amount_original = fields.Monetary(
        related="line_id.amount_currency",
        string="Amount",
        currency_field="document_currency_id",
        help="Original amount, in the currency of the document; a credit is below zero.",
    )
    amount_residual = fields.Monetary(
        related="line_id.amount_residual_currency",
        string="Remaining",
        currency_field="document_currency_id",
        help="What is still open, in the currency of the document; a credit is below zero.",
    )
    open_amount = fields.Monetary(
        string="Open",
        compute="_compute_open_amount",
        currency_field="document_currency_id",
        help="What is still open, in the currency of the document, above zero.",
    )

    excess = fields.Char(
        string="To check",
        compute="_compute_excess",
        help="Said at once when the amount to settle is more than what is open.",
    )

    @api.depends("amount", "amount_residual", "currency_id", "document_currency_id")
    def _compute_excess(self):
        for item in self:
            item.excess, currency = False, item.document_currency_id
            if not currency or item.currency_id != currency:
                continue  # in another currency, the rate of the day decides
            left = abs(item.amount_residual)
            if currency.compare_amounts(abs(item.amount), left) > 0:
                item.excess = self.env._(
                    "Only %(left)s is open", left=formatLang(self.env, left, currency_obj=currency)
                )

    def _check_excess(self):
        """Refuse more than a document has open, by what that document has: not the others.

        :raises UserError: an amount is more than what is open
        """
        if item := self.filtered("excess")[:1]:
            raise UserError(
                self.env._(
                    "%(document)s: %(excess)s. Lower its amount.",
                    document=item.move_id.display_name,
                    excess=item.excess,
                )
            )

    @api.depends("amount_residual")
    def _compute_open_amount(self):
        for item in self:
            item.open_amount = abs(item.amount_residual)

    @api.onchange("amount")
    def _onchange_amount(self):
        """A typed amount is the user's own choice: no proposal overwrites it."""
        self.reason = "manual"
