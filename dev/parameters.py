"""Parameters of a database, and the marks that tell which files it was made from."""

from dev.addon_files import addon_hash
from dev.database import template
from dev.sql import exists, query

ADDON_MARK = "receivables_ext.dev_addon_hash"


def parameters(database):
    """All parameters of the database: {key: value}."""
    rows = query("SELECT key, value FROM ir_config_parameter", database)
    return dict(row.split("|", 1) for row in rows if "|" in row)


def set_parameter(database, key, value):
    """Write one parameter."""
    query(
        "INSERT INTO ir_config_parameter (key, value) VALUES (:'key', :'value')"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        database,
        key=key,
        value=value,
    )


def files_mark():
    """Changes with the addon and with the template."""
    return f"{template()} {addon_hash()}"


def is_up_to_date(database):
    """Whether the database was made from the files as they are now."""
    return exists(database) and parameters(database).get(ADDON_MARK) == files_mark()
