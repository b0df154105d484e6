"""What a row of a pile of payments says at once: whose it is, and what it settles."""

import unicodedata
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer who may be meant: ``key`` is an id, ``code`` and ``name`` may be empty."""

    key: Hashable
    code: str
    name: str


def find_meant(text: str, customers: Iterable[Customer]) -> list[Hashable]:
    """Keys of the customers whom ``text`` means: one is found, several fit, or none does.

    The code as a whole goes before the name as a whole, this before a part of the name. Case,
    accents and spaces around do not count.

    >>> acme, acmeo = Customer(1, "411ACME", "Acmé"), Customer(2, "411ACMEO", "Acmé Ouest")
    >>> find_meant("411acme", [acme, acmeo]), find_meant("ACME", [acme, acmeo])
    ([1], [1])
    >>> find_meant("acm", [acme, acmeo]), find_meant("ouest", [acme, acmeo])
    ([1, 2], [2])
    >>> find_meant("Globex", [acme, acmeo]), find_meant(" ", [acme])
    ([], [])

    A code that two customers have leaves both:

    >>> find_meant("c1", [Customer(1, "C1", "Acme"), Customer(2, "c1", "Globex")])
    [1, 2]
    """
    asked = _squeezed(text)
    customers = list(customers)
    if not asked:
        return []
    for fits in (
        lambda customer: _squeezed(customer.code) == asked,
        lambda customer: _squeezed(customer.name) == asked,
        lambda customer: asked in _squeezed(customer.name),
    ):
        if keys := [customer.key for customer in customers if fits(customer)]:
            return list(dict.fromkeys(keys))
    return []


def verdict(received: int, documents: Iterable[tuple[int, int]]) -> str:
    """What a payment does: ``exact``, ``partial`` or ``credit``, which leaves something to use.

    :param received: its amount, in units of its currency
    :param documents: what each document has open, and what of it the payment settles

    >>> verdict(10000, [(6000, 6000), (4000, 4000)])
    'exact'
    >>> verdict(9000, [(6000, 6000), (4000, 3000)])
    'partial'
    >>> verdict(10001, [(10000, 10000)]), verdict(500, [])
    ('credit', 'credit')

    A credit note of 20.00 is used with it:

    >>> verdict(8000, [(10000, 10000), (-2000, -2000)])
    'exact'
    """
    documents = list(documents)
    if received > sum(settled for _open, settled in documents):
        return "credit"
    return "exact" if all(left == settled for left, settled in documents) else "partial"


def control(counted: tuple[int, int], typed: tuple[int, int]) -> tuple[int, int]:
    """How many payments, and units of money, were typed beyond what was counted by hand.

    >>> control((30, 340000), (29, 338000)), control((30, 340000), (30, 340000))
    ((-1, -2000), (0, 0))
    """
    return typed[0] - counted[0], typed[1] - counted[1]


def _squeezed(text: str | None) -> str:
    letters = unicodedata.normalize("NFKD", text or "").casefold()
    return " ".join("".join(filter(lambda each: not unicodedata.combining(each), letters)).split())
