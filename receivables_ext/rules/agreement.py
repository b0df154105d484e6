"""Agreements: what a customer owes, to be paid in other parts and on other days than before.

Money fills the parts in the order of their days, whichever document it settled. So the parts and
the debts of an agreement lie side by side on one axis, from zero to its total: what was received
covers it from the left, on both.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

MAX_PARTS = 60
"""More is a loan."""
MAX_GRACE_DAYS = 365
"""Above it, no agreement would ever be broken."""
LAST_YEAR = 2999
"""Who types a later one mistyped it."""


@dataclass(frozen=True)
class Part:
    """What is to be paid on a day.

    :param amount: units of the currency, above zero
    """

    due: date
    amount: int


@dataclass(frozen=True)
class Debt:
    """An item of the ledger that is paid by an agreement.

    :param agreed: what was left of it when it was agreed, in units, above zero
    :param left: what is left of it now, in units
    """

    agreed: int
    left: int


@dataclass(frozen=True)
class Share:
    """How much of a part pays how much of a debt, by their ranks.

    :param amount: units; of them ``received``, the rest is to be paid
    """

    part: int
    debt: int
    amount: int
    received: int


def cut(total: int, count: int, first: date, months: int = 0, days: int = 0) -> list[Part]:
    """Parts of equal amounts, so many months or days apart; the last one takes the rounding.

    :param total: units of the currency
    :param first: the day of the first part; months later is the same day of the month, or the last

    >>> [(part.due.isoformat(), part.amount) for part in cut(1000, 3, date(2026, 1, 31), months=1)]
    [('2026-01-31', 333), ('2026-02-28', 333), ('2026-03-31', 334)]
    >>> [part.amount for part in cut(1001, 3, date(2026, 1, 1), days=7)]
    [334, 334, 333]
    >>> [part.amount for part in cut(6, 4, date(2026, 1, 1), days=7)], cut(2, 3, date.min, days=1)
    ([1, 1, 1, 3], [])
    """
    if not 0 < count <= min(total, MAX_PARTS) or _later(first, count * months).year > LAST_YEAR:
        return []
    each = (2 * total + count) // (2 * count)
    if each * (count - 1) >= total:  # a few cents: rounded up, nothing would be left for the last
        each = total // count
    return [
        Part(
            _later(first, rank * months) + timedelta(rank * days),
            each if rank < count - 1 else total - each * (count - 1),
        )
        for rank in range(count)
    ]


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(year, date.max.year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def received(debts: Sequence[Debt]) -> int:
    """What was paid of the agreed amounts, in units.

    What became due again of what had been paid before is no part of the agreement.

    >>> received([Debt(100, 30), Debt(50, 50), Debt(20, 45)])
    70
    """
    return sum(debt.agreed - min(debt.left, debt.agreed) for debt in debts)


def remaining(parts: Sequence[Part], paid: int) -> list[int]:
    """What is left of each part, in units, once ``paid`` filled them in their order.

    >>> june, july = Part(date(2026, 6, 1), 300), Part(date(2026, 7, 1), 300)
    >>> remaining([june, july], 0), remaining([june, july], 400), remaining([june, july], 600)
    ([300, 300], [0, 200], [0, 0])
    """
    ends = accumulate(part.amount for part in parts)
    return [min(part.amount, max(0, end - paid)) for part, end in zip(parts, ends, strict=True)]


def standing(parts: Sequence[Part], paid: int, grace_days: int, today: date) -> str:
    """Where an agreement stands on a day: ``on_track``, ``late``, ``broken``, or paid: ``kept``.

    It is broken once a part is late by more than ``grace_days``. Money that fills the part mends
    it: nobody has to agree again.

    >>> parts = [Part(date(2026, 6, 1), 300), Part(date(2026, 7, 1), 300)]
    >>> [standing(parts, 0, 5, date(2026, 6, day)) for day in (1, 2, 6, 7)]
    ['on_track', 'late', 'late', 'broken']
    >>> standing(parts, 300, 5, date(2026, 6, 7)), standing(parts, 599, 5, date(2026, 7, 7))
    ('on_track', 'broken')
    >>> standing(parts, 600, 0, date(2027, 1, 1))
    'kept'
    """
    left = remaining(parts, paid)
    missed = [part.due for part, rest in zip(parts, left, strict=True) if rest and part.due < today]
    if not missed:
        return "on_track" if any(left) else "kept"
    return "broken" if (today - missed[0]).days > grace_days else "late"


def shares(parts: Sequence[Part], debts: Sequence[Debt]) -> list[Share]:
    """Which part pays which debt: what was received of each, then what is left of each.

    :param parts: by day; their sum is that of the agreed amounts
    :param debts: in the order in which they are to be paid

    An invoice of 600 in two parts, of which 400 were paid; then two of 300, the second one paid.

    >>> two = [Part(date(2026, 6, 1), 300), Part(date(2026, 7, 1), 300)]
    >>> [(share.part, share.amount, share.received) for share in shares(two, [Debt(600, 200)])]
    [(0, 300, 300), (1, 300, 100)]
    >>> for share in shares(two, [Debt(300, 300), Debt(300, 0)]):
    ...     print(share.part, share.debt, share.amount, share.received)
    0 1 300 300
    1 0 300 0
    """
    ends = list(accumulate(part.amount for part in parts))
    lefts = [min(debt.left, debt.agreed) for debt in debts]
    paid = [debt.agreed - left for debt, left in zip(debts, lefts, strict=True)]
    found: dict[tuple[int, int], list[int]] = {}
    for place, (start, amounts) in enumerate(((0, paid), (sum(paid), lefts))):
        for debt, (low, high) in enumerate(_intervals(start, amounts)):
            for part, end in enumerate(ends):
                both = min(high, end) - max(low, end - parts[part].amount)
                if both > 0:
                    found.setdefault((part, debt), [0, 0])[place] += both
    return [
        Share(part, debt, sum(amounts), amounts[0])
        for (part, debt), amounts in sorted(found.items())
    ]


def _intervals(start: int, amounts: Sequence[int]) -> list[tuple[int, int]]:
    return list(pairwise(accumulate(amounts, initial=start)))
