from odoo import models

from ...models.ledger.asked import read_amount


class AccountPaymentRegister(models.TransientModel):
    """Installments that a person selected one by one are paid whole, whenever they are due.

    Of an item that an agreement cut into parts, only the parts that were selected.
    """

    _inherit = "account.payment.register"

    def _get_total_amounts_to_pay(self, batch_results):
        """Ask for all of them, where core asks for the next one of each document."""
        totals = super()._get_total_amounts_to_pay(batch_results)
        if self.env.context.get("receivables_whole_installments"):
            totals["amount_by_default"] = totals["full_amount"]
            totals["amount_for_difference"] = totals["full_amount_for_difference"]
            totals["lines"] = self.line_ids
            parts = self.env.context.get("receivables_parts_amount")
            if parts and len(batch_results) == 1:
                parts = read_amount(self.env, parts)
                totals["amount_by_default"] = min(parts, totals["full_amount"])
        return totals
