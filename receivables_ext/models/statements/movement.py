"""The movements of customers over a period, and their balances before it.

**How it works**: one query for the items of the period; then the amounts that left one
currency (or customer) for another because, say, an invoice in dollars was settled by a payment
in euros. So the balance in each currency is what is open in it, on any day. The balance before
the period is thus what is open at its end less what moved in between: no past is added up.
"""

from collections import Counter

from odoo.tools import SQL

from ..ledger.units import to_units_by_id
from .beyond_money import say_differences
from .conversion import entities_with_matches, find_foreign_matches
from .items import column_names, entity_query, money_columns, payment_columns
from .rows import Movement
from .wording import say_due_dates

FEW = 200

LINE_COLUMNS = (
    "currency_id",
    "date",
    "move_id",
    "id",
    "amount_currency",
    "date_maturity",
    "display_type",
    "move_name",
    "ref",
    "name",
)


def find_movements(request, entity_ids, open_totals):
    """Find what a statement of activity says.

    :param request: ``receivables.statement``
    :param entity_ids: ids of commercial entities; None for all
    :param open_totals: what is open on the last day, as {key: units}
    :return: balances before the period as {key: units}, and the movements of the period, sorted
    """
    rows = find_documents(request, entity_ids)
    if converted := entities_to_convert(request, entity_ids):
        rows += find_foreign_matches(request, converted)
        sort_rows(rows)
    openings = Counter(open_totals if request.date_from else ())
    for row in rows:
        if request.date_from:
            openings[row.key] -= row.units
    return openings, rows


def entities_to_convert(request, entity_ids):
    """Ids of the commercial entities to look at for conversions: few have any.

    For a batch of customers it is quicker to look at all.
    """
    if entity_ids is not None and len(entity_ids) <= FEW:
        return entity_ids
    found = entities_with_matches(request)
    return list(found if entity_ids is None else found & set(entity_ids))


def add_rows(request, openings, rows, extra):
    """Add rows of any day: to the balances before the period, or to the rows of the period."""
    start = request.date_from
    for row in extra:
        if start and row.date < start:
            openings[row.key] = openings.get(row.key, 0) + row.units
        else:
            rows.append(row)
    sort_rows(rows)


def sort_rows(rows):
    # Stable: the documents of a day keep their order, what they brought about comes after.
    rows.sort(key=lambda row: (row.key, row.date))


# === Queries === #


def find_documents(request, entity_ids):
    """One row for each document: the installments of an invoice are one movement."""
    env = request.env
    query, entity = entity_query(request, entity_ids)
    columns = column_names(query.table, *LINE_COLUMNS)
    if request.date_from:
        query.add_where(SQL("%s >= %s", columns[1], request.date_from))
    query.order = SQL(", ").join([entity, *columns[:4]])
    columns += payment_columns(query, query.table)
    columns += money_columns(query, query.table)
    units = to_units_by_id(env)
    describe = env["receivables.statement"]._get_movement_describer()
    rows, last, differing, due = [], None, {}, {}
    for (
        entity_id,
        currency_id,
        date,
        move_id,
        line_id,
        amount,
        date_due,
        *words,
        payment_id,
        is_all_money,
    ) in env.execute_query(query.select(entity, *columns)):
        amount = units(amount, currency_id)
        if not amount:  # exchange differences have none in their currency
            continue
        kind, number, *words = words
        group = kind == "payment_term" and (entity_id, currency_id, move_id, amount > 0)
        if group and amount > 0 and date_due:
            due.setdefault(len(rows) - (group == last), []).append(date_due)
        if group and group == last:
            rows[-1] = rows[-1]._replace(
                units=rows[-1].units + amount,
                line_ids=(*rows[-1].line_ids, line_id),
            )
            continue
        last = group
        if payment_id and not is_all_money:
            differing[len(rows)] = payment_id
        rows.append(
            Movement(
                key=(entity_id, currency_id),
                date=date,
                reference=number,
                description=describe(kind, amount > 0, *words),
                units=amount,
                move_id=move_id,
                line_ids=(line_id,),
            )
        )
    say_differences(env, rows, differing)
    say_due_dates(env, rows, due)
    return rows
