from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...ledger import asked
from .. import wording
from ..followers import FOLLOWERS
from ..res_partner.followup import FOLLOWUP_MODES


class ReceivablesInstallment(models.Model):
    """The installment schedule: one row for each part that a customer was to pay by some day.

    It is read from the ledger when it is asked for, under the rules on journal items, and holds
    nothing but what people write beside: a note and a promise.
    """

    _name = "receivables.installment"
    _description = "Installment"
    _auto = False
    _order = "date_due, id"
    _rec_name = "code"
    _rec_names_search = ["code", "partner_id"]
    _depends = {
        "account.move": [
            *("name", "ref", "move_type", "invoice_user_id", "station_id", "settled_outside"),
            *("reversed_entry_id", "preferred_payment_method_line_id"),
        ],
        "account.move.line": [
            *("account_id", "amount_currency", "amount_residual", "amount_residual_currency"),
            *("company_id", "currency_id", "date", "date_maturity", "display_type", "move_id"),
            *("move_name", "name", "no_followup", "parent_state", "partner_id", "payment_id"),
            *("invoice_date", "is_retained", "reconciled", "statement_line_id"),
        ],
        "account.partial.reconcile": ["debit_move_id", "credit_move_id", "exchange_move_id"],
        "account.payment": [
            *("collection_state", "instrument_due_date", "journal_id", "means_id"),
            "scheduled_date",
        ],
        "account.payment.method.line": ["journal_id", "means_id"],
        "receivables.allocation.line": ["line_id", "payment_id"],
        "receivables.agreement": ["grace_days", "state"],
        "receivables.agreement.item": ["agreement_id", "amount", "is_agreed", "line_id", "rank"],
        "receivables.agreement.line": ["agreement_id", "amount", "date_due"],
        "receivables.installment.note": ["line_id", "note", "promised_date"],
        "res.partner": ["followup_mode", "ref", "user_id"],
    }

    code = fields.Char(
        readonly=True,
        help="Number of the document and rank of the installment; once it is settled, also the "
        "payments and credit notes that settled it.",
    )
    line_id = fields.Many2one("account.move.line", string="Journal item", readonly=True)
    move_id = fields.Many2one("account.move", string="Document number", readonly=True)
    document = fields.Char(
        string="Title / Document", readonly=True, help="What was to be paid, and its number."
    )
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    partner_ref = fields.Char(string="Customer code", readonly=True)
    date_due = fields.Date(
        string="Due date", readonly=True, help="The day by which it must be received."
    )
    date_contract = fields.Date(
        string="Original due date",
        readonly=True,
        help="The day by contract, from which interest for late payment counts, whatever was "
        "agreed since.",
    )
    agreement_id = fields.Many2one(
        "receivables.agreement",
        readonly=True,
        groups=FOLLOWERS,
        help="Where the due date was agreed anew.",
    )
    date_expected = fields.Date(
        string="Expected date",
        readonly=True,
        help="The day by which it should be collected: that of the scheduled payment, else of the "
        "cheque or bill, else the one that the customer promised, else the due date.",
    )
    date_settled = fields.Date(
        string="Settled on", readonly=True, help="The day of the last payment of it."
    )
    promised_date = fields.Date(
        string="Promised on",
        readonly=True,
        help="The day on which the customer promises to pay.",
    )
    amount = fields.Monetary(
        readonly=True, help="What was to be paid, in the currency of the document."
    )
    amount_received = fields.Monetary(
        string="Amount collected",
        readonly=True,
        help="What is settled of it, in the currency of the document.",
    )
    amount_to_collect = fields.Monetary(
        string="Remaining",
        readonly=True,
        help="What is left to collect, in the currency of the document.",
    )
    amount_residual = fields.Monetary(
        string="Remaining in company currency",
        currency_field="company_currency_id",
        readonly=True,
        help="What is left to collect, in the currency of the company.",
    )
    company_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Company currency"
    )
    settled = fields.Boolean(string="Collected", readonly=True, help="Nothing is left to collect.")
    status = fields.Selection(
        [
            ("settled", "Paid"),
            ("partial", "Partly paid"),
            ("due", "Not due"),
            ("due_today", "Due today"),
            ("overdue", "Late"),
            ("marked", "Paid (not recorded)"),
        ],
        readonly=True,
        help="Late: the due date is past, however little is left. Paid (not recorded): somebody "
        "marked the document as paid although no payment is recorded.",
    )
    days_late = fields.Integer(
        string="Days late",
        readonly=True,
        aggregator="max",
        help="Days since the due date; below zero before it. Zero for what is paid, or marked as "
        "paid.",
    )
    status_label = fields.Char(string="Situation", compute="_compute_status_label")
    settled_outside = fields.Boolean(
        string="Marked as paid",
        readonly=True,
        help="Somebody said that the document is paid although no payment is recorded.",
    )
    journal_id = fields.Many2one(
        "account.journal",
        string="Bank account",
        readonly=True,
        help="Where it was received; before that, where it is expected.",
    )
    payment_type = fields.Many2one(
        "receivables.payment.means",
        readonly=True,
        help="How it was paid; before that, how it should be.",
    )
    station_id = fields.Many2one(
        "receivables.station", readonly=True, groups="receivables_ext.group_stations"
    )
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    followup_mode = fields.Selection(FOLLOWUP_MODES, string="Reminder", readonly=True)
    note = fields.Char(help="What is known of it. It is also said on the document.")
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)

    @property
    def _table_query(self):
        return self.env["receivables.installment.query"]._select_installments()

    # === Compute === #

    @api.depends("status", "days_late", "amount_received")
    def _compute_status_label(self):
        for installment in self:
            installment.status_label = wording.situation_words(installment)

    # === Write === #

    def write(self, vals):  # pylint: disable=method-required-super
        """Write a note beside installments; nothing else can be changed here.

        :raises AccessError: the user cannot see one of them
        :raises UserError: anything else than the note is written
        """
        if vals.keys() - {"note"}:
            raise UserError(
                self.env._(
                    "Only the note of an installment can be written here. Open the document to "
                    "change the rest."
                )
            )
        self._write_down({name: asked.read_text(self.env, note) for name, note in vals.items()})
        return True

    def _write_down(self, values):
        """Keep a note or a promise, after the rights of the user on these installments."""
        self.check_access("write")
        self._check_selected()
        self.env["receivables.installment.note"]._write_down(self.line_id, values)
        self.invalidate_recordset()

    # === Actions === #

    def action_open_document(self):
        """Open the document behind an installment.

        :raises AccessError: the user may see what the customer owes, not the document
        """
        self.ensure_one()
        if not self.move_id.has_access("read"):
            raise AccessError(
                self.env._(
                    "%(document)s belongs to another salesperson: ask for it in accounting.",
                    document=self.document,
                )
            )
        return self.move_id._get_records_action()
