from odoo import fields, models


class ResCompany(models.Model):
    """Which discounts are granted when a customer pays."""

    _inherit = "res.company"

    discount_enabled = fields.Boolean(
        string="Grant discounts",
        help="A first payment that is below what is due may close the invoice: the difference is "
        "granted as an early payment discount, whatever its percentage.",
    )
    discount_grace_days = fields.Integer(
        string="Days of grace",
        help="How many days after its last day a discount is still granted. A customer may have "
        "other terms.",
    )

    _discount_grace_days_positive = models.Constraint(
        "CHECK (discount_grace_days >= 0)",
        "The days of grace cannot be below zero: enter zero to grant none.",
    )
