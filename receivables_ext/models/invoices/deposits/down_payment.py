from odoo import models


class SaleAdvancePaymentInv(models.TransientModel):
    """A deposit is a debt to the customer, not a sale: account 4191 in France."""

    _inherit = "sale.advance.payment.inv"

    def _get_down_payment_account(self, product):
        """The account that the chart of accounts has for it, before the income of the product.

        Core asks only where the company chose none. Its charts have such an account, and keep it
        where only companies that are made later find it.
        """
        Default = self.env["ir.default"].sudo()  # of the charts: read, and shown on the invoice
        for company in self.company_id.parent_ids[::-1]:
            account = Default._get("res.company", "downpayment_account_id", company_id=company.id)
            if account:
                return self.env["account.account"].browse(account)
        return super()._get_down_payment_account(product)
