from collections import defaultdict

from odoo import api, models

from ..ledger.permit import matching
from . import by_hand


class ChosenAmounts:
    """The amounts that a reconcile plan must settle, pair by pair.

    It travels in the context key ``receivables_chosen_amounts``. Being an object, it
    cannot be forged in the context of a remote call: values that are not of this class
    are ignored.
    """

    def __init__(self, rows):
        """:param rows: list of ``ProposalRow``"""
        self.pending = defaultdict(dict)
        for row in rows:
            self.pending[row.debit.id][row.credit.id] = row
        self.reasons = {(row.debit.id, row.credit.id): row.reason for row in rows}
        self.line_ids = {line_id for pair in self.reasons for line_id in pair}
        self.partial_ids = []

    def take(self, line_ids):
        """Return the rows whose two lines are in ``line_ids``, each of them only once."""
        rows = []
        for debit_id in line_ids:
            by_credit = self.pending.get(debit_id, {})
            rows += [
                by_credit.pop(credit_id) for credit_id in [*by_credit] if credit_id in line_ids
            ]
        return rows


class AccountMoveLine(models.Model):
    """Settle the amounts that a proposal chose, through core's reconcile engine."""

    _inherit = "account.move.line"

    def write(self, vals):
        """Write on journal items.

        :raises UserError: what is left of one of a customer would be written by hand
        """
        by_hand.check_left(self, vals)
        return super().write(vals)

    def _reconcile_plan_with_sync(self, plan_list, all_amls):
        """Let core's engine make allocations, which nobody makes beside it."""
        # By the class: core calls this method on the model, without records.
        engine = matching.opened(self)
        return super(AccountMoveLine, engine)._reconcile_plan_with_sync(plan_list, all_amls)

    @api.model
    def _prepare_reconciliation_amls(self, values_list, shadowed_aml_values=None):
        """Settle the chosen amounts instead of the most that both sides allow."""
        chosen = self.env.context.get("receivables_chosen_amounts")
        by_id = {values["aml"].id: values for values in values_list}
        # The entries that core makes on the way (exchange difference, cash basis) are
        # reconciled under the same context: their lines are not ours and follow core.
        if not isinstance(chosen, ChosenAmounts) or not chosen.line_ids.issuperset(by_id):
            return super()._prepare_reconciliation_amls(values_list, shadowed_aml_values)
        results = []
        for row in chosen.take(by_id):
            result = self._prepare_chosen_partial(
                by_id[row.debit.id],
                by_id[row.credit.id],
                row.amount,
                row.currency,
                shadowed_aml_values,
            )
            if result.get("partial_values"):
                results.append(result)
        return results, set()

    @api.model
    def _prepare_chosen_partial(self, debit_values, credit_values, amount, currency, shadowed):
        """Prepare one partial of ``amount``, in ``currency``, that of one of the two lines.

        Core matches the minimum of both residuals: it is shown only ``amount`` of one line,
        then what it took is deducted from what is really left of both.
        """
        debit, credit = dict(debit_values), dict(credit_values)
        capped = credit if credit["aml"].currency_id == currency else debit
        residual = abs(capped["amount_residual_currency"])
        if currency.compare_amounts(amount, residual) < 0:
            company_currency = capped["aml"].company_currency_id
            share = amount / residual
            capped["amount_residual_currency"] = currency.round(
                capped["amount_residual_currency"] * share
            )
            capped["amount_residual"] = company_currency.round(capped["amount_residual"] * share)
        shown = [(debit, dict(debit), debit_values), (credit, dict(credit), credit_values)]
        result = self._prepare_reconciliation_single_partial(debit, credit, shadowed)
        for after, before, values in shown:
            for field in ("amount_residual", "amount_residual_currency"):
                values[field] += after[field] - before[field]
        return result
