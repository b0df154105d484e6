from odoo import api, fields, models

from ..ledger.asked import with_amounts

COUNTED = ("value", "number")


class ReceivablesRemittanceCash(models.Model):
    """How many notes or coins of one value are taken to the bank."""

    _name = "receivables.remittance.cash"
    _description = "Notes and coins of a remittance"
    _order = "remittance_id, value desc, id"
    _rec_name = "value"

    remittance_id = fields.Many2one(
        "receivables.remittance", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="remittance_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="remittance_id.currency_id")
    value = fields.Monetary(
        string="Note or coin", required=True, help="In the currency of the slip, above zero."
    )
    number = fields.Integer(string="Count")
    amount = fields.Monetary(
        compute="_compute_amount", help="In the currency of the slip: value times number."
    )

    _value_once = models.UniqueIndex(
        "(remittance_id, value)", "Each note or coin has one row: change its number."
    )
    _counted = models.Constraint(
        "CHECK (value > 0 AND number BETWEEN 0 AND 1000000)",
        "Count from zero to a million notes or coins, of a value above zero.",
    )

    @api.depends("value", "number")
    def _compute_amount(self):
        for row in self:
            row.amount = row.value * row.number

    @api.model_create_multi
    def create(self, vals_list):
        """Count.

        :raises UserError: the slip was remitted, or a value is no number
        """
        rows = super().create([with_amounts(self.env, vals, *COUNTED) for vals in vals_list])
        rows.remittance_id._check_draft()
        return rows

    def write(self, vals):
        """Count again.

        :raises UserError: the slip was remitted, or a value is no number
        """
        self.remittance_id._check_draft()
        result = super().write(with_amounts(self.env, vals, *COUNTED))
        self.remittance_id._check_draft()
        return result

    def unlink(self):
        """Take rows away.

        :raises UserError: the slip was remitted
        """
        self.remittance_id._check_draft()
        return super().unlink()
