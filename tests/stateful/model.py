"""A customer's account in plain integers: what every figure of the addon must be.

Written from the vocabulary alone; it shares no line with the addon. All amounts are
cents of one currency; a residual is above zero when the customer owes it, below zero
when it is credit to use.
"""

from collections import Counter
from dataclasses import dataclass, field

INVOICE, CREDIT_NOTE, PAYMENT = "invoice", "credit_note", "payment"
# What undoes a payment, what gives its money back, what its return cost the customer.
REVERSAL, REFUND, FEES = "reversal", "refund", "fees"
DEBITS, CREDITS = (INVOICE, REFUND, FEES), (CREDIT_NOTE, PAYMENT)


class Refused(Exception):
    """The act does not fit the account: the addon must refuse it too."""


@dataclass
class Item:
    """One installment of an invoice, one customer's share of a payment, or the whole document."""

    document: str
    rank: int
    due: str
    customer: str
    original: int
    residual: int

    @property
    def key(self):
        return (self.document, self.rank)


@dataclass
class Document:
    """An invoice, a credit note, a payment of one customer, or what became of a payment."""

    name: str
    kind: str
    customer: str
    payment: str | None = None  # that this one undoes or gives back
    undone: str | None = None  # "returned" or "reversed"
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


class Accounts:
    """The accounts of all customers, and the history of what was allocated and released."""

    def __init__(self):
        self.documents = {}
        self.links = {}
        self.scheduled = {}  # payment -> (customer, {key: cents}), to settle on its day
        self.allocated = 0
        self.released = 0
        self.bank_fees = 0
        self.expense = 0  # the part of the fees that customers do not owe

    # === Acts === #

    def issue(self, kind, customer, name, parts, payment=None):
        """Book a document; ``parts`` is a list of (due date, cents above zero, customer)."""
        sign = -1 if kind in CREDITS else 1
        self.documents[name] = document = Document(name, kind, customer, payment)
        document.items = [
            Item(name, rank, due, owner, sign * cents, sign * cents)
            for rank, (due, cents, owner) in enumerate(sorted(parts))
        ]
        return document

    def undo(self, name, how):
        """Release whatever a payment settled: it no longer counts.

        :return: what it had settled, ``{debit key: cents}``
        """
        settled = Counter()
        for mark, link in [*self.links.items()]:
            if link.credit[0] == name:
                settled[link.debit] += link.cents
                self.release(mark)
        self.documents[name].undone = how
        return settled

    def make_room(self, key, cents):
        """Release of the credit ``key`` what a refund of ``cents`` needs, the last link first.

        What was given back already stays so.

        :return: what the last link released must settle again, ``{debit key: cents}``
        """
        missing = cents + self.item(key).residual
        for mark, link in sorted(self.links.items(), reverse=True):
            if link.credit != key or self.documents[link.debit[0]].kind == REFUND:
                continue
            if missing <= 0:
                break
            self.release(mark)
            missing -= link.cents
            if missing < 0:
                return {link.debit: -missing}
        return {}

    def still_open(self, plan):
        """What of ``plan`` can be settled: what is open, credit notes no more than invoices."""
        fits = {key: sorted((0, cents, self.item(key).residual))[1] for key, cents in plan.items()}
        for customer in {self.customer(key) for key in plan}:
            own = [key for key in plan if self.customer(key) == customer]
            excess = -sum(fits[key] for key in own)
            for key in own if sum(plan[key] for key in own) >= 0 else ():
                lowered = min(max(excess, 0), max(-fits[key], 0))
                fits[key] += lowered
                excess -= lowered
        return {key: cents for key, cents in fits.items() if cents}

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
        return self.item(key).customer

    def items(self, *kinds, customer=None, is_open=True):
        """Items of documents of ``kinds``, in the order of booking."""
        return [
            item
            for document in self.documents.values()
            if document.kind in kinds
            for item in document.items
            if customer in (None, item.customer) and (item.residual or not is_open)
        ]

    def names(self, kind):
        return [name for name, document in self.documents.items() if document.kind == kind]

    def owed(self, customer):
        return sum(item.residual for item in self.items(*DEBITS, customer=customer))

    def credit(self, customer):
        return -sum(item.residual for item in self.items(*CREDITS, customer=customer))

    def loose_links(self):
        """Marks of the links that people may undo: what undid a payment stays with it."""
        return [
            mark
            for mark, link in self.links.items()
            if self.documents[link.debit[0]].kind != REVERSAL
        ]

    # === Payments === #

    def payments(self, *states):
        return [n for n in self.names(PAYMENT) if self.collection_state(n) in states]

    def collection_state(self, name):
        document = self.documents[name]
        if document.undone:
            return document.undone
        is_refunded = self.refunded(name) >= abs(document.original)
        return "refunded" if is_refunded else "registered"

    def refunded(self, name):
        refunds = [self.documents[n] for n in self.names(REFUND)]
        return sum(refund.original for refund in refunds if refund.payment == name)

    def own_key(self, name):
        """The share of the payment's own customer; a third party may leave them none."""
        document = self.documents[name]
        for item in document.items:
            if item.customer == document.customer:
                return item.key
        return None

    def refundable(self, name):
        """Nothing is given back twice: what other refunds took of this payment is gone too."""
        key = self.own_key(name)
        if not key or self.collection_state(name) != "registered":
            return 0
        by_others = sum(
            link.cents
            for link in self.links.values()
            if link.credit == key and self._refunds_another(link.debit[0], name)
        )
        return -self.item(key).original - self.refunded(name) - by_others

    def _refunds_another(self, name, payment):
        document = self.documents[name]
        return document.kind == REFUND and document.payment != payment
