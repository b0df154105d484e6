from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

RECEIVABLE_ACCOUNTS = Domain("account_type", "=", "asset_receivable")


class ChosenAmounts:
    """The amounts that a reconcile plan must settle, pair by pair.

    It travels in the context key ``receivables_chosen_amounts``. Being an object, it
    cannot be forged in the context of a remote call: values that are not of this class
    are ignored.
    """

    def __init__(self, rows):
        """:param rows: list of (debit line, credit line, amount, currency, reason)"""
        self.pending = defaultdict(dict)
        for row in rows:
            self.pending[row[0].id][row[1].id] = row
        self.reasons = {(row[0].id, row[1].id): row[4] for row in rows}
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
    _inherit = "account.move.line"

    # === Scope === #

    @api.model
    def _receivable_domain(self):
        """Posted journal items of customer debt: the one definition of scope.

        Charts of accounts differ (411, 413, 416, 4191...): the company may add accounts to
        those of type *Receivable*. For a module to count something else as customer debt,
        it must override this method and return a ``Domain``.
        """
        # Ids, not a join: core's index of open items starts with the account, and would
        # otherwise be read for the product lines of the same customers too. Which accounts
        # are customers' is no secret; the rules on journal items apply as ever.
        # An archived account still has its balance.
        companies = self.env.companies.sudo().with_context(active_test=False)
        accounts = companies.env["account.account"].search(RECEIVABLE_ACCOUNTS)
        accounts |= companies.receivable_account_ids
        return Domain("parent_state", "=", "posted") & Domain("account_id", "in", accounts.ids)

    @api.model
    def _open_receivable_domain(self, partners):
        """Open items of the commercial entities of ``partners``."""
        return (
            self._receivable_domain()
            & self._open_domain()
            & Domain("partner_id", "in", partners.commercial_partner_id.ids)
        )

    @api.model
    def _open_domain(self):
        """Items with something left, in the very words of core's partial index."""
        return Domain("reconciled", "=", False) & Domain("amount_residual_currency", "!=", 0.0)

    @api.model
    def _unallocated_sql(self, alias):
        """SQL of what is left of the payment in the row ``alias``, in its currency, >= 0."""
        lines = self._search(self._receivable_domain())
        lines.add_where(
            SQL("%s = %s", SQL.identifier(lines.table, "payment_id"), SQL.identifier(alias, "id"))
        )
        residual = self._field_to_sql(lines.table, "amount_residual_currency", lines)
        return SQL("(%s)", lines.select(SQL("GREATEST(-COALESCE(SUM(%s), 0), 0)", residual)))

    @api.depends_context("receivables_document_names")
    def _compute_display_name(self):
        """In the grids of this module an item is named by its document and due date."""
        if not self.env.context.get("receivables_document_names"):
            return super()._compute_display_name()
        for line in self:
            name = line.move_name or line.move_id.display_name or ""
            terms = line.move_id.line_ids.filtered(lambda l: l.display_type == "payment_term")
            if len(terms) > 1 and line.date_maturity:
                name = f"{name} ({format_date(self.env, line.date_maturity)})"
            line.display_name = name

    def action_open_document(self):
        """Open the document behind an item: the payment, else the invoice or entry."""
        self.ensure_one()
        document = self.payment_id or self.move_id
        return document._get_records_action()

    # === Reconcile engine === #

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
        for debit, credit, amount, currency, _reason in chosen.take(by_id):
            result = self._prepare_chosen_partial(
                by_id[debit.id], by_id[credit.id], amount, currency, shadowed_aml_values
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
