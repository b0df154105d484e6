from odoo import fields, models


class ReceivablesImportBankLine(models.TransientModel):
    """A line of the bank in the dialog that imports it: what it says, and how it stands."""

    _name = "receivables.import.bank.line"
    _inherit = ["receivables.dialog"]
    _description = "Bank line to import"
    _order = "dialog_id, position"

    dialog_id = fields.Many2one(
        "receivables.import.bank.lines",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    currency_id = fields.Many2one(related="dialog_id.currency_id")
    position = fields.Integer(readonly=True, help="Rank among the lines that were read.")
    taken = fields.Boolean(string="Import", help="Whether this line is imported.")
    state = fields.Selection(
        [
            ("new", "New"),
            ("similar", "Like one that is there"),
            ("closed", "In a closed period"),
            ("there", "Already there"),
            ("out", "Money going out"),
            ("nothing", "No amount"),
            ("unread", "Not read"),
        ],
        string="Status",
        readonly=True,
    )
    day = fields.Date(string="Date", readonly=True)
    value_day = fields.Date(string="Value date", readonly=True)
    label = fields.Char(readonly=True)
    reference = fields.Char(readonly=True)
    payer = fields.Char(readonly=True)
    payer_account = fields.Char(string="Payer's account", readonly=True)
    amount = fields.Monetary(
        readonly=True, help="In the currency of the journal, above zero for money that came in."
    )


class ReceivablesImportBankColumn(models.TransientModel):
    """A column of a table of the bank in the dialog that imports it, and what it means."""

    _name = "receivables.import.bank.column"
    _inherit = ["receivables.dialog"]
    _description = "Column of bank lines to import"
    _order = "dialog_id, id"

    dialog_id = fields.Many2one(
        "receivables.import.bank.lines",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    title = fields.Char(readonly=True)
    sample = fields.Char(string="For example", readonly=True)
    meaning = fields.Selection(
        [
            ("day", "Date"),
            ("value_day", "Value date"),
            ("label", "Label"),
            ("amount", "Amount, with its sign"),
            ("debit", "Money going out"),
            ("credit", "Money coming in"),
            ("reference", "Reference"),
            ("payer", "Payer"),
            ("payer_account", "Payer's account"),
            ("bank_id", "Number given by the bank"),
            ("currency", "Currency"),
        ],
        help="What stands in this column; empty for what is not needed.",
    )
