"""What the parts of a statement hand to each other.

Amounts are whole units of a currency, such as cents, above zero for debits. A key is (id of the
commercial entity, id of the currency).
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What one item settled of another one, or what settled it; the words are of the other."""

    id: int
    line_id: int
    units: int  # above zero on both sides, in the currency of the item
    match_date: date
    other_id: int
    date: date
    reference: str | None
    description: str
    move_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What changed the balance of a customer in one currency."""

    key: tuple[int, int]
    date: date
    reference: str | None
    description: str
    units: int
    move_id: int
    line_ids: tuple[int, ...] = ()  # the installments of a document are one movement
    match_id: int | None = None  # of a match that took an amount to another currency or customer
    details: tuple[Match, ...] | None = None  # None: they were not asked for
    left: int = 0  # of its amount, above zero on both sides, when details were asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem(Movement):
    """What was open on the last day: ``units`` is that part of the item."""

    date_due: date
    days_late: int
    original: int
    settled: int


@dataclass(frozen=True, slots=True)
class TaxedDocument:
    """An installment of an invoice or credit note, with and without tax."""

    key: tuple[int, int]
    units: int
    untaxed: int

    @property
    def sign(self):
        return 1 if self.units >= 0 else -1


@dataclass(frozen=True, slots=True)
class WalkInLine:
    """A document of a walk-in customer, or a payment, with what it was matched with."""

    row: Movement
    move: object  # account.move
    is_document: bool
    document: object  # account.move: itself, or the one that says whose money a payment is
    matches: tuple[Match, ...]
    left: int  # in units; of a payment, what is to give back
