"""What was open on any past day, item by item.

**How it works**: what is open today, plus what was matched since that day. So the matches
since are read, not those of all the past; and the items open today are found by core's index.
"""

from odoo import fields
from odoo.tools import SQL

from ...rules import aging
from ..ledger.units import to_units_by_id
from ..schedule.shares import are_any, shares_sql
from .items import column_names, payment_columns
from .rows import OpenItem
from .untaxed import exclude_tax_of_open_items

LINE_COLUMNS = ("id", "move_id", "display_type", "move_name", "ref", "name")


def find_open_items(request, entity_ids, tax_facts=None):
    """Find the items open on the last day of the request.

    :param entity_ids: ids of commercial entities; None for all
    :param tax_facts: of ``untaxed.py``, to exclude tax
    :return: lists of ``OpenItem`` by key, by due date
    """
    env = request.env
    found = env.execute_query(
        SQL(
            "SELECT * FROM (%s) AS item WHERE open != 0 ORDER BY entity, currency, due, date, id",
            items_sql(request, entity_ids),
        )
    )
    units = to_units_by_id(env)
    describe = env["receivables.statement"]._get_movement_describer()
    groups, delays = {}, {}
    for entity, currency, due, date, left, original, line_id, move_id, *words in found:
        left, whole = units(left, currency), units(original, currency)
        kind, number, *words = words
        if due not in delays:  # items are many, days are few
            delays[due] = aging.days_late(due, request.date_to)
        groups.setdefault((entity, currency), []).append(
            OpenItem(
                key=(entity, currency),
                date=date,
                reference=number,
                description=describe(kind, left > 0, *words),
                units=left,
                move_id=move_id,
                line_ids=(line_id,),
                date_due=due,
                days_late=delays[due] if left > 0 else 0,
                original=whole,
                settled=whole - left,
            )
        )
    if tax_facts:
        return exclude_tax_of_open_items(tax_facts, groups)
    return groups


def ageing_slices(rows):
    """What is open by delay, then the credits to use, in units: see ``rules/aging.py``."""
    debts = [(row.days_late, row.units) for row in rows if row.units > 0]
    return [*aging.buckets(debts), sum(row.units for row in rows if row.units < 0)]


def aged_totals(request, entity_ids):
    """The slices of ``ageing_slices()`` by key, added up by the database."""
    env = request.env
    starts = [bound + 1 for bound in aging.BOUNDS]
    found = env.execute_query(
        SQL(
            """SELECT entity, currency, slice, SUM(open)
                 FROM (SELECT entity, currency, open,
                              CASE WHEN open < 0 THEN %s
                                   ELSE width_bucket(%s - due, %s) END AS slice
                         FROM (%s) AS item) AS item
                GROUP BY entity, currency, slice""",
            len(starts) + 1,
            request.date_to,
            starts,
            items_sql(request, entity_ids),
        )
    )
    units = to_units_by_id(env)
    groups = {}
    for entity, currency, rank, amount in found:
        slices = groups.setdefault((entity, currency), [0] * (len(starts) + 2))
        slices[rank] = units(amount, currency)
    return groups


# === SQL === #


def items_sql(request, entity_ids):
    """Items with what was open of them: those open today, and those settled since."""
    is_open = request.env["account.move.line"]._open_domain()
    return SQL(
        "WITH matched_since AS %s %s UNION ALL %s",
        matched_since_sql(request.date_to),
        branch_sql(request, entity_ids, is_open, "LEFT JOIN"),
        branch_sql(request, entity_ids, ~is_open, "JOIN"),
    )


def branch_sql(request, entity_ids, domain, join):
    """SQL of the items of the request that are in ``domain``.

    :param domain: says whether the items are open today
    :param join: whether items that were not matched since the day asked for count too
    """
    Line = request.env["account.move.line"]
    query = Line._search(request._lines_domain(entity_ids) & domain)
    line = query.table
    partner = query.join(line, "partner_id", "res_partner", "id", "debtor")
    since = query.make_alias(line, "since")
    query.add_join(
        join,
        since,
        "matched_since",
        SQL("%s = %s", SQL.identifier(since, "line_id"), SQL.identifier(line, "id")),
    )
    columns = column_names
    residual, maturity, date, currency, amount = columns(
        line,
        *("amount_residual_currency", "date_maturity", "date", "currency_id", "amount_currency"),
    )
    (matched,) = columns(since, "amount")
    due, left = (
        SQL("COALESCE(%s, %s)", maturity, date),
        SQL("%s + COALESCE(%s, 0)", residual, matched),
    )
    if agreed := shares_asked(request):
        # What a payment of a later day settled is not as it was agreed.
        share = query.make_alias(line, "share")
        item_is = SQL(
            "%s = %s AND %s IS NULL",
            SQL.identifier(share, "line_id"),
            SQL.identifier(line, "id"),
            matched,
        )
        query.add_join("LEFT JOIN", share, agreed, item_is)
        part_due, part_left, part = columns(share, "date_due", "remaining", "amount")
        due, left, amount = (
            SQL("COALESCE(%s, %s)", *pair)
            for pair in ((part_due, due), (part_left, left), (part, amount))
        )
    return query.select(
        SQL("%s AS entity", *columns(partner, "commercial_partner_id")),
        SQL("%s AS currency", currency),
        SQL("%s AS due", due),
        SQL("%s AS date", date),
        SQL("%s AS open", left),
        SQL("%s AS original", amount),
        *columns(line, *LINE_COLUMNS),
        *payment_columns(query, line),
    )


def shares_asked(request):
    """SQL of the parts of agreements, if the request shows any: they are of today."""
    today = fields.Date.context_today(request)
    return request.date_to >= today and are_any(request.env) and SQL("(%s)", shares_sql(today))


def matched_since_sql(day):
    """SQL of what was matched of each item after ``day``, with the sign of the item.

    So were matches with a document that has gone back to draft: core leaves them, and the
    accounts do not have the document.
    """
    return SQL(
        """(SELECT side.line_id, SUM(side.amount) AS amount
              FROM (SELECT match.*
                      FROM account_partial_reconcile AS match WHERE match.max_date > %(day)s
                     UNION ALL
                    SELECT DISTINCT match.*
                      FROM account_move AS draft
                      JOIN account_move_line AS item ON item.move_id = draft.id
                      JOIN account_partial_reconcile AS match
                           ON item.id IN (match.debit_move_id, match.credit_move_id)
                     WHERE draft.state = 'draft' AND match.max_date <= %(day)s) AS match
             CROSS JOIN LATERAL (VALUES
                       (match.debit_move_id, match.debit_amount_currency),
                       (match.credit_move_id, -match.credit_amount_currency)
                   ) AS side (line_id, amount)
             GROUP BY side.line_id)""",
        day=day,
    )
