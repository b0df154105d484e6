from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import groupby


class ReceivablesAllocateSelection(models.TransientModel):
    """The credits of customers, proposed for installments that a person has selected."""

    _name = "receivables.allocate.selection"
    _inherit = ["receivables.dialog"]
    _description = "Use credits on installments"

    line_ids = fields.One2many(
        "receivables.allocate.selection.line", "selection_id", string="Proposal"
    )
    totals = fields.Char(string="Credits used", compute="_compute_totals")
    has_excess = fields.Boolean(string="More than is open", compute="_compute_has_excess")

    @api.depends("line_ids.amount")
    def _compute_totals(self):
        for selection in self:
            totals = [
                currency.format(sum(line.amount for line in lines))
                for currency, lines in groupby(selection.line_ids, lambda line: line.currency_id)
            ]
            selection.totals = ", ".join(totals)

    @api.depends("line_ids.excess")
    def _compute_has_excess(self):
        for selection in self:
            selection.has_excess = any(selection.line_ids.mapped("excess"))

    @api.model
    def _open_for(self, lines):
        """Open the dialog with the proposal for ``lines``, open journal items of customers.

        :raises UserError: no credit fits any of them
        """
        proposal = self._propose(lines)
        if not proposal:
            raise UserError(
                self.env._(
                    "There is no credit to use on these installments. Credits of walk-in "
                    "customers are chosen on the credit itself."
                )
                # Of customers that the user sees in the list: one flag, to say the right sentence.
                if lines.partner_id.sudo().filtered("is_walk_in")
                else self.env._(
                    "There is no credit to use on these installments: their customers have no "
                    "open payment or credit note in the same currency."
                )
            )
        selection = self.create({"line_ids": [self._to_command(row) for row in proposal]})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Use credits"),
            "res_model": self._name,
            "res_id": selection.id,
            "views": [[False, "form"]],
            "target": "new",
        }

    @api.model
    def _propose(self, lines):
        """Rows for ``lines``, the oldest due first: the person has chosen what to settle."""
        Line = self.env["account.move.line"]
        credits = Line.search(
            Line._open_receivable_domain(lines.partner_id)
            & Domain("company_id", "child_of", lines.company_id.root_id.ids)
            & Domain("account_id", "in", lines.account_id.ids)
            & Domain("currency_id", "in", lines.currency_id.ids)
            & Domain("amount_residual_currency", "<", 0.0)
        )
        service = self.env["receivables.allocation"]
        return service.propose((lines + credits).ids, strategy="oldest_due") if credits else []

    @api.model
    def _to_command(self, row):
        names = ("amount", "currency_id", "reason")
        return Command.create(
            {
                "line_id": row["debit_line_id"],
                "credit_line_id": row["credit_line_id"],
                **{name: row[name] for name in names},
            }
        )

    def action_apply(self):
        """Settle exactly the amounts of the lines; those set to zero are left out.

        :raises UserError: no amount is left, or one no longer fits what is open
        """
        self.ensure_one()
        chosen = self.line_ids.filtered(lambda line: not line.currency_id.is_zero(line.amount))
        if not chosen:
            raise UserError(self.env._("Enter an amount on at least one line."))
        chosen._check_excess()
        self.env["receivables.allocation"].apply(
            [
                {
                    "debit_line_id": line.line_id.id,
                    "credit_line_id": line.credit_line_id.id,
                    "amount": line.amount,
                    "currency_id": line.currency_id.id,
                    "reason": line.reason,
                }
                for line in chosen
            ]
        )
        return {"type": "ir.actions.act_window_close"}


class ReceivablesAllocateSelectionLine(models.TransientModel):
    _name = "receivables.allocate.selection.line"
    _inherit = ["receivables.dialog", "receivables.open.item"]
    _description = "Credit proposed for an installment"

    selection_id = fields.Many2one(
        "receivables.allocate.selection", required=True, ondelete="cascade"
    )
    credit_line_id = fields.Many2one(
        "account.move.line", string="Credit", required=True, ondelete="cascade"
    )
