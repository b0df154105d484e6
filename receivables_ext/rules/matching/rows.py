"""What the matcher reads, and what it answers: money counts in units of its currency."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date

CERTAIN, PROBABLE, OPEN = "certain", "probable", "open"

REASONS = (
    *("structured", "number", "cut_number"),
    *("cheque", "remittance", "payment"),
    *("learnt_iban", "learnt_name"),
    *("amount", "combination", "less", "name"),
)
"""Why a proposal is made, the strongest reason first: the order in which they are answered."""
FITS = ("exact", "netted", "discount", "fee", "tolerance", "combination", "partial", "beyond")
"""How the amount goes with what is open."""


@dataclass(frozen=True, slots=True)
class Line:
    """Money that arrived: ``amount`` is above zero; texts may be empty."""

    id: Hashable
    day: date
    amount: int
    currency: Hashable
    label: str = ""
    reference: str = ""
    payer: str = ""
    iban: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What is open of one installment; below zero: of a credit note or another credit.

    Items of one ``document`` share its ``number`` and its ``references`` (of payment, as printed
    on it). Until ``discount_until``, ``discount`` of the residual may be kept by the customer.
    """

    id: Hashable
    customer: Hashable
    document: Hashable
    number: str
    due: date
    residual: int
    currency: Hashable
    references: tuple[str, ...] = ()
    discount: int = 0
    discount_until: date | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A registered payment (``number`` of its cheque) or a remittance that the bank has to show."""

    id: Hashable
    kind: str
    day: date
    amount: int
    currency: Hashable
    customer: Hashable = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer, with or without anything open, and the names by which people know them."""

    id: Hashable
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learnt:
    """A payer of an earlier line that somebody confirmed: whose money it was."""

    customer: Hashable
    iban: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a company lets payers keep, in one ``currency``, and ``days`` a payment may wait."""

    currency: Hashable = None
    fees: tuple[int, ...] = ()
    tolerance: int = 0
    tolerance_percentage: float = 0
    discount_grace: int = 0
    days: int = 15


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that is open for a company when its lines are matched."""

    items: tuple[Item, ...] = ()
    customers: tuple[Customer, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    learnt: tuple[Learnt, ...] = ()
    terms: Terms = Terms()


@dataclass(frozen=True, slots=True)
class Share:
    """Units that a proposal settles of an item, of the sign of its residual."""

    item: Hashable
    amount: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whose the money of a line may be, what it may settle, and why.

    The money is the sum of ``shares``, less ``difference`` (a fee, a discount, what is tolerated)
    plus ``left``, which stays as credit of the customer. A proposal for a registered payment or
    a remittance has ``waiting`` instead. ``words`` is what was read in the line.
    """

    reason: str
    fit: str
    confidence: str
    customers: tuple = ()
    shares: tuple[Share, ...] = ()
    waiting: Hashable = None
    difference: int = 0
    left: int = 0
    words: str = ""
    doubts: tuple[str, ...] = ()
    """Codes of what keeps it from being certain: see ``wording.py``."""
    rivals: tuple = ()
    """What else could fit: ``("item", id)`` or ``("waiting", id)`` of other answers."""

    @property
    def target(self) -> tuple:
        """What it would do, whatever the reason."""
        return self.waiting, frozenset(self.shares), self.left and self.customers

    def at(self, confidence: str, *doubts: str) -> "Proposal":
        """It, less sure for ``doubts``."""
        known = (*self.doubts, *(doubt for doubt in doubts if doubt not in self.doubts))
        return replace(self, confidence=confidence, doubts=known)


@dataclass(frozen=True, slots=True)
class Match:
    """The proposals for one line, the best first; none is a line that says nothing."""

    line: Hashable
    proposals: tuple[Proposal, ...] = ()

    @property
    def best(self) -> Proposal | None:
        """The first proposal.

        >>> Match(1).best, Match(1).confidence
        (None, 'open')
        """
        return self.proposals[0] if self.proposals else None

    @property
    def confidence(self) -> str:
        """``certain``, ``probable`` or ``open``: that of the best proposal."""
        return self.best.confidence if self.best else OPEN
