from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from .....rules import lifecycle
from ....ledger import kept
from ....schedule.shares import dates_sql, next_due_dates
from .. import facts, history, wording

STATUSES = [
    ("draft", "Draft"),
    ("registered", "Registered"),
    ("partial", "Partly paid"),
    ("overdue", "Overdue"),
    ("paid", "Paid"),
    ("paid_unrecorded", "Paid (not recorded)"),
    ("cancelled", "Cancelled"),
]
KEPT = {"ledger_status": "varchar", "open_due_date": "date"}


class AccountMove(models.Model):
    """Where an invoice stands today: one status, the same on every screen and document.

    **How it works**: what the ledger says is kept on the document when the ledger changes. The
    status compares it with the day when it is read, searched, grouped or sorted: it is right at
    midnight, in the time zone of the reader, without anything that runs at night.
    """

    _inherit = "account.move"

    ledger_status = fields.Selection(
        [status for status in STATUSES if status[0] != "overdue"],
        string="Status in the ledger",
        compute="_compute_ledger_status",
        store=True,
        copy=False,
        help="Where the document of a customer stands, whatever the day.",
    )
    open_due_date = fields.Date(
        string="Next due date by contract",
        compute="_compute_ledger_status",
        store=True,
        copy=False,
        help="The first due date of the invoice of which something is left, whatever was agreed "
        "since.",
    )
    next_due_date = fields.Date(
        compute="_compute_lifecycle_status",
        search="_search_next_due_date",
        help="The first day by which something is to be paid: as agreed with the customer, where "
        "an agreement holds, else the next due date.",
    )
    lifecycle_status = fields.Selection(
        STATUSES,
        string="Life cycle",
        compute="_compute_lifecycle_status",
        search="_search_lifecycle_status",
        help="Where the document of a customer stands today. Overdue: its first installment with "
        "something left is late, however little that is.",
    )
    lifecycle_label = fields.Char(
        string="Situation",
        compute="_compute_lifecycle_label",
        help="The status in words: how many days are left, or which credit note cancelled it.",
    )
    days_to_due = fields.Integer(
        string="Days to due",
        compute="_compute_lifecycle_status",
        search="_search_days_to_due",
        aggregator=None,
        help="Days until the next due date, below zero when it is late; zero for what is never "
        "late or has nothing left.",
    )

    # In the order of the lists, with all that their filters by status ask. What is never late is
    # due after every day, so that the due date is looked for in the index and not in the table.
    _open_documents_idx = models.Index(
        """(ledger_status, date, COALESCE(open_due_date, 'infinity'::date))
        INCLUDE (open_due_date, move_type, company_id)
        WHERE ledger_status IN ('draft', 'registered', 'partial')"""
    )

    def _auto_init(self):
        """Leave it to one statement to fill what is there before, not to thousands of readings."""
        kept.create_columns(self, KEPT)
        return super()._auto_init()

    # === What the ledger says === #

    @api.depends(
        *("state", "move_type", "amount_total", "amount_residual", "settled_outside"),
        *("line_ids.amount_residual_currency", "line_ids.date_maturity", "line_ids.account_id"),
        "line_ids.matched_credit_ids.exchange_move_id",
    )
    def _compute_ledger_status(self):
        facts.note_facts(self)

    # === The day === #

    @api.depends("ledger_status", "open_due_date")
    @api.depends_context("tz", "uid")
    def _compute_lifecycle_status(self):
        today = fields.Date.context_today(self)
        agreed = next_due_dates(self._origin, today) if any(self._origin._ids) else {}
        for move in self:
            known, due = move.ledger_status, move.open_due_date
            due = move.next_due_date = agreed.get(move._origin.id, due) if due else False
            move.lifecycle_status = known and lifecycle.status(known, due, today)
            move.days_to_due = (due - today).days if due else 0

    @api.depends("lifecycle_status", "days_to_due", "payment_state")
    @api.depends_context("lang", "tz", "uid")
    def _compute_lifecycle_label(self):
        for move, names in self._cancelling_names():
            move.lifecycle_label = wording.status_words(move, names)

    def _cancelling_names(self):
        """Yield each document with the numbers of the credit notes that cancelled it."""
        cancelling = facts.credit_notes_of(
            self.filtered(lambda move: move.ledger_status == "cancelled" and move.state == "posted")
        )
        # The numbers of the credit notes of invoices that the user reads, and nothing else of them.
        notes = self.sudo().browse(sorted({id_ for ids in cancelling.values() for id_ in ids}))
        notes.mapped("name")
        for move in self:
            yield move, notes.browse(cancelling.get(move.id, ())).mapped("name")

    def _say_status_to_customer(self):
        """The status in words, without *blocked*: a hold on paying is a note of the house."""
        self.ensure_one()
        return wording.status_words(*next(self._cancelling_names()), is_inside=False)

    def _field_to_sql(self, alias, fname, query=None):
        if fname not in ("lifecycle_status", "days_to_due", "next_due_date"):
            return super()._field_to_sql(alias, fname, query)
        today = fields.Date.context_today(self)
        due = dates_sql(
            self._field_to_sql(alias, "open_due_date", query),
            self._field_to_sql(alias, "id", query),
            next_due_dates(self.browse(), today),
        )
        if fname == "next_due_date":
            return due
        if fname == "days_to_due":
            return SQL("(%s - %s)", due, today)
        known = self._field_to_sql(alias, "ledger_status", query)
        return SQL("CASE WHEN %s < %s THEN 'overdue' ELSE %s END", due, today, known)

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Lists by status in the order of a life, not in that of the alphabet."""
        if field_name != "lifecycle_status":
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        status = self._field_to_sql(alias, field_name, query)
        return SQL("%s %s %s", _place_sql(status), direction, nulls)

    def _read_group_orderby(self, order, groupby_terms, query):
        """Groups by status in the same order, at each level."""
        parts = order.split(",") if order else [*groupby_terms]
        named = [part.split()[0] for part in parts]
        if "lifecycle_status" not in groupby_terms or "lifecycle_status" not in named:
            return super()._read_group_orderby(order, groupby_terms, query)
        terms = []
        for name, part in zip(named, parts, strict=True):
            if name == "lifecycle_status":
                direction = SQL("DESC" if "desc" in part.lower() else "ASC")
                terms.append(SQL("%s %s", _place_sql(groupby_terms[name]), direction))
            else:
                terms.append(super()._read_group_orderby(part, groupby_terms, query))
        return SQL(", ").join(terms)

    def get_lifecycle_history(self):
        """What became of this document: each change of its status, the latest first.

        :return: list of dicts ``when``, ``status``, ``label``, ``cause``, ``user``, ``remaining``
            (texts for people) and ``move_id``, the document that the cause names
        :raises AccessError: the user may not read the document, or is no employee
        """
        self.ensure_one()
        self.check_access("read")
        self._check_may_read_history()
        return history.read_history(self) if self.lifecycle_status else []

    def _check_may_read_history(self):
        """Refuse customers: who did what and why, in the words of the house, is not for them."""
        if not (self.env.su or self.env.user._is_internal()):
            raise AccessError(self.env._("The history of an invoice is read in the house only."))

    def _status_day(self):
        """The day of which the status holds, for what is printed."""
        return fields.Date.context_today(self)

    def action_open_credit_notes(self):
        """Open the credit note that cancelled this invoice, or the list of them.

        :raises AccessError: the user may not read the invoice
        """
        self.ensure_one()
        self.check_access("read")
        ids = facts.credit_notes_of(self).get(self.id, ())
        return self.browse(ids)._get_records_action(name=self.env._("Credit notes"))


def _place_sql(status):
    """SQL of the place of a status in a life."""
    return SQL("ARRAY_POSITION(%s, %s)", list(lifecycle.STATUSES), status)
