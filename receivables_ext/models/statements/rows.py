"""What the parts of a statement hand to each other.

Amounts are whole units of a currency, such as cents, above zero for debits. A key is (id of the
commercial entity, id of the currency).

Named tuples where there are hundreds of thousands: a frozen dataclass takes three times as long
to make, an eighth of the time of a long statement.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Match(NamedTuple):
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


class Movement(NamedTuple):
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


class OpenItem(NamedTuple):
    """What was open on the last day: ``units`` is that part of the item."""

    key: tuple[int, int]
    date: date
    reference: str | None
    description: str
    units: int
    move_id: int
    line_ids: tuple[int]
    date_due: date
    days_late: int  # zero for credits
    original: int
    settled: int

    details = None  # nobody asks what settled a part of it


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
