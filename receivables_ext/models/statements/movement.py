from collections import Counter

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..ledger.units import to_units_by_id
from .wording import PAYMENT_COLUMNS

FEW = 200

LINE_COLUMNS = (
    "currency_id",
    "date",
    "move_id",
    "id",
    "amount_currency",
    "display_type",
    "move_name",
    "ref",
    "name",
)


class ReceivablesStatementMovement(models.AbstractModel):
    """The movements of customers over a period, and their balances before it.

    **How it works**: one query for the items of the period; then the amounts that left one
    currency (or customer) for another because, say, an invoice in dollars was settled by a payment
    in euros. So the balance in each currency is what is open in it, on any day. The balance before
    the period is thus what is open at its end less what moved in between: no past is added up.
    """

    _name = "receivables.statement.movement"
    _description = "Movements of a statement of account"

    @api.model
    def _find(self, request, entity_ids, open_totals):
        """Find what a statement of activity says.

        :param request: ``receivables.statement``
        :param entity_ids: ids of commercial entities; None for all
        :param open_totals: what is open on the last day, as {key: units}
        :return: balances before the period as {key: units}, and the rows of the period, sorted.
            A key is (id of the commercial entity, id of the currency); ``units`` of a row are
            above zero for debits.
        """
        rows = self._documents(request, entity_ids)
        if converted := self._converted(request, entity_ids):
            rows += self.env["receivables.statement.conversion"]._find(request, converted)
            self._sort(rows)
        openings = Counter(open_totals if request.date_from else ())
        for row in rows:
            if request.date_from:
                openings[row["key"]] -= row["units"]
        return openings, rows

    def _converted(self, request, entity_ids):
        """Ids of the commercial entities to look at for conversions: few have any.

        For a batch of customers it is quicker to look at all.
        """
        if entity_ids is not None and len(entity_ids) <= FEW:
            return entity_ids
        found = self.env["receivables.statement.conversion"]._entities(request)
        return list(found if entity_ids is None else found & set(entity_ids))

    @api.model
    def _add(self, request, openings, rows, extra):
        """Add rows of any day: to the balances before the period, or to the rows of the period."""
        start = request.date_from
        for row in extra:
            if start and row["date"] < start:
                openings[row["key"]] = openings.get(row["key"], 0) + row["units"]
            else:
                rows.append(row)
        self._sort(rows)

    def _sort(self, rows):
        # Stable: the documents of a day keep their order, what they brought about comes after.
        rows.sort(key=lambda row: (row["key"], row["date"]))

    # === Queries === #

    @api.model
    def _entity_query(self, request, entity_ids, domain=Domain.TRUE):
        """The items of the request: a query, and SQL of the commercial entity of an item."""
        query = self.env["account.move.line"]._search(request._lines_domain(entity_ids) & domain)
        partner = query.join(query.table, "partner_id", "res_partner", "id", "debtor")
        return query, SQL.identifier(partner, "commercial_partner_id")

    def _documents(self, request, entity_ids):
        """One row for each document: the installments of an invoice are one movement."""
        query, entity = self._entity_query(request, entity_ids)
        columns = self._columns(query.table, *LINE_COLUMNS)
        if request.date_from:
            query.add_where(SQL("%s >= %s", columns[1], request.date_from))
        payment = query.left_join(query.table, "payment_id", "account_payment", "id", "money")
        query.order = SQL(", ").join([entity, *columns[:4]])
        columns += self._columns(payment, *PAYMENT_COLUMNS)
        units = to_units_by_id(self.env)
        describe = self.env["receivables.statement.wording"]._describer()
        rows, last = [], None
        for (
            entity_id,
            currency_id,
            date,
            move_id,
            line_id,
            amount,
            *words,
        ) in self.env.execute_query(query.select(entity, *columns)):
            amount = units(amount, currency_id)
            if not amount:  # exchange differences have none in their currency
                continue
            kind, number, *words = words
            group = kind == "payment_term" and (entity_id, currency_id, move_id, amount > 0)
            if group and group == last:
                rows[-1]["units"] += amount
                rows[-1]["line_ids"].append(line_id)
                continue
            last = group
            rows.append(
                {
                    "key": (entity_id, currency_id),
                    "date": date,
                    "reference": number,
                    "description": describe(kind, amount > 0, *words),
                    "units": amount,
                    "move_id": move_id,
                    "line_ids": [line_id],
                }
            )
        return rows

    @api.model
    def _columns(self, table, *names):
        return [SQL.identifier(table, name) for name in names]
