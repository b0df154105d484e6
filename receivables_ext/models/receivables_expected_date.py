from odoo import api, models
from odoo.fields import Domain


class ReceivablesExpectedDate(models.AbstractModel):
    """When the money of an installment should come in, which its contract does not say."""

    _name = "receivables.expected.date"
    _description = "Expected date of installments"

    @api.model
    def _of(self, lines):
        """Day by which each of ``lines`` should be collected, as ``{line id: date}``.

        First of: the day of the payments scheduled for it, the day from which the bank pays the
        cheques and bills that settled it, its due date. Of several such days, the last one: only
        then is all of it there. It depends on no other day, so the past is expected in the past.
        """
        dates = {line.id: line.date_maturity for line in lines}
        dates |= self._instrument_dates(lines)
        return dates | self._scheduled_dates(lines)

    @api.model
    def _scheduled_dates(self, lines):
        plan = self.env["receivables.allocation.line"].search_fetch(
            Domain("line_id", "in", lines.ids)
            & Domain("payment_id.collection_state", "=", "scheduled")
        )
        return self._last_dates(
            (planned.line_id.id, planned.payment_id.scheduled_date) for planned in plan
        )

    @api.model
    def _instrument_dates(self, lines):
        partials = self.env["account.partial.reconcile"].search_fetch(
            Domain("debit_move_id", "in", lines.ids)
            & Domain("credit_move_id.payment_id.instrument_due_date", "!=", False)
        )
        return self._last_dates(
            (partial.debit_move_id.id, partial.credit_move_id.payment_id.instrument_due_date)
            for partial in partials
        )

    @api.model
    def _last_dates(self, pairs):
        dates = {}
        for line_id, day in pairs:
            dates[line_id] = max(day, dates.get(line_id, day))
        return dates
