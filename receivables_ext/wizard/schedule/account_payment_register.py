from odoo import fields, models

from ...models.ledger.asked import read_amount
from ...models.schedule.shares import asked_next


class AccountPaymentRegister(models.TransientModel):
    """Installments that a person selected one by one are paid whole, whenever they are due.

    Of an item that an agreement cut into parts, only the parts that were selected; of an invoice,
    what is due by the agreement, else its next part.
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
        elif part := self._agreed_part(batch_results, totals):
            totals["amount_by_default"] = totals["amount_for_difference"] = part
            totals["installment_mode"] = "next"
            totals["lines"] = batch_results[0]["lines"]
        return totals

    def _agreed_part(self, batch_results, totals):
        """What an agreement asks for next of one invoice, where it is less than all of it."""
        lines = self.env["account.move.line"].union(*(batch["lines"] for batch in batch_results))
        is_one = len(batch_results) == len(lines.move_id) == 1
        if not is_one or totals["epd_applied"] or lines.currency_id != self.currency_id:
            return 0.0
        part = asked_next(lines, fields.Date.context_today(self))
        return part if self.currency_id.compare_amounts(part, totals["full_amount"]) < 0 else 0.0
