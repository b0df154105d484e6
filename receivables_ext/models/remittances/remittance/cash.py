from odoo import api, fields, models
from odoo.fields import Command

from ....rules import remittance as rule
from ...ledger.units import to_amount, to_units


class ReceivablesRemittance(models.Model):
    """Cash is counted by notes and coins, which the bank does too."""

    _inherit = "receivables.remittance"

    is_cash = fields.Boolean(compute="_compute_is_cash")
    cash_ids = fields.One2many(
        "receivables.remittance.cash",
        "remittance_id",
        string="Notes and coins",
        compute="_compute_cash_ids",
        store=True,
        readonly=False,
        copy=False,
    )
    amount_counted = fields.Monetary(
        string="Counted",
        compute="_compute_amount_counted",
        help="In the currency of the slip: what the notes and coins make.",
    )

    @api.depends("means_id")
    def _compute_is_cash(self):
        for remittance in self:
            remittance.is_cash = remittance._is_cash()

    @api.depends("means_id", "journal_id")
    def _compute_cash_ids(self):
        """A row for each note and coin of the currency; others can be added."""
        for remittance in self:
            currency = remittance.currency_id
            if not remittance._is_cash() and remittance.cash_ids:
                remittance.cash_ids = [Command.clear()]
            elif remittance._is_cash() and currency and not remittance.cash_ids:
                remittance.cash_ids = [
                    Command.create({"value": to_amount(units, currency), "number": 0})
                    for units in rule.denominations(to_units(1.0, currency))
                ]

    @api.depends("cash_ids.value", "cash_ids.number")
    def _compute_amount_counted(self):
        for remittance in self:
            remittance.amount_counted = sum(remittance.cash_ids.mapped("amount"))
