from odoo import api, models
from odoo.tools import SQL


class ReceivablesStatementConversion(models.AbstractModel):
    """Amounts that matching took from one currency or customer and gave to another.

    An invoice in dollars settled by a payment in euros leaves no debt in dollars and no credit in
    euros, although the items alone would say so.
    """

    _name = "receivables.statement.conversion"
    _description = "Matches of a statement across currencies"

    @api.model
    def _entities(self, request):
        """Ids of the commercial entities with matches between two currencies."""
        # Which customers to look at; what they are shown is read under the rules of the user.
        matches = self.env["account.partial.reconcile"].sudo()
        query = matches._search(
            [("company_id", "in", self.env.companies.ids), ("max_date", "<=", request.date_to)]
        )
        columns = self.env["receivables.statement.movement"]._columns
        debit_currency, credit_currency, debit_amount, credit_amount = columns(
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
        return {entity_id for row in rows for entity_id in row if entity_id}

    @api.model
    def _find(self, request, entity_ids):
        """Amounts that matching took from one currency or customer and gave to another.

        They are dated as the match is: the later of its two items. Matching within one
        currency and customer changes no balance, and is no movement.
        """
        units = self.env["receivables.statement.unit"]._by_currency()
        describe = self.env["receivables.statement.wording"]._conversion_describer()
        rows = []
        for side, against, sign in (("debit", "credit", -1), ("credit", "debit", 1)):
            query = self._query(request, entity_ids, side, against)
            for entity_id, currency_id, *match in self.env.execute_query(query):
                match_id, date, move_id, amount, number, other_number = match
                rows.append(
                    {
                        "key": (entity_id, currency_id),
                        "date": date,
                        "reference": number,
                        "description": describe(other_number),
                        "units": sign * units(amount, currency_id),
                        "move_id": move_id,
                        "line_ids": [],
                        "match_id": match_id,
                    }
                )
        return rows

    def _query(self, request, entity_ids, side, other):
        """SQL of the matches that change the balance of the items on their ``side``."""
        movements = self.env["receivables.statement.movement"]
        columns = movements._columns
        query, entity = movements._entity_query(request, entity_ids)
        line = query.table
        match = query.join(line, "id", "account_partial_reconcile", f"{side}_move_id", "match")
        # Only the number of the item on the other side is read, and it is on the own one's too.
        other_line = query.join(match, f"{other}_move_id", "account_move_line", "id", "other")
        other_partner = query.left_join(other_line, "partner_id", "res_partner", "id", "partner")
        amount, other_amount, currency, other_currency, date, match_id = columns(
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
            match_id,
            date,
            *columns(line, "move_id"),
            amount,
            *columns(line, "move_name"),
            *columns(other_line, "move_name"),
        )
