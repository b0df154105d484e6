from collections import Counter

from odoo import api, models
from odoo.tools import SQL

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
PAYMENT_COLUMNS = ("payment_method_line_id", "instrument_number", "memo", "payment_type")


class ReceivablesStatementMovement(models.AbstractModel):
    """The movements of customers over a period, and their balances before it.

    **How it works**: one query for the balances before the period, one for its items; then the
    amounts that left one currency (or customer) for another because, say, an invoice in dollars
    was settled by a payment in euros. So the balance in each currency is what is open in it on
    that day, which the items alone would not say.
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
        openings = self._openings(request, entity_ids)
        rows = self._documents(request, entity_ids)
        totals = Counter(openings)
        for row in rows:
            totals[row["key"]] += row["units"]
        keys = totals.keys() | open_totals.keys()
        # Few customers have such matches: who has none is not looked at, which halves the time.
        converted = self._entities_of_conversions(request) | {
            key[0] for key in keys if totals[key] != open_totals.get(key, 0)
        }
        if entity_ids is not None:
            converted &= set(entity_ids)
        if converted:
            self._add(request, openings, rows, self._conversions(request, list(converted)))
        return openings, rows

    @api.model
    def _add(self, request, openings, rows, extra):
        """Add rows of any day: to the balances before the period, or to the rows of the period."""
        start = request.date_from
        for row in extra:
            if start and row["date"] < start:
                openings[row["key"]] = openings.get(row["key"], 0) + row["units"]
            else:
                rows.append(row)
        # Stable: the documents of a day keep their order, what they brought about comes after.
        rows.sort(key=lambda row: (row["key"], row["date"]))

    # === Queries === #

    @api.model
    def _entity_query(self, request, entity_ids):
        """The items of the request: a query, and SQL of the commercial entity of an item."""
        query = self.env["account.move.line"]._search(request._lines_domain(entity_ids))
        partner = query.join(query.table, "partner_id", "res_partner", "id", "partner_id")
        return query, SQL.identifier(partner, "commercial_partner_id")

    def _openings(self, request, entity_ids):
        if not request.date_from:
            return {}
        query, entity = self._entity_query(request, entity_ids)
        currency, date, amount = self._columns(
            query.table, "currency_id", "date", "amount_currency"
        )
        query.add_where(SQL("%s < %s", date, request.date_from))
        totals = query.select(entity, currency, SQL("SUM(%s)", amount))
        rows = self.env.execute_query(SQL("%s GROUP BY %s, %s", totals, entity, currency))
        units = self.env["receivables.statement.unit"]._by_currency()
        return {
            (entity_id, currency_id): units(amount, currency_id)
            for entity_id, currency_id, amount in rows
        }

    def _documents(self, request, entity_ids):
        """One row for each document: the installments of an invoice are one movement."""
        query, entity = self._entity_query(request, entity_ids)
        columns = self._columns(query.table, *LINE_COLUMNS)
        if request.date_from:
            query.add_where(SQL("%s >= %s", columns[1], request.date_from))
        payment = query.left_join(query.table, "payment_id", "account_payment", "id", "payment_id")
        query.order = SQL(", ").join([entity, *columns[:4]])
        columns += self._columns(payment, *PAYMENT_COLUMNS)
        units = self.env["receivables.statement.unit"]._by_currency()
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

    def _entities_of_conversions(self, request):
        """Ids of the commercial entities with matches between two currencies."""
        # Which customers to look at; what they are shown is read under the rules of the user.
        matches = self.env["account.partial.reconcile"].sudo()
        query = matches._search(
            [("company_id", "in", self.env.companies.ids), ("max_date", "<=", request.date_to)]
        )
        debit_currency, credit_currency, debit_amount, credit_amount = self._columns(
            query.table,
            "debit_currency_id",
            "credit_currency_id",
            "debit_amount_currency",
            "credit_amount_currency",
        )
        query.add_where(
            SQL(
                "(%s != %s OR %s != %s)",
                debit_currency,
                credit_currency,
                debit_amount,
                credit_amount,
            )
        )
        entities = []
        for side in ("debit", "credit"):
            line = query.join(query.table, f"{side}_move_id", "account_move_line", "id", side)
            partner = query.left_join(line, "partner_id", "res_partner", "id", "partner")
            entities.append(SQL.identifier(partner, "commercial_partner_id"))
        rows = self.env.execute_query(query.select(*entities))
        return {entity_id for row in rows for entity_id in row}

    def _conversions(self, request, entity_ids):
        """Amounts that matching took from one currency or customer and gave to another.

        They are dated as the match is: the later of its two items. Matching within one
        currency and customer changes no balance, and is no movement.
        """
        units = self.env["receivables.statement.unit"]._by_currency()
        describe = self.env["receivables.statement.wording"]._conversion_describer()
        rows = []
        for side, other, sign in (("debit", "credit", -1), ("credit", "debit", 1)):
            for (
                entity_id,
                currency_id,
                date,
                move_id,
                amount,
                number,
                other_number,
            ) in self.env.execute_query(self._conversion_sql(request, entity_ids, side, other)):
                rows.append(
                    {
                        "key": (entity_id, currency_id),
                        "date": date,
                        "reference": number,
                        "description": describe(other_number),
                        "units": sign * units(amount, currency_id),
                        "move_id": move_id,
                        "line_ids": [],
                    }
                )
        return rows

    def _conversion_sql(self, request, entity_ids, side, other):
        """SQL of the matches that change the balance of the items on their ``side``."""
        query, entity = self._entity_query(request, entity_ids)
        line = query.table
        match = query.join(line, "id", "account_partial_reconcile", f"{side}_move_id", "match")
        # Only the number of the item on the other side is read, and it is on the own one's too.
        other_line = query.join(match, f"{other}_move_id", "account_move_line", "id", "other")
        other_partner = query.left_join(other_line, "partner_id", "res_partner", "id", "partner")
        amount, other_amount, currency, other_currency, date, match_id = self._columns(
            match,
            f"{side}_amount_currency",
            f"{other}_amount_currency",
            f"{side}_currency_id",
            f"{other}_currency_id",
            "max_date",
            "id",
        )
        query.add_where(SQL("%s <= %s", date, request.date_to))
        query.add_where(
            SQL(
                "(%s != %s OR %s != %s OR %s IS DISTINCT FROM %s)",
                currency,
                other_currency,
                amount,
                other_amount,
                entity,
                SQL.identifier(other_partner, "commercial_partner_id"),
            )
        )
        query.order = SQL("%s, %s", date, match_id)
        return query.select(
            entity,
            currency,
            date,
            *self._columns(line, "move_id"),
            amount,
            *self._columns(line, "move_name"),
            *self._columns(other_line, "move_name"),
        )

    @api.model
    def _columns(self, table, *names):
        return [SQL.identifier(table, name) for name in names]
