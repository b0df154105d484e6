"""Whether two payments may be one that was entered twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Payment:
    """What is compared of a payment.

    ``company``, ``currency`` and ``parties`` (the customers whose money it may be) are ids;
    ``units`` is the amount in whole units of the currency's rounding, zero when none is entered;
    ``reference`` and ``number`` are given by payers and banks, ``bank`` is that of ``number``.
    Equal amounts are compared within ``days``; zero: never.
    """

    company: int
    currency: int
    parties: tuple[int, ...]
    units: int
    day: date | None
    days: int
    reference: str = ""
    number: str = ""
    bank: str = ""


def squeeze(number: str | None) -> str:
    """A number as it is compared: spaces and case are the typist's.

    >>> squeeze(" CH 0012 "), squeeze(None)
    ('ch0012', '')
    """
    return "".join((number or "").split()).lower()


def shared_keys(payment: Payment) -> Iterator[tuple]:
    """What ``payment`` shares with those that it may repeat: ``(rule, company, ...)``.

    >>> day = date(2026, 1, 5)
    >>> list(shared_keys(Payment(1, 2, (7, 8), 500, day, 3, "T 1", "12", "BNP")))
    ... # doctest: +NORMALIZE_WHITESPACE
    [('reference', 1, 't1'), ('instrument', 1, '12', 'bnp'),
     ('amount', 1, 7, 2, 500), ('amount', 1, 8, 2, 500)]
    >>> list(shared_keys(Payment(1, 2, (7,), 500, day, days=0)))
    []
    """
    if reference := squeeze(payment.reference):
        yield "reference", payment.company, reference
    if number := squeeze(payment.number):
        yield "instrument", payment.company, number, squeeze(payment.bank)
    if payment.days and payment.units and payment.day:
        for party in payment.parties:
            yield "amount", payment.company, party, payment.currency, payment.units


def days_around(days: Iterable[date], around: int) -> tuple[date, date]:
    """The first and the last day that are at most ``around`` days from one of ``days``.

    >>> days_around([date(2026, 1, 5), date(2026, 1, 9)], 3)
    (datetime.date(2026, 1, 2), datetime.date(2026, 1, 12))
    >>> days_around([date.min, date.max], 3) == (date.min, date.max)
    True
    """
    days = list(days)
    first, last = min(days), max(days)
    before = min(around, (first - date.min).days)
    after = min(around, (date.max - last).days)
    return first - timedelta(before), last + timedelta(after)


def may_repeat(one: Payment, other: Payment, key: tuple) -> bool:
    """Whether two payments that share ``key`` may be the same money.

    The same reference or cheque is enough; of equal amounts, the numbers and the days decide.

    >>> rent = Payment(1, 2, (7,), 500, date(2026, 1, 5), 3, number="12")
    >>> again = Payment(1, 2, (7,), 500, date(2026, 1, 7), 3)
    >>> may_repeat(rent, again, ("amount", 1, 7, 2, 500))
    True
    >>> may_repeat(rent, Payment(1, 2, (7,), 500, rent.day, 3, number="13"), ("amount",))
    False
    """
    if key[0] != "amount":
        return True
    numbers, others = (
        {squeeze(each.number), squeeze(each.reference)} - {""} for each in (one, other)
    )
    if numbers and others and not numbers & others:
        return False  # thirty cheques of the same rent
    return abs((one.day - other.day).days) <= one.days
