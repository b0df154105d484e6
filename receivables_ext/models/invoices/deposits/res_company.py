from odoo import fields, models

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
