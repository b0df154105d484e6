"""Amounts of money as whole units of the rounding of their currency: exact to add up.

The one conversion, for every amount that this module adds up, compares or shares out.
"""


def to_units(amount: float, rounding: float) -> int:
    """``amount`` in whole units of ``rounding``, the smallest amount of its currency.

    >>> to_units(19.99, 0.01), to_units(-0.05, 0.05), to_units(1500, 1)
    (1999, -1, 1500)

    What floating point adds is lost: three times a tenth are thirty cents.

    >>> to_units(0.1 + 0.1 + 0.1, 0.01)
    30
    """
    return round(amount / rounding)


def to_amount(units: int, rounding: float, digits: int) -> float:
    """The amount of ``units``, with the decimals of the currency.

    >>> to_amount(1999, 0.01, 2), to_amount(-1, 0.05, 2), to_amount(1500, 1, 0)
    (19.99, -0.05, 1500)
    """
    return round(units * rounding, digits)
