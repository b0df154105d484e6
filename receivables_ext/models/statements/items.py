"""The journal items that a statement is about: queries that its parts share."""

from odoo.fields import Domain
from odoo.tools import SQL

from ..payments.corrections.undoing import undoing_sql

PAYMENT_COLUMNS = ("method_name", "instrument_number", "memo", "payment_type", "name")
UNDOING_COLUMNS = ("act", "why")


def entity_query(request, entity_ids, domain=Domain.TRUE):
    """The items of the request: a query, and SQL of the commercial entity of an item."""
    query = request.env["account.move.line"]._search(request._lines_domain(entity_ids) & domain)
    partner = query.join(query.table, "partner_id", "res_partner", "id", "debtor")
    return query, SQL.identifier(partner, "commercial_partner_id")


def column_names(table, *names):
    return [SQL.identifier(table, name) for name in names]


def payment_columns(query, line):
    """SQL of what words an item of a payment, or of an entry that undoes one.

    :param line: alias of the items in ``query``, which the payments join
    """
    undoing = query.make_alias(line, "undoing")
    query.add_join(
        "LEFT JOIN",
        undoing,
        undoing_sql(),
        SQL("%s = %s", SQL.identifier(undoing, "move_id"), SQL.identifier(line, "move_id")),
    )
    payment = query.make_alias(line, "money")
    query.add_join(
        "LEFT JOIN",
        payment,
        "account_payment",
        SQL(
            "%s = COALESCE(%s, %s)",
            SQL.identifier(payment, "id"),
            SQL.identifier(line, "payment_id"),
            SQL.identifier(undoing, "payment_id"),
        ),
    )
    return [*column_names(payment, *PAYMENT_COLUMNS), *column_names(undoing, *UNDOING_COLUMNS)]


def money_columns(query, line):
    """SQL of the payment of which an item is, and of whether its money is all of the item.

    :param line: alias of the items in ``query``, to which ``payment_columns()`` joined payments
    """
    payment_id, amount, retained = column_names(
        line, "payment_id", "amount_currency", "is_retained"
    )
    payment = query.make_alias(line, "money")
    is_all_money = SQL("%s = ABS(%s)", SQL.identifier(payment, "amount"), amount)
    return [payment_id, SQL("(%s OR %s IS TRUE)", is_all_money, retained)]
