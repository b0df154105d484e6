"""How little of an amount may be written off without anybody who invoices."""


def tolerated(total: int, most: int, percentage: float) -> int:
    """What may be left of ``total``, all three of one currency.

    :param total: what is due, in units of the rounding of the currency, zero or more
    :param most: the amount that is tolerated, zero: none is given
    :param percentage: of the total that is tolerated, zero: none is given
    :return: the smaller of those that are given, zero when none is

    >>> tolerated(1_000_00, 5_00, 0)
    500
    >>> tolerated(1_000_00, 5_00, 0.1), tolerated(1_000_00, 0, 0.1), tolerated(1_000_00, 0, 0)
    (100, 100, 0)

    A part of a unit is not tolerated:

    >>> tolerated(199, 0, 1)
    1
    """
    given = [most] if most else []
    if percentage:
        given.append(int(total * percentage / 100))
    return min(given, default=0)
