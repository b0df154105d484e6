"""Amounts that matching took from one currency or customer and gave to another.

An invoice in dollars settled by a payment in euros leaves no debt in dollars and no credit in
euros, although the items alone would say so. So does one settled at another station, on a
statement of one station.
"""

from datetime import date

from odoo.fields import Domain
from odoo.tools import SQL

from ..ledger.units import to_units_by_id
from .items import column_names, entity_query
from .rows import Movement


def entities_with_matches(request):
    """Ids of the entities with matches of the period that leave an account, or enter one."""
    env = request.env
    # Which customers to look at; what they are shown is read under the rules of the user.
    matches = env["account.partial.reconcile"].sudo()
    query = matches._search(
        Domain("company_id", "child_of", request.company_id.sudo().root_id.id)
        & Domain("max_date", "<=", request.date_to)
        & Domain("max_date", ">=", request.date_from or date.min)
    )
    (debtor, debit), (creditor, credit) = (
        match_side(
            request,
            query,
            query.table,
            side,
            query.join(query.table, f"{side}_move_id", "account_move_line", "id", side),
        )
        for side in ("debit", "credit")
    )
    query.add_where(SQL("%s IS DISTINCT FROM %s", debit, credit))
    rows = env.execute_query(query.select(debtor, creditor))
    return {entity_id for row in rows for entity_id in row if entity_id}


def match_side(request, query, match, side, line):
    """One side of a match: SQL of its commercial entity, and of what it settles and where.

    A match changes no balance when both sides are the same: in one currency, of one customer
    and on this statement, which leaves out other stations, and branches out of sight.
    """
    columns = column_names
    partner = query.left_join(line, "partner_id", "res_partner", "id", "partner")
    (entity,) = columns(partner, "commercial_partner_id")
    here = SQL("%s = ANY(%s)", *columns(line, "company_id"), request.env.companies.ids)
    if request.station_id:
        move = query.join(line, "move_id", "account_move", "id", "entry")
        (station,) = columns(move, "station_id")
        here = SQL("%s AND %s IS NOT DISTINCT FROM %s", here, station, request.station_id.id)
    settled = columns(match, f"{side}_currency_id", f"{side}_amount_currency")
    return entity, SQL("ROW(%s, %s, %s, %s)", entity, *settled, here)


def find_foreign_matches(request, entity_ids):
    """Amounts of the period that matching took from one currency or customer to another.

    They are dated as the match is: the later of its two items. Matching within one
    currency and customer changes no balance, and is no movement.
    """
    env = request.env
    units = to_units_by_id(env)
    describe = foreign_match_describer(env)
    rows = []
    for side, against, sign in (("debit", "credit", -1), ("credit", "debit", 1)):
        query = foreign_matches_query(request, entity_ids, side, against)
        for entity_id, currency_id, *match in env.execute_query(query):
            match_id, day, move_id, amount, number, other_number = match
            if amount := units(amount, currency_id):
                rows.append(
                    Movement(
                        key=(entity_id, currency_id),
                        date=day,
                        reference=number,
                        description=describe(other_number),
                        units=sign * amount,
                        move_id=move_id,
                        match_id=match_id,
                    )
                )
    return rows


def foreign_matches_query(request, entity_ids, side, other):
    """SQL of the matches that change the balance of the items on their ``side``."""
    columns = column_names
    query, entity = entity_query(request, entity_ids)
    line = query.table
    match = query.join(line, "id", "account_partial_reconcile", f"{side}_move_id", "match")
    # Only the number of the item on the other side is read, and it is on the own one's too.
    other_line = query.join(match, f"{other}_move_id", "account_move_line", "id", "other")
    query.add_where(SQL("%s = 'posted'", *columns(other_line, "parent_state")))
    _entity, own_side = match_side(request, query, match, side, line)
    _entity, other_side = match_side(request, query, match, other, other_line)
    query.add_where(SQL("%s IS DISTINCT FROM %s", own_side, other_side))
    amount, currency, day, match_id = columns(
        match, f"{side}_amount_currency", f"{side}_currency_id", "max_date", "id"
    )
    first = request.date_from or date.min
    query.add_where(SQL("%s BETWEEN %s AND %s", day, first, request.date_to))
    query.order = SQL("%s, %s", day, match_id)
    return query.select(
        entity,
        currency,
        match_id,
        day,
        *columns(line, "move_id"),
        amount,
        *columns(line, "move_name"),
        *columns(other_line, "move_name"),
    )


def foreign_match_describer(env):
    """A function that words what a document settled beyond the statement."""
    wording = env._("Settled with %(document)s, which is not on this statement")
    return lambda number: wording % {"document": number or ""}
