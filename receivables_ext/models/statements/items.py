"""The journal items that a statement is about: queries that its parts share."""

from odoo.fields import Domain
from odoo.tools import SQL

PAYMENT_COLUMNS = ("method_name", "instrument_number", "memo", "payment_type")
"""Columns of a payment that word its line."""


def entity_query(request, entity_ids, domain=Domain.TRUE):
    """The items of the request: a query, and SQL of the commercial entity of an item."""
    query = request.env["account.move.line"]._search(request._lines_domain(entity_ids) & domain)
    partner = query.join(query.table, "partner_id", "res_partner", "id", "debtor")
    return query, SQL.identifier(partner, "commercial_partner_id")


def column_names(table, *names):
    return [SQL.identifier(table, name) for name in names]
