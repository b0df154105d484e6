from odoo import api, fields, models

from ..ledger import roles


class AccountPayment(models.Model):
    """What the customer should have paid already, while a payment is entered."""

    _inherit = "account.payment"

    customer_late = fields.Monetary(
        string="Late of the customer",
        compute="_compute_customer_late",
        currency_field="company_currency_id",
        groups=roles.READERS,
        help="What is left of the installments whose due date is past, in the currency of the "
        "company.",
    )

    @api.depends("partner_id", "company_id")
    def _compute_customer_late(self):
        for payment in self:
            customer = payment.partner_id.with_company(payment.company_id)
            payment.customer_late = customer.amount_late
