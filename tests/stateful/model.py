"""A customer's account in plain integers: what every figure of the addon must be.

Written from the vocabulary alone; it shares no line with the addon. All amounts are
cents of one currency; a residual is above zero when the customer owes it, below zero
when it is credit to use.
"""

from collections import Counter
from dataclasses import dataclass, field

INVOICE, CREDIT_NOTE, PAYMENT = "invoice", "credit_note", "payment"


class Refused(Exception):
    """The act does not fit the account: the addon must refuse it too."""


@dataclass
class Item:
    """One installment of an invoice, or the whole of a credit note or payment."""

    document: str
    rank: int
    due: str
    original: int
    residual: int

    @property
    def key(self):
        return (self.document, self.rank)


@dataclass
class Document:
    """An invoice, a credit note or a payment of one customer."""

    name: str
    kind: str
    customer: str
    items: list = field(default_factory=list)

    @property
    def original(self):
        return sum(item.original for item in self.items)

    @property
    def residual(self):
        return sum(item.residual for item in self.items)


@dataclass(frozen=True)
class Link:
    """``cents`` of a credit in force on a debit; both are keys of items."""

    debit: tuple
    credit: tuple
    cents: int


class Book:
    """The accounts of all customers, and the history of what was allocated and released."""

    def __init__(self):
        self.documents = {}
        self.links = {}
        self.allocated = 0
        self.released = 0

    # === Acts === #

    def issue(self, kind, customer, name, parts):
        """Book a document; ``parts`` is a list of (due date, cents above zero)."""
        sign = 1 if kind == INVOICE else -1
        self.documents[name] = document = Document(name, kind, customer)
        document.items = [
            Item(name, rank, due, sign * cents, sign * cents)
            for rank, (due, cents) in enumerate(sorted(parts))
        ]
        return document

    def check(self, rows):
        """Refuse ``rows`` (debit key, credit key, cents) unless all of them fit together."""
        asked = Counter()
        for debit_key, credit_key, cents in rows:
            debit, credit = self.item(debit_key), self.item(credit_key)
            if cents <= 0:
                raise Refused("an amount is not above zero")
            if debit.original < 0 or credit.original > 0:
                raise Refused("a credit settles a debit")
            if self.customer(debit_key) != self.customer(credit_key):
                raise Refused("a credit settles the documents of its own customer")
            asked[debit_key] += cents
            asked[credit_key] += cents
        for key, cents in asked.items():
            if cents > abs(self.item(key).residual):
                raise Refused(f"only {self.item(key).residual} is left on {key}")

    def allocate(self, mark, debit_key, credit_key, cents):
        """Let ``cents`` of the credit settle the debit; ``mark`` names the link."""
        self.check([(debit_key, credit_key, cents)])
        self.item(debit_key).residual -= cents
        self.item(credit_key).residual += cents
        self.links[mark] = Link(debit_key, credit_key, cents)
        self.allocated += cents

    def release(self, mark):
        """Undo one link: both sides are open again."""
        link = self.links.pop(mark)
        self.item(link.debit).residual += link.cents
        self.item(link.credit).residual -= link.cents
        self.released += link.cents

    # === Queries === #

    def item(self, key):
        return self.documents[key[0]].items[key[1]]

    def customer(self, key):
        return self.documents[key[0]].customer

    def items(self, *kinds, customer=None, is_open=True):
        """Items of documents of ``kinds``, in the order of booking."""
        return [
            item
            for document in self.documents.values()
            if document.kind in kinds and customer in (None, document.customer)
            for item in document.items
            if item.residual or not is_open
        ]

    def names(self, kind):
        return [name for name, document in self.documents.items() if document.kind == kind]

    def owed(self, customer):
        return sum(item.residual for item in self.items(INVOICE, customer=customer))

    def credit(self, customer):
        return -sum(i.residual for i in self.items(CREDIT_NOTE, PAYMENT, customer=customer))

    # === Figures === #

    def figures(self, customers):
        """Every figure the addon shows, by the same names as in ``World.figures``."""
        documents = self.documents.values()
        return {
            "residual": {i.key: i.residual for d in documents for i in d.items},
            "document_residual": {d.name: abs(d.residual) for d in documents if d.kind != PAYMENT},
            "payment_state": {
                d.name: self._payment_state(d) for d in documents if d.kind != PAYMENT
            },
            "unallocated_amount": {n: -self.documents[n].residual for n in self.names(PAYMENT)},
            "allocation_state": {
                n: _allocation_state(self.documents[n]) for n in self.names(PAYMENT)
            },
            "available_credit": {
                name: self.credit(self.documents[name].customer)
                if self.documents[name].residual
                else 0
                for name in self.names(INVOICE)
            },
            "amount_received": {
                customer: -sum(
                    d.original for d in documents if (d.kind, d.customer) == (PAYMENT, customer)
                )
                for customer in customers
            },
            "amount_pending": {customer: self.owed(customer) for customer in customers},
            "amount_to_use": {customer: self.credit(customer) for customer in customers},
            "links": dict(self.links),
            "history": self._history(),
            "turnover": {"allocated": self.allocated, "removed": self.released},
            "closed": {key for group in self._closed_groups() for key in group},
        }

    def _payment_state(self, document):
        """What Odoo calls the state: settled by credit notes alone is *reversed*."""
        kinds = {
            self.documents[other[0]].kind
            for link in self.links.values()
            for own, other in ((link.debit, link.credit), (link.credit, link.debit))
            if own[0] == document.name
        }
        if document.residual:
            return "partial" if kinds else "not_paid"
        return "reversed" if kinds == {CREDIT_NOTE} else "paid"

    def _history(self):
        """Cents in force for each pair of documents."""
        net = Counter()
        for link in self.links.values():
            net[link.debit[0], link.credit[0]] += link.cents
        return dict(net)

    def _closed_groups(self):
        """Groups of items tied together by links, with nothing left on any of them."""
        groups = {}
        for link in self.links.values():
            merged = groups.get(link.debit, {link.debit}) | groups.get(link.credit, {link.credit})
            groups.update(dict.fromkeys(merged, merged))
        unique = {id(group): group for group in groups.values()}.values()
        return [group for group in unique if not any(self.item(key).residual for key in group)]


def _allocation_state(payment):
    if payment.residual == payment.original:
        return "none"
    return "partial" if payment.residual else "full"
