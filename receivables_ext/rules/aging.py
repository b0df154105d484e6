"""How old a debt is: days late, and the slices of an aged balance."""

from collections.abc import Iterable
from datetime import date

BOUNDS = (0, 30, 60, 90)
"""Last day late of every slice but the last, which has no end."""


def days_late(due: date, today: date) -> int:
    """Days since ``due``; zero on the day itself and before.

    >>> due = date(2026, 5, 31)
    >>> days_late(due, due), days_late(due, date(2026, 6, 1))
    (0, 1)
    """
    return max(0, (today - due).days)


def bucket(days: int, bounds: tuple[int, ...] = BOUNDS) -> int:
    """Rank of the slice of a debt: 0 when not late, then 1 to 30 days, 31 to 60, 61 to 90, more.

    >>> [bucket(days) for days in (0, 1, 30, 31, 60, 61, 90, 91, 4000)]
    [0, 1, 1, 2, 2, 3, 3, 4, 4]
    """
    return sum(days > bound for bound in bounds)


def buckets(debts: Iterable[tuple[int, int]], bounds: tuple[int, ...] = BOUNDS) -> list[int]:
    """Add up ``debts`` (days late, amount) by slice. Equal debts count each for itself.

    >>> buckets([(0, 100), (1, 10), (30, 20), (31, 5), (31, 5), (91, 7)])
    [100, 30, 10, 0, 7]
    """
    slices = [0] * (len(bounds) + 1)
    for days, amount in debts:
        slices[bucket(days, bounds)] += amount
    return slices
