from odoo import api, fields, models

from ...ledger.asked import with_amounts

POLICIES = [("validate", "Made and validated"), ("draft", "Made and left draft")]


class ResCompany(models.Model):
    """The deposit that quotations ask when nobody says otherwise, and what is made of it."""

    _inherit = "res.company"

    deposit_percentage = fields.Float(
        string="Deposit asked",
        digits=(5, 2),
        help="Part of the total that new quotations ask as a deposit, in percent. 0: none. "
        "A customer may have another one.",
    )
    deposit_invoice_policy = fields.Selection(
        POLICIES,
        string="Deposit invoices",
        default="validate",
        required=True,
        help="What is done when a quotation that asks a deposit is accepted.",
    )

    _deposit_percentage_within_total = models.Constraint(
        "CHECK (deposit_percentage IS NULL OR deposit_percentage BETWEEN 0 AND 100)",
        "Give a deposit of 0 to 100 %: 0 asks none.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Create companies.

        :raises UserError: the deposit asked is no number
        """
        read = [with_amounts(self.env, vals, "deposit_percentage") for vals in vals_list]
        return super().create(read)

    def write(self, vals):
        """Write on companies.

        :raises UserError: the deposit asked is no number
        """
        return super().write(with_amounts(self.env, vals, "deposit_percentage"))
