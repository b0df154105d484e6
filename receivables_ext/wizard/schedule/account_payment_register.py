from odoo import models


class AccountPaymentRegister(models.TransientModel):
    """Installments that a person selected one by one are paid whole, whenever they are due."""

    _inherit = "account.payment.register"

    def _get_total_amounts_to_pay(self, batch_results):
        """Ask for all of them, where core asks for the next one of each document."""
        totals = super()._get_total_amounts_to_pay(batch_results)
        if self.env.context.get("receivables_whole_installments"):
            totals["amount_by_default"] = totals["full_amount"]
            totals["amount_for_difference"] = totals["full_amount_for_difference"]
            totals["lines"] = self.line_ids
        return totals
