"""How the amount of a bank line goes with what is open: whole, in part, less a fee, combined."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from math import gcd

from ..tolerance import tolerated
from .rows import Item, Line, Share, Terms

MOST_ITEMS = 24
"""Items of a customer, beyond which no combination is sought."""
MOST_SUMS = 4096
"""Partial sums, beyond which a combination is a coincidence; it bounds the search, too."""
COINCIDENCE = 0.002
"""Share of amounts that some combination makes, beyond which one that fits is not sure."""
COINCIDENCE_OF_REST = 0.01
"""The same, of the rest of a payment whose payer names other documents of the customer."""
MOST_CREDITS = 8
"""Credits of a customer, beyond which none is netted that the payer did not name."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What an amount does: see ``rows.Proposal``.

    ``is_only``: nothing else does it; ``is_sure``: it is no coincidence either.
    """

    kind: str
    shares: tuple[Share, ...]
    difference: int = 0
    left: int = 0
    is_only: bool = True
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Combination:
    """Items that add up; whether no others do, and whether that is no coincidence."""

    items: tuple[Item, ...]
    is_only: bool
    is_sure: bool


def combine(items: Sequence[Item], target: int, most: float = COINCIDENCE) -> Combination | None:
    """The items that add up to ``target``, each used whole; all of one sign, as the target.

    Installments of one document and of one amount are one: the first due of them is taken.

    :param most: share of amounts that combinations may make where one is no coincidence

    >>> from datetime import date
    >>> def some(*amounts):
    ...     days = [date(2026, 1, 1 + rank) for rank in range(len(amounts))]
    ...     return [Item(n, 7, n, "", days[n], units, "EUR") for n, units in enumerate(amounts)]
    >>> found = combine(some(10001, 20010, 40100, 7777), 50101)
    >>> [item.id for item in found.items], found.is_only, found.is_sure
    ([0, 2], True, True)

    Two that fit, none that does, and round amounts, of which some always do:

    >>> combine(some(300, 500, 200), 500).is_only, combine(some(300, 500), 400)
    (False, None)
    >>> combine(some(100, 200, 400, 800), 900).is_sure
    False
    """
    items = sorted(items, key=lambda item: (item.due, str(item.id)))
    if not items or len(items) > MOST_ITEMS:
        return None
    target = abs(target)
    sums: dict[int, tuple[int, tuple]] = {0: (1, ())}
    for item in items:
        amount = abs(item.residual)
        for total, (count, chosen) in list(sums.items()):
            if (longer := total + amount) > target:
                continue
            if known := sums.get(longer):
                sums[longer] = (known[0] + count * (not _is_twin(known[1], chosen, item)), known[1])
            else:
                sums[longer] = (count, (*chosen, item))
        if len(sums) > MOST_SUMS:
            return None
    if target not in sums or not target:
        return None
    count, chosen = sums[target]
    step = gcd(*(item.residual for item in items))
    # Of all amounts that these items could make, as many are made as there are sums.
    chance = len(sums) * step / max(target, 1)
    return Combination(chosen, count == 1, len(chosen) == 1 or chance <= most)


def fits(
    named: Sequence[Sequence[Item]], credits: Sequence[Item], line: Line, terms: Terms
) -> list[Fit]:
    """How the amount of ``line`` settles the documents ``named``, the simplest way first.

    :param named: the open items of each, by due date
    :param credits: what else their customer has to use
    :return: several when it is not clear; none when nothing is open
    """
    items = [item for document in named for item in document]
    total = sum(item.residual for item in items)
    if total == line.amount:
        kind = "netted" if any(item.residual < 0 for item in items) else "exact"
        return [Fit(kind, whole(items))]
    if line.amount > total:
        return []
    short = total - line.amount
    found = [*_kept(items, short, line, terms), *_netted(items, credits, short)]
    if some := _installments(named, line):
        found.insert(0, Fit("exact", whole(some)))
    return found or _in_part(named, line.amount)


def whole(items: Iterable[Item]) -> tuple[Share, ...]:
    """All that is open of ``items``, in an order that is always the same."""
    return tuple(sorted((Share(item.id, item.residual) for item in items), key=str))


def _kept(items: Sequence[Item], short: int, line: Line, terms: Terms) -> Iterator[Fit]:
    """What the payer, or their bank, may have kept: a discount, a fee, what is tolerated."""
    shares = whole(items)
    if short == sum(_discount(item, line, terms) for item in items):
        yield Fit("discount", shares, short)
    elif line.currency == terms.currency:
        total = short + line.amount
        if short in terms.fees:
            yield Fit("fee", shares, short)
        elif short <= tolerated(total, terms.tolerance, terms.tolerance_percentage):
            yield Fit("tolerance", shares, short)


def _discount(item: Item, line: Line, terms: Terms) -> int:
    if not item.discount_until:
        return 0
    until = item.discount_until + timedelta(days=terms.discount_grace)
    return item.discount if line.day <= until else 0


def _netted(items: Sequence[Item], credits: Sequence[Item], short: int) -> Iterator[Fit]:
    """Credits that make up what is missing, though the payer named none of them."""
    named = {item.id for item in items}
    credits = [item for item in credits if item.id not in named]
    if len(credits) > MOST_CREDITS or not (found := combine(credits, short)):
        return
    if not any(item.residual < 0 for item in items):
        shares = whole([*items, *found.items])
        yield Fit("netted", shares, is_only=found.is_only, is_sure=found.is_sure)


def _installments(named: Sequence[Sequence[Item]], line: Line) -> list[Item]:
    """Installments that make the amount: the first ones of a document, one, or all that are due."""
    if len(named) == 1:
        [items] = named
        for count, total in enumerate(accumulate(item.residual for item in items), 1):
            if total == line.amount:
                return items[:count]
        return [item for item in items if item.residual == line.amount][:1]
    firsts = [items[0] for items in named]
    due = [item for items in named for item in items if item.due <= line.day]
    for some in (firsts, due):
        if sum(item.residual for item in some) == line.amount and {
            item.document for item in some
        } == {item.document for item in firsts}:
            return some
    return []


def _in_part(named: Sequence[Sequence[Item]], amount: int) -> list[Fit]:
    """The first due of the documents, as far as the money goes, in their order."""
    shares, left = [], amount
    for item in (item for document in named for item in document if item.residual > 0):
        if part := min(left, item.residual):
            shares.append(Share(item.id, part))
            left -= part
    return [Fit("partial", tuple(shares), left=left, is_only=len(named) == 1)] if shares else []


def _is_twin(known: Sequence[Item], chosen: Sequence[Item], item: Item) -> bool:
    """Whether ``known`` is ``chosen`` and an installment of the document and amount of ``item``."""
    if len(known) != len(chosen) + 1:
        return False
    last = known[-1]
    return known[:-1] == chosen and (last.document, last.residual) == (item.document, item.residual)
