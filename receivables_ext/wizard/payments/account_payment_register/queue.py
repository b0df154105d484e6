from odoo import models


class AccountPaymentRegister(models.TransientModel):
    """Invoices of the list are paid one after the other, each in its own dialog."""

    _inherit = "account.payment.register"

    def _next_in_queue(self):
        """Open the dialog of the next invoice to pay, or close this one."""
        invoices = self.env["account.move"].browse(self.env.context.get("receivables_queue", []))
        invoices = invoices.exists().filtered(lambda move: move._is_open_customer_invoice())
        if invoices:
            return invoices.action_pay_one_by_one()
        return {"type": "ir.actions.act_window_close"}

    def action_skip(self):
        """Leave this invoice for later and go to the next one."""
        return self._next_in_queue()
