"""What a document or an allocation is worth without its tax.

A payment has no tax of its own: it takes that of what it settles, in proportion.
"""

from collections.abc import Iterable


def split(parts: Iterable[int], total: int, untaxed: int) -> list[int]:
    """Share the tax-excluded amount of a document between its installments, to the cent.

    Rounding never gathers on the last one: each gets what the sum so far lacks.

    >>> split([600, 600, 600], 1800, 1499)
    [500, 499, 500]
    >>> split([1000], 0, 0)
    [1000]
    """
    shares, seen, given = [], 0, 0
    for part in parts:
        if not total:
            shares.append(part)
            continue
        seen += part
        shares.append(_portion(seen, total, untaxed) - given)
        given += shares[-1]
    return shares


def shares(amount: int, untaxed: int, allocations: Iterable[int]) -> list[int]:
    """Tax-excluded share of each of ``allocations`` on an item of ``amount``.

    The one that settles the item takes the rounding, so that a settled item shows exactly its
    tax-excluded amount.

    >>> shares(180000, 150000, [120000])
    [100000]
    >>> shares(100, 83, [33, 33, 34])
    [27, 27, 29]
    >>> shares(0, 0, [5])
    [5]
    """
    found, settled, given = [], 0, 0
    for allocation in allocations:
        settled += allocation
        if settled == amount:
            share = untaxed - given
        else:
            share = _portion(allocation, amount, untaxed) if amount else allocation
        found.append(share)
        given += share
    return found


def _portion(part: int, whole: int, amount: int) -> int:
    """``amount`` times part / whole, halves rounded up, in whole numbers throughout.

    >>> _portion(1, 2, 5), _portion(1, 2, -5)
    (3, -2)
    """
    return (2 * part * amount + whole) // (2 * whole)
