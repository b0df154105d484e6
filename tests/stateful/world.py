"""The same account in Odoo: book documents, find their items, read what is in force."""

from datetime import date

from odoo import api
from odoo.fields import Command, Date, Domain

from tests.stateful.figures import Book
from tests.stateful.model import PAYMENT, REVERSAL
from tests.stateful.world_figures import read_figures, to_cents

CUSTOMERS = ("Acme", "Globex")
# Percentages of each installment; the last one takes the rounding.
TERMS = ((100,), (30, 70), (25, 25, 50))


class World:
    """Customers and documents in one transaction, beside the model of what they must be.

    ``rollback()`` leaves the database as it was.
    """

    def __init__(self, registry):
        self.registry = registry
        self.cr = registry.cursor()
        admin = api.Environment(self.cr, api.SUPERUSER_ID, {}).ref("base.user_admin")
        self.env = api.Environment(self.cr, admin.id, {"allowed_company_ids": admin.company_id.ids})
        self.company = self.env.company
        self.company.credit_policy = "propose"
        self.company.duplicate_days = 0  # equal amounts are booked freely
        self.journal = self.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", self.company.id)], limit=1
        )
        self.partners = {name: self.env["res.partner"].create({"name": name}) for name in CUSTOMERS}
        self.payer = self.env["res.partner"].create({"name": "Holding"})  # pays for both
        self.expense = self.env["account.account"].search(
            [("account_type", "=", "expense"), ("company_ids", "in", self.company.ids)], limit=1
        )
        self.book = Book()
        self.records = {}  # name -> invoice, credit note or payment
        self.lines = {}  # key of an item -> journal item
        self.drafts = {}  # draft payment -> (customer, {key: cents})
        self.settled = {}  # returned payment, to present again -> {key: cents}
        self.last_partial = max(self.env["account.partial.reconcile"].search([]).ids, default=0)
        self.last_line = max(self.env["account.move.line"].search([]).ids, default=0)

    def rollback(self):
        self.cr.rollback()
        self.cr.close()
        self.registry.reset_changes()

    # === Documents === #

    def create_invoice(self, customer, cents, day, terms=(100,), move_type="out_invoice"):
        """A draft invoice or credit note, with one installment every thirty days."""
        return self.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": self.partners[customer].id,
                "invoice_date": day,
                "invoice_payment_term_id": self._term(terms).id,
                "invoice_line_ids": [
                    Command.create(
                        {"name": "Work", "price_unit": cents / 100, "tax_ids": [Command.clear()]}
                    )
                ],
            }
        )

    def _term(self, terms):
        lines = [
            Command.create({"value": "percent", "value_amount": percent, "nb_days": 30 * rank})
            for rank, percent in enumerate(terms)
        ]
        return self.env["account.payment.term"].create({"name": "Terms", "line_ids": lines})

    def create_payment(self, customer, cents, day, memo=None, payer=None):
        """A draft payment; nothing is proposed before it is asked."""
        return self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.partners[customer].id,
                "amount": cents / 100,
                "date": day,
                "journal_id": self.journal.id,
                "memo": memo,
                "payer_id": payer.id if payer else False,
            }
        )

    def record(self, kind, customer, document, payment=None):
        """Enter a document that was just validated in the model; the model names its items.

        How core cuts an invoice into installments is not what is tested here.

        :param str payment: name of the payment that it undoes or gives back
        """
        lines = self.receivable(document)
        name = f"{kind} {len(self.records) + 1}"
        self.book.issue(kind, customer, name, [*map(self._part, lines)], payment)
        self.records[name] = document
        for rank, line in enumerate(lines):
            self.lines[name, rank] = line
        return name

    def receivable(self, document):
        move = document.move_id if document._name == "account.payment" else document
        return move.line_ids.filtered_domain(
            Domain("account_id.account_type", "=", "asset_receivable")
        ).sorted(self._part)

    def _part(self, line):
        """Due date, cents and customer: the order of the items of a document."""
        due = Date.to_string(line.date_maturity or line.date)
        return (due, abs(to_cents(line.balance)), line.partner_id.name)

    def record_undone(self, name, how):
        """Tell the model that a payment was just undone.

        :return: what it had settled, ``{debit key: cents}``
        """
        reversal = self.records[name].move_id.reversal_move_ids
        settled = self.book.undo(name, how)
        self.record(REVERSAL, self.book.documents[name].customer, reversal, payment=name)
        rows = self.adopt()
        assert sum(cents for *_keys, cents in rows) == -self.book.documents[name].original
        return settled

    def open_lines(self, partner):
        return self.env["account.move.line"].search(
            [
                ("partner_id", "=", partner.id),
                ("account_id.account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
                ("reconciled", "=", False),
            ]
        )

    # === What Odoo has done === #

    def adopt(self):
        """Tell the model the allocations that Odoo has just made.

        The model refuses what exceeds either side or crosses customers.

        :return: rows (debit key, credit key, cents)
        """
        self.env.flush_all()
        partials = self.env["account.partial.reconcile"].search(
            [
                ("id", ">", self.last_partial),
                ("debit_move_id.account_id.account_type", "=", "asset_receivable"),
            ],
            order="id",
        )
        keys = {line.id: key for key, line in self.lines.items()}
        rows = []
        for partial in partials:
            row = (
                keys[partial.debit_move_id.id],
                keys[partial.credit_move_id.id],
                to_cents(partial.amount),
            )
            self.book.allocate(partial.id, *row)
            rows.append(row)
            self.last_partial = partial.id
        return rows

    def row(self, debit_key, credit_key, cents):
        """One row of a proposal for the allocation service."""
        return {
            "debit_line_id": self.lines[debit_key].id,
            "credit_line_id": self.lines[credit_key].id,
            "amount": cents / 100,
            "currency_id": self.company.currency_id.id,
            "reason": "manual",
        }

    # === Figures === #

    def figures(self):
        """Every figure the addon shows, read anew from the database."""
        return read_figures(self)

    def search_payments(self, *domain):
        """Names of the registered payments that a search finds."""
        ids = [self.records[name].id for name in self.book.names(PAYMENT)]
        found = self.env["account.payment"].search([("id", "in", ids), domain])
        return {name for name in self.book.names(PAYMENT) if self.records[name] in found}


def day_of(rank):
    """A day of 2025; ranks a few apart fall in one month."""
    return date(2025, 1 + rank // 28 % 12, 1 + rank % 28)
