"""Proposals for what a payer who is known owes, and for what is open of just that amount."""

import re
from collections.abc import Hashable, Iterator

from .amounts import Fit, combine, fits, whole
from .known import MOST_PAYERS, Case, Known
from .payers import IDENTICAL, LEARNT, LIKE
from .rows import CERTAIN, OPEN, PROBABLE, Item, Proposal

ADVANCE = re.compile(
    r"\b(?:acomptes?|avances?|arrhes|advance|deposit|prepayment|anzahlung|vorkasse)\b",
    re.IGNORECASE,
)
"""Words for money that is paid before there is an invoice."""
ROUND = 5000
"""Units of which payers pay a multiple in advance, or on account."""
FEW = 3
"""Others who owe just that amount, beyond which a payer's name is not enough."""
MOST_ALIKE = 5
"""Documents of an amount, beyond which none is proposed for it alone."""


def propose(known: Known, case: Case) -> list[Proposal]:
    """What the customers owe whose money ``case`` seems to be, if it goes with the amount.

    >>> from datetime import date
    >>> from .rows import Customer, Item, Ledger, Line
    >>> day = date(2026, 6, 30)
    >>> items = Item(1, 7, 1, "F1", day, 5001, "EUR"), Item(2, 7, 2, "F2", day, 7002, "EUR")
    >>> known = Known(Ledger(items, (Customer(7, ("Acme",)),)))
    >>> for amount in (5001, 12003, 4000):
    ...     [some] = propose(known, known.case(Line(1, day, amount, "EUR", payer="ACME")))
    ...     print(some.confidence, some.reason, some.fit, len(some.shares))
    certain amount exact 1
    certain combination combination 2
    open name beyond 0
    """
    best = case.payers.best
    if len(best) > MOST_PAYERS:
        return []
    found = [some for customer in best for some in _of_customer(known, case, customer)]
    several = len({proposal.target for proposal in found}) > 1
    return [proposal.at(PROBABLE, "several") if several else proposal for proposal in found]


def propose_alike(known: Known, case: Case) -> list[Proposal]:
    """What is open of just the amount, of customers whose money it does not seem to be."""
    items = [item for item in known.alike(case.line) if item.customer not in case.payers.sure]
    if len(items) > MOST_ALIKE:
        return []
    confidence = OPEN if len(items) > 1 or case.payers.sure else PROBABLE
    return [
        Proposal("amount", "exact", confidence, (item.customer,), whole([item]), doubts=("weak",))
        for item in sorted(items, key=lambda item: (item.due, str(item.id)))
    ]


def _of_customer(known: Known, case: Case, customer: Hashable) -> Iterator[Proposal]:
    line, debits = case.line, known.debits_of(customer, case.line)
    exact = [item for item in debits if item.residual == line.amount]
    found = combine(debits, line.amount)
    if found and (len(found.items) > 1 or found.is_only or not exact):
        fit = Fit(
            "exact" if len(found.items) == 1 else "combination",
            whole(found.items),
            is_only=found.is_only,
            is_sure=found.is_sure,
        )
        yield _proposal(known, case, customer, fit)
    elif exact:
        # Where too much is open, whether documents together make the amount is not known.
        is_only, is_sure = found is None and len(exact) == 1, found is not None
        for item in exact[:MOST_ALIKE]:
            fit = Fit("exact", whole([item]), is_only=is_only, is_sure=is_sure)
            yield _proposal(known, case, customer, fit)
    else:
        yield from _less(known, case, customer, debits)


def _less(known: Known, case: Case, customer: Hashable, debits: list[Item]) -> Iterator[Proposal]:
    """Documents that are settled less a discount, a fee or what is tolerated; else the customer."""
    line, count = case.line, 0
    for document in dict.fromkeys(item.document for item in debits):
        for fit in fits([known.open_of(document, line)], [], line, known.terms):
            if fit.kind in ("discount", "fee", "tolerance"):
                count += 1
                yield _proposal(known, case, customer, fit)
    if not count:
        nothing = Fit("beyond", (), left=line.amount, is_only=False)
        yield _proposal(known, case, customer, nothing).at(OPEN, "part")


def _proposal(known: Known, case: Case, customer: Hashable, fit: Fit) -> Proposal:
    doubts = [*_doubts(known, case, customer, fit)]
    return Proposal(
        reason=_reason(known, case, customer, fit),
        fit=fit.kind,
        confidence=PROBABLE if doubts else CERTAIN,
        customers=(customer,),
        shares=fit.shares,
        difference=fit.difference,
        left=fit.left,
        words=case.line.payer,
        doubts=tuple(doubts),
    )


def _reason(known: Known, case: Case, customer: Hashable, fit: Fit) -> str:
    if case.payers.sure[customer] == LEARNT:
        return case.payers.reason
    if fit.difference:
        return "less"
    if fit.kind == "exact" and len(known.alike(case.line)) == 1:
        return "amount"
    return "combination" if fit.kind == "combination" else "name"


def _doubts(known: Known, case: Case, customer: Hashable, fit: Fit) -> Iterator[str]:
    """Codes of what speaks against it: a payer alone says little."""
    if not fit.is_only:
        yield "several"
    if not fit.is_sure:
        yield "coincidence"
    if fit.kind not in ("exact", "combination"):
        yield "part"
    if any(row.customer in (customer, None) for row in known.waiting_for(case.line)):
        yield "waiting"
    yield from _doubts_of_payer(known, case, customer, fit)
    yield from _doubts_of_words(known, case, fit)


def _doubts_of_payer(known: Known, case: Case, customer: Hashable, fit: Fit) -> Iterator[str]:
    level = case.payers.sure[customer]
    others = [item for item in known.alike(case.line) if item.customer != customer]
    if len(case.payers.best) > 1:
        yield "namesakes"
    if level < LEARNT and len(others) > (FEW if level == IDENTICAL else 0):
        yield "common"
    if level == LIKE and fit.kind != "exact":
        yield "weak"


def _doubts_of_words(known: Known, case: Case, fit: Fit) -> Iterator[str]:
    documents = {known.by_id[share.item].document for share in fit.shares}
    named = {document for m in case.mentions if m.is_whole for document in m.documents}
    if named - documents or known.is_unknown(case, documents):
        yield "unknown"
    if case.line.amount % ROUND == 0:
        yield "round"
    if ADVANCE.search(case.line.label):
        yield "advance"
