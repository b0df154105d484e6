"""How much of one debt the law lets people pay in cash."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What a company has set: amounts in units of its currency, zero where there is none.

    ``start`` is the day from which they hold, ``None``: they always do. ``abroad`` is for
    consumers who live in another country.
    """

    amount: int
    abroad: int = 0
    start: date | None = None


def most(ceiling: Ceiling, day: date, *, is_abroad: bool = False) -> int | None:
    """What may be paid in cash of one debt on ``day``, ``None`` when there is no ceiling.

    >>> france = Ceiling(1_000_00, 10_000_00, date(2015, 9, 1))
    >>> most(france, date(2026, 3, 1)), most(france, date(2026, 3, 1), is_abroad=True)
    (100000, 1000000)

    Not before its first day, and where nothing is set:

    >>> most(france, date(2015, 8, 31)), most(Ceiling(0), date(2026, 3, 1))
    (None, None)

    Without an amount of their own, consumers from abroad are treated as the others:

    >>> most(Ceiling(1_000_00), date(2026, 3, 1), is_abroad=True)
    100000
    """
    if ceiling.start and day < ceiling.start:
        return None
    chosen = ceiling.abroad if is_abroad and ceiling.abroad else ceiling.amount
    return chosen or None
