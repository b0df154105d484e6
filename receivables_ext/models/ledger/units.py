"""Amounts of a currency of Odoo in whole units of its rounding: see ``rules/units.py``."""

from ...rules import units


def to_units(amount, currency):
    """``amount``, in ``currency``, in whole units of its rounding.

    :param float amount: above or below zero
    :param currency: one ``res.currency``
    :return: int
    """
    return units.to_units(amount, currency.rounding)


def to_amount(count, currency):
    """The amount, in ``currency``, of ``count`` units of its rounding.

    :param int count: above or below zero
    :return: float, rounded as the currency is
    """
    return units.to_amount(count, currency.rounding, currency.decimal_places)


def to_units_by_id(env):
    """A function of an amount and the id of its currency, which returns whole units.

    For thousands of rows and few currencies: each currency is read once.
    """
    roundings = {}

    def of_currency(amount, currency_id):
        rounding = roundings.get(currency_id)
        if rounding is None:
            rounding = roundings[currency_id] = env["res.currency"].browse(currency_id).rounding
        return round(amount / rounding)  # units.to_units(), without a call for each row

    return of_currency


def to_amounts_of(currency):
    """A function of whole units of ``currency``, which returns the amount, for many rows."""
    rounding, digits = currency.rounding, currency.decimal_places
    return lambda count: round(count * rounding, digits)  # units.to_amount(), as above
