"""What each item of a statement was matched with, up to the last day."""

from odoo.tools import SQL

from ..ledger.units import to_units_by_id
from .beyond_money import say_differences
from .items import column_names, money_columns, payment_columns
from .rows import Match


def matches_by_line(request, entity_ids, since_start=True):
    """Find the matches of the items of the request.

    :param since_start: whether only the items of the period are asked for
    :return: lists of ``Match`` by id of item, oldest first
    """
    env = request.env
    units = to_units_by_id(env)
    describe = env["receivables.statement"]._get_movement_describer()
    found, differing = [], {}
    for side, other in (("debit", "credit"), ("credit", "debit")):
        query = matches_query(request, entity_ids, side, other, since_start)
        for line_id, currency_id, match_id, amount, day, *document in env.execute_query(query):
            other_id, date, reference, move_id, kind, *words, payment_id, is_all_money = document
            if amount := units(amount, currency_id):
                if payment_id and not is_all_money:
                    differing[len(found)] = payment_id
                found.append(
                    Match(
                        id=match_id,
                        line_id=line_id,
                        units=amount,
                        match_date=day,
                        other_id=other_id,
                        date=date,
                        reference=reference,
                        description=describe(kind, side == "credit", *words),
                        move_id=move_id,
                    )
                )
    say_differences(env, found, differing)
    matches = {}
    for match in found:
        matches.setdefault(match.line_id, []).append(match)
    return matches


def matches_query(request, entity_ids, side, other, since_start):
    columns = column_names
    query = request.env["account.move.line"]._search(request._lines_domain(entity_ids))
    line = query.table
    if since_start and request.date_from:
        query.add_where(SQL("%s >= %s", SQL.identifier(line, "date"), request.date_from))
    match = query.join(line, "id", "account_partial_reconcile", f"{side}_move_id", "match")
    # Of the other item only what both parties know: its number, day and words.
    document = query.join(match, f"{other}_move_id", "account_move_line", "id", "other")
    # Core leaves the matches of a document that goes back to draft.
    query.add_where(SQL("%s = 'posted'", *columns(document, "parent_state")))
    match_id, amount, day = columns(match, "id", f"{side}_amount_currency", "max_date")
    query.add_where(SQL("%s <= %s", day, request.date_to))
    query.order = SQL("%s, %s", day, match_id)
    return query.select(
        *columns(line, "id", "currency_id"),
        match_id,
        amount,
        day,
        *columns(document, "id", "date", "move_name", "move_id"),
        *columns(document, "display_type", "ref", "name"),
        *payment_columns(query, document),
        *money_columns(query, document),
    )


def with_details(request, entity_ids, rows):
    """Say of each movement what it settled, or what settled it, and what is left of it.

    :param rows: list of ``Movement``
    :return: another one
    """
    matches = matches_by_line(request, entity_ids)
    return [_with_details(row, matches) for row in rows]


def _with_details(row, matches):
    details = tuple(match for line_id in row.line_ids for match in matches.get(line_id, ()))
    settled = sum(match.units for match in details)
    return row._replace(details=details, left=abs(row.units) - settled if row.line_ids else 0)
