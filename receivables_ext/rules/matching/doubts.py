"""What speaks against a reading of a line: it is certain when nothing does."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from .amounts import Fit, combine
from .known import Case, Known

CLOSES = ("exact", "netted", "discount", "fee", "tolerance", "combination")
"""Fits that leave nothing of the money, and nothing of what it settles."""
SHORTEST_ALONE = 3
"""Characters of a cut number that say enough with an amount that nobody else owes."""
PART = 20
"""Payments in part leave a twentieth, and two fees, or more: less may be a fee nobody knows."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One reading of a line: documents, and how the amount goes with them."""

    reason: str
    documents: tuple[Hashable, ...]
    fit: Fit
    words: str
    size: int
    is_strong: bool = True


def customers_of(known: Known, documents: Iterable[Hashable]) -> tuple:
    """The customers of some documents, in their order.

    >>> from datetime import date
    >>> from .rows import Item, Ledger
    >>> item = Item(1, 7, "F1", "F1", date(2026, 6, 30), 5000, "EUR")
    >>> customers_of(Known(Ledger((item,))), ["F1"])
    (7,)
    """
    items = known.documents.items
    return tuple(dict.fromkeys(items[document][0].customer for document in documents))


def agreed_of(known: Known, case: Case, plan: Plan) -> int:
    """How sure it is that the payer pays for the customers of ``plan``; zero: not at all."""
    return case.payers.agrees(customers_of(known, plan.documents))


def doubts_of(known: Known, case: Case, plan: Plan) -> Iterator[str]:
    """Codes of what speaks against it."""
    customers, agreed = customers_of(known, plan.documents), agreed_of(known, case, plan)
    if not plan.fit.is_only:
        yield "several"
    if not plan.fit.is_sure:
        yield "coincidence"
    if not agreed and known.others_who_fit(case, customers):
        yield "payer"
    if any(row.customer in customers for row in known.waiting_for(case.line)):
        yield "waiting"
    if plan.fit.kind not in CLOSES:
        yield from _doubts_of_part(known, case, plan, agreed)
    yield from _doubts_of_number(known, case, plan, agreed)


def _doubts_of_part(known: Known, case: Case, plan: Plan, agreed: int) -> Iterator[str]:
    """Certain of one document of a payer who is known: nothing else fits, and no fee is kept."""
    line = case.line
    [customer, *_others] = customers_of(known, plan.documents)
    total = _total(known, case, plan.documents)
    least = max(total // PART, 2 * max(known.terms.fees, default=0))
    is_part = plan.fit.kind == "partial" and total - line.amount >= least
    is_beyond = plan.fit.kind == "beyond" and plan.fit.left * PART <= total
    if not agreed or len(plan.documents) > 1 or not (is_part or is_beyond):
        yield "part"
    elif combine(known.debits_of(customer, line), line.amount):
        yield "several"
    elif known.is_unknown(case, plan.documents):
        yield "unknown"


def _doubts_of_number(known: Known, case: Case, plan: Plan, agreed: int) -> Iterator[str]:
    """What is named must be used; of a payer who is not known, a digit may be wrong."""
    if any(m.is_whole and not {*m.documents} & {*plan.documents} for m in case.mentions):
        yield "unread"
    if agreed or plan.reason == "structured":
        return
    if plan.reason == "cut_number":
        yield from _doubts_of_cut(known, case, plan)
    [first, *others] = plan.documents
    total = _total(known, case, [first])
    near = () if others else known.documents.near(first)
    if any(total == _total(known, case, [other]) for other in near):
        yield "near"


def _doubts_of_cut(known: Known, case: Case, plan: Plan) -> Iterator[str]:
    """Of a payer who is not known, a cut number needs an amount that nobody else owes."""
    is_alone = len(known.alike(case.line)) <= 1 and plan.size >= SHORTEST_ALONE
    if plan.fit.kind not in ("exact", "netted") or not (is_alone or plan.is_strong):
        yield "weak"
    if known.is_unknown(case, plan.documents):
        yield "unknown"


def _total(known: Known, case: Case, documents: Iterable[Hashable]) -> int:
    return sum(item.residual for doc in documents for item in known.open_of(doc, case.line))
