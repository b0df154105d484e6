"""Terms of settlement: what closes a document that is paid a little less, or more, than is due.

Amounts are whole units of the rounding of one currency.
"""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Closing:
    """How money closes what is due: ``due == paid + discount + tolerance + left``.

    ``discount`` is granted, zero or more, and ``planned`` when it was agreed with the document;
    ``tolerance`` is above zero when the company loses it, below when it keeps more than is due;
    ``left`` is still open on the document or, below zero, to use on the payment.
    """

    discount: int = 0
    tolerance: int = 0
    left: int = 0
    planned: bool = False


def percentage(due: int, paid: int) -> float:
    """What is not paid of ``due``, in percent with two decimals, halves up.

    >>> percentage(100000, 98000), percentage(120000, 118000), percentage(100000, 99999)
    (2.0, 1.67, 0.0)
    >>> percentage(0, 0)
    0.0
    """
    if due <= 0:
        return 0.0
    return (2 * (due - paid) * 10_000 + due) // (2 * due) / 100


def is_granted(day: date, until: date | None, grace: int, late: bool = True) -> bool:
    """Whether a discount that was agreed ``until`` a day is granted on ``day``.

    :param until: the last day of the discount; ``None`` when none was agreed
    :param grace: how many days later it is still granted
    :param late: whether the discount may be granted on the days of grace

    >>> end = date(2026, 1, 31)
    >>> [is_granted(date(2026, 2, day), end, 5) for day in (5, 6)], is_granted(end, end, 0)
    ([True, False], True)
    >>> is_granted(date(2026, 2, 5), end, 5, late=False), is_granted(end, None, 5)
    (False, False)
    """
    if until is None:
        return False
    return day <= until or (late and day <= until + timedelta(days=grace))


def close(due: int, paid: int, agreed: int = 0, tolerance: int = 0) -> Closing:
    """What closes ``due`` when ``paid`` comes: the discount agreed, a tolerated difference, both.

    A discount is granted only where it closes the document. Figures of a published table, of an
    invoice of 1 000, a discount of 20 and a tolerance of 5:

    :param agreed: the discount that may be granted on the day, see ``is_granted()``
    :param tolerance: the difference that is tolerated, either way

    >>> close(1000, 985, 20, 5), close(1000, 975, 20, 5)
    (Closing(discount=20, tolerance=-5, left=0, planned=True), \
Closing(discount=20, tolerance=5, left=0, planned=True))
    >>> close(1000, 1005, 20, 5)  # the late discount is granted although all was paid
    Closing(discount=20, tolerance=0, left=-25, planned=True)
    >>> close(1000, 1005, 0, 5), close(1000, 985, 0, 5)
    (Closing(discount=0, tolerance=-5, left=0, planned=False), \
Closing(discount=0, tolerance=0, left=15, planned=False))
    """
    short = due - agreed - paid
    if abs(short) <= tolerance:
        return Closing(agreed, short, 0, bool(agreed))
    if short > 0:
        return Closing(left=due - paid)
    return Closing(agreed, 0, short, bool(agreed))


def grant(due: int, paid: int, agreed: int = 0, tolerance: int = 0) -> Closing:
    """How a discount that somebody grants closes ``due``, whatever its percentage.

    What was agreed with the document is granted as agreed, with a tolerated difference beside it;
    one unit more or less is part of the discount. Else all that lacks is a discount.

    :raises ValueError: nothing is paid, or nothing lacks

    >>> grant(1000, 980, 20), grant(1000, 900, 20, 5)
    (Closing(discount=20, tolerance=0, left=0, planned=True), \
Closing(discount=100, tolerance=0, left=0, planned=False))
    >>> grant(1000, 985, 20, 5), grant(1000, 979, 20)
    (Closing(discount=20, tolerance=-5, left=0, planned=True), \
Closing(discount=21, tolerance=0, left=0, planned=True))
    >>> grant(1000, 1000)
    Traceback (most recent call last):
    ValueError: 1000 of 1000 leaves nothing to grant
    """
    lacks = due - paid
    if not 0 < paid < due:
        raise ValueError(f"{paid} of {due} leaves nothing to grant")
    beside = lacks - agreed
    if agreed and abs(beside) <= tolerance:
        return Closing(agreed, beside, planned=True)
    return Closing(lacks, planned=bool(agreed) and abs(beside) <= 1)
