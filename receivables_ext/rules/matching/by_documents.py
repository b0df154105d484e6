"""Proposals for the documents that a line names, whole or cut."""

from collections.abc import Hashable, Iterator, Sequence

from .amounts import COINCIDENCE_OF_REST, Combination, Fit, combine, fits, whole
from .documents import Mention
from .doubts import CLOSES, Plan, agreed_of, customers_of, doubts_of
from .known import Case, Known
from .rows import CERTAIN, PROBABLE, Item, Proposal

MANY = 20
"""Customers, beyond which a cut number is read for those only whose money it may be."""


def propose(known: Known, case: Case) -> list[Proposal]:
    """Proposals for what ``case`` names: none where nothing goes with the amount.

    >>> from datetime import date
    >>> from .rows import Ledger, Line
    >>> day = date(2026, 6, 30)
    >>> known = Known(Ledger((Item(1, 7, 1, "F26-0123", day, 5000, "EUR"),)))
    >>> for amount, label in ((5000, "F26-0123"), (4000, "F26-0123"), (5000, "FACT 123")):
    ...     [some] = propose(known, known.case(Line(1, day, amount, "EUR", label)))
    ...     print(some.confidence, some.reason, some.fit, some.doubts)
    certain number exact ()
    probable number partial ('part',)
    certain cut_number exact ()
    """
    fixed, kinds = _fixed(known, case)
    words = ", ".join(kinds.values())
    reason = "structured" if _is_structured(case, fixed) else "number"
    plans = []
    if fixed:
        size = sum(map(len, kinds.values()))
        plans = [Plan(reason, fixed, fit, words, size) for fit in _fits(known, case, fixed)]
    closing = [plan for plan in plans if plan.fit.kind in CLOSES]
    closing = closing or [*_with_cut(known, case, fixed, words)]
    closing = closing or [*_completed(known, case, fixed, words)]
    return [*_judged(known, case, closing or plans)]


def _fixed(known: Known, case: Case) -> tuple[tuple, dict]:
    """Documents that are named whole, and the words that name each."""
    words = {
        mention.documents[0]: mention.words
        for mention in case.mentions
        if mention.kind != "cut_number" and known.open_of(mention.documents[0], case.line)
    }
    return tuple(words), words


def _is_structured(case: Case, documents: Sequence) -> bool:
    """Whether references with a checksum name all the documents."""
    structured = {m.documents[0] for m in case.mentions if m.kind == "structured"}
    return bool(documents) and structured.issuperset(documents)


def _fits(known: Known, case: Case, documents: Sequence) -> list[Fit]:
    """How the amount goes with all of ``documents``; what is more than they have stays to use."""
    line = case.line
    named = [some for document in documents if (some := known.open_of(document, line))]
    credits = known.credits_of(customers_of(known, documents), line)
    found = fits(named, credits, line, known.terms)
    total = sum(item.residual for some in named for item in some)
    if not found and 0 < total < line.amount:
        shares = whole(item for some in named for item in some)
        found = [Fit("beyond", shares, left=line.amount - total)]
    return found


# === Cut numbers === #


def _with_cut(known: Known, case: Case, fixed: tuple, words: str) -> Iterator[Plan]:
    """Readings of cut numbers, with those that are whole, that go with the amount."""
    groups: dict[Hashable, dict[Hashable, Mention]] = {}
    only = {*customers_of(known, fixed)}
    for mention in case.mentions:
        if mention.kind != "cut_number":
            continue
        for document in mention.documents:
            [customer] = customers_of(known, [document])
            if document not in fixed and (not only or customer in only):
                groups.setdefault(customer, {}).setdefault(document, mention)
    exact = [
        plan
        for mentions in groups.values()
        for plan in _that_add_up(known, case, fixed, mentions, words)
    ]
    yield from exact or _that_nearly_add_up(known, case, fixed, groups, words)


def _that_add_up(
    known: Known, case: Case, fixed: tuple, mentions: dict, words: str
) -> Iterator[Plan]:
    """Documents of one customer that make the amount, less the credits that are named, or not."""
    line = case.line
    paid = sum(item.residual for document in fixed for item in known.open_of(document, line))
    items = [item for document in mentions for item in known.open_of(document, line)]
    credits = [item for item in items if item.residual < 0]
    debits = [item for item in items if item.residual > 0]
    named = [item for document in fixed for item in known.open_of(document, line)]
    for some in [[], credits] if credits else [[]]:
        target = line.amount - paid - sum(item.residual for item in some)
        found = combine(debits, target) if target > 0 else None
        if found or (some and not target and fixed):
            found = found or Combination((), is_only=True, is_sure=True)
            chosen = [*some, *found.items]
            kind = "netted" if some else "exact"
            fit = Fit(kind, whole([*named, *chosen]), 0, 0, found.is_only)
            yield _cut_plan(fixed, chosen, mentions, fit, words)


def _that_nearly_add_up(
    known: Known, case: Case, fixed: tuple, groups: dict, words: str
) -> Iterator[Plan]:
    """Less a fee, a discount, a credit: of one customer at a time, all or one of the documents."""
    if len(groups) > MANY:
        groups = {who: some for who, some in groups.items() if who in case.payers.sure}
    for mentions in groups.values():
        readings = [(document,) for document in mentions]
        if len(mentions) > 1:
            readings.append(tuple(mentions))
        for reading in readings:
            for fit in _fits(known, case, (*fixed, *reading)):
                if fit.kind in CLOSES:
                    chosen = [item for doc in reading for item in known.open_of(doc, case.line)]
                    yield _cut_plan(fixed, chosen, mentions, fit, words)


def _cut_plan(fixed: tuple, chosen: Sequence[Item], mentions: dict, fit: Fit, words: str) -> Plan:
    documents = tuple(dict.fromkeys(item.document for item in chosen))
    read = {id(mentions[document]): mentions[document] for document in documents}
    said = ", ".join(filter(None, [words, *(mention.words for mention in read.values())]))
    size = sum(mention.size for mention in read.values())
    is_strong = any(mention.is_strong for mention in read.values())
    return Plan("cut_number", (*fixed, *documents), fit, said, size, is_strong)


def _completed(known: Known, case: Case, fixed: tuple, words: str) -> Iterator[Plan]:
    """What is named whole, and the only other documents of the customer that make the rest."""
    customers = customers_of(known, fixed)
    if len(customers) != 1:
        return
    line = case.line
    named = [item for document in fixed for item in known.open_of(document, line)]
    rest = line.amount - sum(item.residual for item in named)
    others = [item for item in known.debits_of(*customers, line) if item.document not in fixed]
    if rest > 0 and (found := combine(others, rest, COINCIDENCE_OF_REST)):
        shares = whole([*named, *found.items])
        fit = Fit("combination", shares, is_only=found.is_only, is_sure=found.is_sure)
        documents = dict.fromkeys(item.document for item in found.items)
        yield Plan("number", (*fixed, *documents), fit, words, len(words))


# === How sure it is === #


def _judged(known: Known, case: Case, plans: Sequence[Plan]) -> Iterator[Proposal]:
    """The proposals of ``plans``: the one that reads most is certain, unless something speaks."""
    plans = _first_of_each(plans)
    agreeing = [plan for plan in plans if agreed_of(known, case, plan)]
    best = agreeing or plans
    longest = max((plan.size for plan in best), default=0)
    best = [plan for plan in best if plan.size == longest]
    for plan in sorted(plans, key=lambda plan: (plan not in best, -plan.size, str(plan.documents))):
        doubts = [*doubts_of(known, case, plan)]
        if len(best) > 1 or plan not in best:
            doubts.append("several")
        yield Proposal(
            reason=plan.reason,
            fit=plan.fit.kind,
            confidence=PROBABLE if doubts else CERTAIN,
            customers=customers_of(known, plan.documents),
            shares=plan.fit.shares,
            difference=plan.fit.difference,
            left=plan.fit.left,
            words=plan.words,
            doubts=tuple(doubts),
        )


def _first_of_each(plans: Sequence[Plan]) -> list[Plan]:
    """``plans``, those that settle the same once."""
    first: dict[frozenset, Plan] = {}
    for plan in plans:
        known = first.get(frozenset(plan.fit.shares))
        if known is None or known.size < plan.size:
            first[frozenset(plan.fit.shares)] = plan
    return [*first.values()]
