"""What is proposed for a bank line, as it leaves the room."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettledRow:
    """An amount of a journal item, in the currency of the line; below zero: of a credit."""

    line_id: int
    amount: float


@dataclass(frozen=True, slots=True)
class ArrivingProposal:
    """Whose money a line may be, what it may settle, and why.

    ``reason`` and ``fit``: codes of ``rules/matching/wording.py``, which ``sentence`` says in the
    language of the user. The rows settle the money and ``difference`` (a discount, what is
    tolerated), and ``left`` stays to use. ``payment_id``: the registered payment that the bank
    shows. ``rival_ids``: journal items that could be settled instead.
    """

    confidence: str
    reason: str
    fit: str
    sentence: str
    partner_ids: tuple[int, ...] = ()
    rows: tuple[SettledRow, ...] = ()
    payment_id: int | None = None
    difference: float = 0.0
    left: float = 0.0
    rival_ids: tuple[int, ...] = ()
