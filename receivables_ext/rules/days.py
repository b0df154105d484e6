"""Which days people may mean."""

from datetime import date

FIRST_YEAR, LAST_YEAR = 1970, 2999


def is_plausible(day: date) -> bool:
    """Whether a payment may be of that day: nobody means another millennium.

    >>> is_plausible(date(2026, 3, 1)), is_plausible(date(202, 3, 1)), is_plausible(date.max)
    (True, False, False)
    """
    return FIRST_YEAR <= day.year <= LAST_YEAR
