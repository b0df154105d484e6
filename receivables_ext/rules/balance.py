"""The running balance of a statement of account."""

from collections.abc import Iterable
from itertools import accumulate


def running(opening: int, amounts: Iterable[int]) -> list[int]:
    """Return the balance after each of ``amounts``: debits above zero, credits below.

    The figures of the example: two invoices, then a transfer.

    >>> running(0, [150000, 75000, -100000])
    [150000, 225000, 125000]

    A statement without movement has no line, and its closing balance is the opening one.

    >>> running(500, [])
    []
    """
    return list(accumulate(amounts, initial=opening))[1:]
