from odoo import api, models


class ReceivablesStatementUnit(models.AbstractModel):
    """Amounts of statements in whole units of their currency, exact to add up."""

    _name = "receivables.statement.unit"
    _description = "Units of the amounts of statements"

    @api.model
    def _by_currency(self):
        """A function of an amount and the id of its currency, which returns whole units.

        Statements have many rows and few currencies: each currency is read once.
        """
        roundings = {}

        def units(amount, currency_id):
            rounding = roundings.get(currency_id)
            if rounding is None:
                currency = self.env["res.currency"].browse(currency_id)
                rounding = roundings[currency_id] = currency.rounding
            return round(amount / rounding)

        return units

    @api.model
    def _amounts(self, currency):
        """A function of whole units of ``currency``, which returns the amount."""
        rounding, digits = currency.rounding, currency.decimal_places
        return lambda units: round(units * rounding, digits)
