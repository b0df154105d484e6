from collections import Counter

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...ledger import asked


class ReceivablesInstallment(models.Model):
    _inherit = "receivables.installment"

    @api.model
    @api.readonly
    def get_totals(self, domain, deduct_credits=False):
        """Totals of all installments of ``domain``, by currency.

        :param list domain: on this model
        :param bool deduct_credits: also take what the customers of these installments have paid
            and not used yet off what is due
        :raises UserError: the domain cannot be understood
        :return: dicts ``{"scheduled", "received", "to_collect", "net_due", "currency_id"}``, in
            that currency; ``marked_as_paid`` of ``to_collect``, if any; ``credits``, if asked, also
            in a currency without installments
        """
        with asked.understood(self.env):
            groups = self._read_group(
                domain,
                ["currency_id"],
                ["amount:sum", "amount_received:sum", "amount_to_collect:sum"],
                order="currency_id",
            )
            credits = self._credits_of(domain) if deduct_credits else {}
            # By the few such invoices: the column of the query would read the invoice of each row.
            # ``any!``: who reads an installment reads ``settled_outside`` on it, and sums no other.
            marked = Domain(domain) & Domain("move_id", "any!", [("settled_outside", "=", True)])
            marked = dict(self._read_group(marked, ["currency_id"], ["amount_to_collect:sum"]))
        known = {currency.id for currency, *_sums in groups}
        alone = self.env["res.currency"].browse(key for key in credits if key not in known)
        totals = []
        for currency, *sums in [*groups, *((each, 0.0, 0.0, 0.0) for each in alone)]:
            scheduled, received, to_collect = map(currency.round, sums)
            row = {
                "currency_id": currency.id,
                "scheduled": scheduled,
                "received": received,
                "to_collect": to_collect,
                "net_due": currency.round(scheduled - received),
            }
            if marked.get(currency):
                row["marked_as_paid"] = currency.round(marked[currency])
            if deduct_credits:
                row["credits"] = credits.get(currency.id, 0.0)
                row["net_due"] = currency.round(row["net_due"] - row["credits"])
            totals.append(row)
        return totals

    @api.model
    def _credits_of(self, domain):
        """What the customers of ``domain`` may still use, ``{currency id: amount above zero}``."""
        totals = Counter()
        for (_partner_id, currency_id), amount in self._credits_by_customer(domain).items():
            totals[currency_id] += amount
        currencies = self.env["res.currency"]
        return {key: currencies.browse(key).round(total) for key, total in totals.items()}

    @api.model
    def _credits_by_customer(self, domain):
        """The same, ``{(customer id, currency id): amount above zero}``."""
        installments = self._search(domain)
        customers = installments.subselect(SQL.identifier(self._table, "partner_id"))
        Line = self.env["account.move.line"]
        open_credits = Line._search(
            Line._receivable_domain()
            & Line._open_domain()
            & Domain("amount_residual_currency", "<", 0)
            & Domain("company_id", "in", self.env.companies.ids)
        )
        open_credits.add_where(
            SQL("%s IN %s", SQL.identifier(open_credits.table, "partner_id"), customers)
        )
        rows = self.env.execute_query(
            SQL(
                "%s GROUP BY 1, 2",
                open_credits.select(
                    SQL.identifier(open_credits.table, "partner_id"),
                    SQL.identifier(open_credits.table, "currency_id"),
                    SQL("-SUM(%s)", SQL.identifier(open_credits.table, "amount_residual_currency")),
                ),
            )
        )
        return {(partner, currency): float(total) for partner, currency, total in rows}

    @api.model
    def _net_due_by_customer(self, domain):
        """What ``get_totals()`` says of each customer, once their credits are deducted.

        :param domain: on this model
        :return: ``{(customer id, currency id): net due}``, of customers with any installment
        """
        groups = self._read_group(
            domain, ["partner_id", "currency_id"], ["amount:sum", "amount_received:sum"]
        )
        due = Counter()
        for partner, currency, scheduled, received in groups:
            due[partner.id, currency.id] = scheduled - received
        for key, amount in self._credits_by_customer(domain).items():
            due[key] -= amount
        return dict(due)
