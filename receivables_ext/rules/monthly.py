"""Days of the month on which something is done."""

from calendar import monthrange
from datetime import date, timedelta


def in_month(day: int, month: date) -> date:
    """The ``day`` of the month of ``month``: the last one, where the month is shorter.

    >>> in_month(31, date(2026, 2, 10)), in_month(5, date(2026, 2, 10))
    (datetime.date(2026, 2, 28), datetime.date(2026, 2, 5))
    """
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def next_on(day: int, start: date) -> date:
    """The first ``day`` of a month on ``start`` or after.

    >>> next_on(5, date(2026, 1, 5)), next_on(5, date(2026, 1, 6)), next_on(31, date(2026, 2, 1))
    (datetime.date(2026, 1, 5), datetime.date(2026, 2, 5), datetime.date(2026, 2, 28))
    """
    here = in_month(day, start)
    if here >= start:
        return here
    return in_month(day, start.replace(day=1) + timedelta(days=32))


def last_on(day: int, end: date) -> date:
    """The last ``day`` of a month on ``end`` or before.

    >>> last_on(5, date(2026, 1, 4)), last_on(31, date(2026, 3, 30)), last_on(31, date(2026, 3, 31))
    (datetime.date(2025, 12, 5), datetime.date(2026, 2, 28), datetime.date(2026, 3, 31))
    """
    here = in_month(day, end)
    if here <= end:
        return here
    return in_month(day, end.replace(day=1) - timedelta(days=1))
