"""Proposals for registered payments and remittances that the bank has to show."""

import re
from collections.abc import Iterator

from ..references import runs_of
from .known import Case, Known
from .payers import SAME
from .rows import CERTAIN, PROBABLE, Proposal, Waiting

SHORTEST = 5
"""Digits of a cheque, or of a remittance, that name it."""
TO_THE_BANK = re.compile(
    r"\b(?:remises?|rem|bordereau|depot|deposit|cheques?|chq|chk|check|effets?|lcr)\b",
    re.IGNORECASE,
)
"""Words of banks for what was taken to them."""


def propose(known: Known, case: Case) -> Iterator[Proposal]:
    """What waits for just that amount: named by its number, of that payer, or the only one.

    >>> from datetime import date
    >>> from .rows import Ledger, Line
    >>> day = date(2026, 6, 30)
    >>> cheque = Waiting(1, "payment", day, 5000, "EUR", 7, "0012345")
    >>> rows = cheque, Waiting(2, "remittance", day, 900, "EUR")
    >>> known = Known(Ledger(waiting=rows))
    >>> for amount, label in ((5000, "CHQ 12345"), (5000, "CHQ"), (900, "REMISE CHEQUES")):
    ...     [some] = propose(known, known.case(Line(1, day, amount, "EUR", label)))
    ...     print(some.confidence, some.reason, some.waiting)
    certain cheque 1
    probable payment 1
    certain remittance 2
    """
    rows = [*known.waiting_for(case.line)]
    named = [row for row in rows if _is_named(row, case)]
    if case.payers.sure:
        rows = [row for row in rows if row.customer is None or row.customer in case.payers.sure]
    for row in named or rows:
        doubts = [*_doubts(known, case, row, bool(named))]
        if len(named or rows) > 1:
            doubts.append("several")
        yield Proposal(
            reason=_reason(row, bool(named)),
            fit="exact",
            confidence=PROBABLE if doubts else CERTAIN,
            customers=(row.customer,) if row.customer is not None else (),
            waiting=row.id,
            words=row.number if named else "",
            doubts=tuple(doubts),
        )


def _reason(row: Waiting, is_named: bool) -> str:
    if row.kind == "remittance":
        return "remittance"
    return "cheque" if is_named else "payment"


def _is_named(row: Waiting, case: Case) -> bool:
    """Whether the digits of its number stand in the line."""
    digits = [run.short for run in runs_of(row.number) if run.is_number]
    if not digits or len(digits[-1]) < SHORTEST:
        return False
    return digits[-1] in {run.short for run in runs_of(f"{case.line.reference} {case.line.label}")}


def _doubts(known: Known, case: Case, row: Waiting, is_named: bool) -> Iterator[str]:
    if is_named:
        return
    if row.kind == "remittance":
        if case.payers.sure or not TO_THE_BANK.search(case.line.label):
            yield "weak"
    elif case.payers.sure.get(row.customer, 0) < SAME or len(case.payers.best) > 1:
        yield "weak"
    if case.mentions or case.unknown:
        yield "unknown"
    customers = [row.customer] if row.customer is not None else case.payers.best[:1]
    if any(item.customer in customers for item in known.alike(case.line)):
        yield "several"
