"""Small SQL tools of the ledger's writer."""

from contextlib import contextmanager

from odoo.tools import SQL

LINES_PER_ENTRY = 8
"""Room for the items of one entry: an item's id is ``base + doc * 8 + position``."""


def insert(env, model_name, overrides, source):
    """``INSERT`` a row of ``source`` (its template is ``t``), with ``overrides`` by column.

    ``ANALYZE`` at once: checks of foreign keys keep the plan made when the table was empty.
    """
    model = env[model_name]
    names = [name for name, field in model._fields.items() if field.store and field.column_type]
    values = (overrides.get(name, SQL("t.%s", SQL.identifier(name))) for name in names)
    env.cr.execute(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s",
            SQL.identifier(model._table),
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(", ").join(values),
            source,
        )
    )
    env.cr.execute(SQL("ANALYZE %s", SQL.identifier(model._table)))


def line_id(bases, number, position):
    """Expression of an item's id, from columns that hold its document's number and its rank."""
    number, position = (SQL.identifier(*name.split(".")) for name in (number, position))
    return SQL("%s + %s * %s + %s", bases["line"], number, LINES_PER_ENTRY, position)


def reserve_ids(cr, table, count):
    """Return the last id given in ``table``; the ``count`` ids after it are ours."""
    sequence = f"{table}_id_seq"
    [base] = fetch_row(cr, SQL("SELECT nextval(%s)", sequence))
    cr.execute(SQL("SELECT setval(%s, %s)", sequence, base + count + 1))
    return base


def fetch_row(cr, query):
    """Return the only row of ``query``."""
    cr.execute(query)
    return cr.fetchone()


@contextmanager
def foreign_keys_trusted(cr):
    """Check no foreign key of what is inserted meanwhile: minutes less on a large ledger.

    Only a superuser may ask for it; anybody else waits.
    """
    [is_superuser] = fetch_row(cr, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if is_superuser:
        cr.execute("SET LOCAL session_replication_role = replica")
    yield
    if is_superuser:
        cr.execute("SET LOCAL session_replication_role = origin")
