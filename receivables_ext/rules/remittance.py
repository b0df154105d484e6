"""What is taken to the bank: how cash is counted, and which credit of the bank it becomes."""

DIGITS = (5, 2, 1)
HIGHEST, LOWEST = 2, -3
"""Powers of ten: notes of 500 down to coins of a thousandth."""


def denominations(per_unit: int) -> list[int]:
    """Values of the notes and coins in which people count, the highest first.

    :param per_unit: units of the currency's rounding in 1.00 of the currency
    :return: in units of the currency's rounding: 500, 200, 100, 50 … down to the smallest coin

    >>> denominations(100)[:3], denominations(100)[-3:], len(denominations(100))
    ([50000, 20000, 10000], [5, 2, 1], 15)

    Where cash is rounded to 0.05, there is no smaller coin; without decimals, none below 1:

    >>> denominations(20)[-3:], denominations(1)[-3:]
    ([4, 2, 1], [5, 2, 1])
    """
    found = []
    for power in range(HIGHEST, LOWEST - 1, -1):
        for digit in DIGITS:
            units, rest = divmod(digit * per_unit * 10 ** max(power, 0), 10 ** max(-power, 0))
            if not rest:
                found.append(units)
    return found


def cleared(credited: int, standing: int, returned: int) -> str:
    """What of a slip a credit of the bank clears: ``all``, ``standing``, or nothing.

    A bank credits the whole slip and takes back what it returns, or leaves that out at once.

    :param credited: by the bank, in units of the currency
    :param standing: what waits of the payments that were not returned
    :param returned: what waits of those that were

    >>> cleared(100000, 90000, 10000), cleared(90000, 90000, 10000), cleared(90000, 90000, 0)
    ('all', 'standing', 'all')
    >>> cleared(95000, 90000, 10000), cleared(0, 0, 0), cleared(10000, 0, 10000)
    ('', '', 'all')
    """
    if credited <= 0:
        return ""
    if credited == standing + returned:
        return "all"
    return "standing" if credited == standing else ""
