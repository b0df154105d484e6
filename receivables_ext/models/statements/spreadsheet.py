"""Statements of account as a spreadsheet, in the language of the person who asks."""

from functools import partial

from odoo.tools import format_date

from ...writers.statements_xlsx import StatementWorkbook

BATCH = 500
"""Customers in memory at once: the fewer batches, the fewer scans of the ledger."""


def write_spreadsheet(request, output, by_customer=False):
    """Write the statements of ``request`` into ``output``, a binary file.

    :param by_customer: one sheet for each customer instead of one for all
    """
    header = request._get_header()
    book = StatementWorkbook(
        output, sheet_labels(request, header), partial(money_format, request.env)
    )
    statements = (one for batch in request._iter_statements(BATCH) for one in batch)
    book.add_all(statements, by_customer, header["title"])
    book.close()


def sheet_labels(request, header):
    env = request.env
    currencies = env["res.currency"]
    above = (
        request.company_id.sudo().display_name,  # on every document of the company
        ", ".join(header[name] for name in ("period", "mode", "basis")),
        header["scope"],
    )
    return {
        "title": env._("%(title)s (%(basis)s)", **header),
        "header": [text for text in above if text],
        "columns": column_titles(env, request.mode),
        "total": env._("Total (%(basis)s)", basis=header["basis"]),
        "currency": lambda currency_id: currencies.browse(currency_id).name,
        "due": lambda day: env._("Due on %(day)s", day=format_date(env, day)),
        # In a spreadsheet set to another language this one is understood too.
        "day": "yyyy-mm-dd",
    }


def column_titles(env, mode):
    titles = [
        env._("Date"),
        env._("Reference"),
        env._("Description"),
        env._("Debit"),
        env._("Credit"),
        env._("Remaining") if mode == "walk_in" else env._("Running balance"),
    ]
    return [*titles, env._("Details")] if mode in ("detailed", "walk_in") else titles


def money_format(env, currency_id):
    """Format of the amounts of a currency, with its decimals."""
    digits = env["res.currency"].browse(currency_id).decimal_places
    return "#,##0" + ("." + "0" * digits if digits else "")
