"""What is kept beside the ledger, in stored computed fields that follow from it."""

from odoo.tools.sql import column_exists, create_column


def create_columns(model, columns):
    """Create the columns of such fields before Odoo computes them record by record.

    What is there already is filled by one statement, when the module is installed or updated.

    :param columns: ``{name of the field: type of its column}``
    """
    for name, kind in columns.items():
        if not column_exists(model.env.cr, model._table, name):
            create_column(model.env.cr, model._table, name, kind)


def read_again(records, names):
    """Have the fields ``names`` follow from the ledger again: something beside it has changed."""
    for name in names:
        records.env.add_to_compute(records._fields[name], records)
