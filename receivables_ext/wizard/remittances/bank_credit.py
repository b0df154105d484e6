from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.remittances import bank


class ReceivablesRemittanceCredit(models.TransientModel):
    """Which line of the bank credits a slip."""

    _name = "receivables.remittance.credit"
    _inherit = ["receivables.dialog"]
    _description = "Credit of a remittance"

    remittance_id = fields.Many2one("receivables.remittance", required=True, readonly=True)
    candidate_ids = fields.Many2many(
        "account.bank.statement.line", compute="_compute_candidate_ids"
    )
    bank_line_id = fields.Many2one(
        "account.bank.statement.line",
        string="Line of the bank",
        compute="_compute_bank_line_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', candidate_ids)]",
        help="Those of the amount of the slip that are matched with nothing yet.",
    )

    @api.depends("remittance_id")
    def _compute_candidate_ids(self):
        for dialog in self:
            dialog.candidate_ids = dialog._find_lines()

    @api.depends("remittance_id")
    def _compute_bank_line_id(self):
        """The only one that fits; where several do, a person chooses."""
        for dialog in self:
            lines = dialog._find_lines()
            dialog.bank_line_id = lines if len(lines) == 1 else False

    def _find_lines(self):
        slip = self.remittance_id
        lines = self.env["account.bank.statement.line"].search(
            [
                ("journal_id", "=", slip.bank_journal_id.id),
                ("is_reconciled", "=", False),
                ("state", "=", "posted"),
                ("date", ">=", slip.date),
                ("amount", "in", bank.expected(slip)),
            ],
            order="date, id",
        )
        found = bank.propose(lines)
        return lines.filtered(lambda line: self._own(found[line]))

    def _own(self, credits):
        return [credit for credit in credits if credit.remittance_id == self.remittance_id.id]

    def action_confirm(self):
        """Clear all payments of the slip with this line.

        :raises UserError: none is chosen, or it no longer fits
        """
        self.ensure_one()
        line = self.bank_line_id
        if not line:
            raise UserError(
                self.env._("Choose the line of the bank's statement that credits the slip.")
            )
        if not (credits := self._own(bank.propose(line)[line])):
            raise UserError(
                self.env._(
                    "This line is not the credit of %(slip)s: its amount, its day or its bank is "
                    "another.",
                    slip=self.remittance_id.display_name,
                )
            )
        # Core lets few people match lines of the bank at all. Who invoices reads this line and this
        # slip, checked when they were named here; what is cleared is the slip, exactly.
        bank.apply(line.sudo(), credits[0])
        return {"type": "ir.actions.act_window_close"}
