from odoo import models
from odoo.tools import str2bool

from .sale_order.made import core_invoices


class PaymentTransaction(models.Model):
    """A quotation that is accepted by paying it online: core's own down payment is the deposit."""

    _inherit = "payment.transaction"

    def _check_amount_and_confirm_order(self):
        """Make no deposit invoice where core invoices what was paid right afterwards."""
        # A setting that says what core does next; nothing of it is shown.
        setting = self.env["ir.config_parameter"].sudo().get_param("sale.automatic_invoice")
        core_next = self.filtered(lambda transaction: transaction.state == "done")
        if not str2bool(setting or "False") or not core_next:
            return super()._check_amount_and_confirm_order()
        confirmed = super(
            PaymentTransaction, core_invoices.opened(core_next)
        )._check_amount_and_confirm_order()
        others = self - core_next
        return confirmed | super(PaymentTransaction, others)._check_amount_and_confirm_order()
