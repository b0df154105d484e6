from odoo import api, fields, models
from odoo.tools import groupby

from ...ledger import roles


class AccountPayment(models.Model):
    """What is known of the customer while a payment is entered: what they owe and can use."""

    _inherit = "account.payment"

    customer_pending = fields.Monetary(
        string="Owed by the customer",
        compute="_compute_customer_figures",
        currency_field="company_currency_id",
        groups=roles.READERS,
        help="What is still to collect of the customer, in the currency of the company.",
    )
    customer_to_use = fields.Monetary(
        string="To use by the customer",
        compute="_compute_customer_figures",
        currency_field="company_currency_id",
        groups=roles.READERS,
        help="Payments and credit notes of the customer that are not used yet, in the currency of "
        "the company.",
    )

    @api.depends("partner_id", "company_id")
    def _compute_customer_figures(self):
        """The figures of the customers, as their own forms show them."""
        for company, payments in groupby(self, key=lambda payment: payment.company_id):
            payments = self.browse().concat(*payments)
            # All customers at once, in the company of the payments.
            payments.partner_id.with_company(company).mapped("amount_pending")
            for payment in payments:
                customer = payment.partner_id.with_company(company)
                payment.customer_pending = customer.amount_pending
                payment.customer_to_use = customer.amount_to_use

    def action_use_credits(self):
        """Settle what the customer has open with their credits; propose this draft on the rest."""
        self.ensure_one()
        customer = self.partner_id.commercial_partner_id
        result = customer.with_company(self.company_id).action_allocate_credits()
        if "manual" not in self.allocation_line_ids.mapped("reason"):
            self.action_propose_allocation()
        return result
