"""What the database holds, read by plain SQL: the same before and after an attack."""

from contextlib import closing

from odoo import sql_db
from odoo.tools import SQL

KEPT = (
    *("account_payment", "account_move", "account_move_line", "account_partial_reconcile"),
    *("account_full_reconcile", "receivables_allocation_event", "receivables_allocation_line"),
    *("receivables_payment_correction", "receivables_payment_return"),
    *("receivables_payment_export", "receivables_receipt", "receivables_statement_copy"),
)
"""Tables of money and of what was issued."""
FILES = "SELECT * FROM ir_attachment WHERE res_model IN %s AND res_field IS NULL"
FILES_OF = ("account.payment", "receivables.receipt", "receivables.statement.copy")
NO_MATTER = {"access_token", "is_manually_modified", "write_uid", "write_date"}
"""Who wrote last, links that core makes by itself, and its mark of any write at all."""


def photograph(database):
    """Rows of the tables that are kept: ``{(table, id): row}``."""
    selects = {table: SQL("SELECT * FROM %s", SQL.identifier(table)) for table in KEPT}
    selects["ir_attachment"] = SQL(FILES, FILES_OF)
    rows = {}
    with closing(sql_db.db_connect(database).cursor()) as cr:
        for table, select in selects.items():
            cr.execute(select)
            rows |= {(table, row["id"]): row for row in cr.dictfetchall()}
    return rows


def differences(before, after, founded, own=False):
    """What is no longer as it was, in words.

    :param founded: keys of the rows that were there before any attack: what attackers make of
        their own is theirs
    :param bool own: whether such rows may come in
    """
    found = [f"{table} {key} is gone" for table, key in founded - after.keys()]
    if not own:
        found += [f"{table} {key} is new" for table, key in after.keys() - before.keys()]
    for table, key in founded & after.keys():
        row, now = before[table, key], after[table, key]
        found += [
            f"{table} {key}: {column} was {row[column]!r:.60}, is {now[column]!r:.60}"
            for column in row.keys() - NO_MATTER
            if row[column] != now[column]
        ]
    return found
