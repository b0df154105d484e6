from odoo import api, fields, models
from odoo.fields import Domain

from ...models.arriving.imports.bank_journal import currency_of


class ReceivablesImportBankLines(models.TransientModel):
    """Read what a bank gave, show what is new of it, and enter what a person accepts.

    *Accepts*: a file (CAMT.053, CAMT.054, CFONB 120, OFX, CSV) or a pasted text, and the journal of
    its bank account.

    *How to use*: ``action_preview()`` reads and writes nothing but the dialog; ``action_import()``
    enters the lines that are ticked, or the whole statement.

    *How it works*: what is entered is read again from the file, and sorted again against what is
    there by then; the rows of the dialog only say which of it is meant.
    """

    _name = "receivables.import.bank.lines"
    _inherit = ["receivables.dialog"]
    _description = "Import bank lines"

    journal_id = fields.Many2one(
        "account.journal",
        string="Bank account",
        required=True,
        default=lambda self: self._usual_journal(),
        domain="[('type', 'in', ('bank', 'credit'))]",
        help="Where the lines are entered: the file must be of its bank account.",
    )
    company_id = fields.Many2one(related="journal_id.company_id")
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    file = fields.Binary(attachment=False, help="CAMT.053, CAMT.054, CFONB 120, OFX or CSV.")
    file_name = fields.Char()
    pasted = fields.Text(
        string="Or paste",
        help="Lines copied from the page of the bank, or from a mail: with a date and an amount.",
    )
    day_order = fields.Selection(
        [("day", "Day before month"), ("month", "Month before day")],
        string="Order of dates",
        help="Of a table or a pasted text; by default, day before month unless no date is so.",
    )
    state = fields.Selection(
        [("choose", "File"), ("columns", "Columns"), ("preview", "Preview")],
        default="choose",
        required=True,
        readonly=True,
    )
    column_ids = fields.One2many("receivables.import.bank.column", "dialog_id", string="Columns")
    row_ids = fields.One2many("receivables.import.bank.line", "dialog_id", string="Lines")
    takes_whole = fields.Boolean(
        string="Whole statement",
        help="Enters the money going out too, as a bank statement with its balances.",
    )
    may_be_whole = fields.Boolean(readonly=True)
    left_out = fields.Char(string="Left out", readonly=True)
    is_unchecked = fields.Boolean(
        readonly=True, help="Whether nobody can tell that it is of this bank account."
    )
    taken_number = fields.Integer(string="To import", compute="_compute_numbers")
    taken_amount = fields.Monetary(
        string="Sum", compute="_compute_numbers", help="In the currency of the journal."
    )
    there_number = fields.Integer(string="Already there", compute="_compute_numbers")
    similar_number = fields.Integer(compute="_compute_numbers")
    closed_number = fields.Integer(compute="_compute_numbers")
    out_number = fields.Integer(string="Money going out", compute="_compute_numbers")
    unread_number = fields.Integer(string="Not read", compute="_compute_numbers")

    @api.model
    def _usual_journal(self):
        """Where the user imported last, else the only journal of a bank that there is."""
        Journal = self.env["account.journal"]
        found = Journal.search(
            [*Journal._check_company_domain(self.env.company), ("type", "=", "bank")]
        )
        imported = (
            Domain("create_uid", "=", self.env.uid)
            & Domain("import_key", "!=", False)
            & Domain("journal_id", "in", found.ids)
        )
        # Of lines that the user imported themselves: their journal, which they may read.
        lines = self.env["account.bank.statement.line"].sudo()
        last = lines.search(imported, order="id desc", limit=1)
        return found & last.journal_id.sudo(False) or (found if len(found) == 1 else Journal)

    @api.depends("journal_id")
    def _compute_currency_id(self):
        for dialog in self:
            dialog.currency_id = currency_of(dialog.journal_id)

    @api.depends("row_ids.taken", "row_ids.state", "takes_whole")
    def _compute_numbers(self):
        for dialog in self:
            by_state = dialog.row_ids.grouped("state")
            taken = dialog._taken_rows()
            dialog.taken_number = len(taken)
            dialog.taken_amount = sum(taken.mapped("amount"))
            for state in ("there", "similar", "closed", "out", "unread"):
                dialog[f"{state}_number"] = len(by_state.get(state, ()))

    def _taken_rows(self):
        if self.takes_whole:
            return self.row_ids.filtered(lambda row: row.state not in ("there", "unread"))
        return self.row_ids.filtered("taken")
