"""What remote calls and addresses give, read in one place: what makes no sense gets a sentence.

A method without a leading underscore is called by anybody over RPC, with whatever they like.
"""

import logging
import re
from contextlib import contextmanager

from psycopg2 import DataError, ProgrammingError

from odoo import fields
from odoo.exceptions import UserError
from odoo.models import MAGIC_COLUMNS

from ...rules.days import is_plausible

_logger = logging.getLogger(__name__)

MAX_ID = 2**31 - 1
"""PostgreSQL knows no record above it."""
ID = f"int(min=1,max={MAX_ID})"
"""Converter of the id of a record in an address; any other number leads nowhere."""
UNWRITABLE = re.compile("[\0\ud800-\udfff]")
"""No database keeps these characters."""
MAX_AMOUNT = 1e15
"""Above it, a number in floating point has no cents."""


def ids_in(text):
    """Ids in an address such as ``29,31``: each once, in their order; the rest is left out."""
    parts = text.split(",")
    numbers = [int(part) for part in parts if re.fullmatch("[0-9]{1,10}", part)]
    return [number for number in dict.fromkeys(numbers) if is_id(number)]


def is_id(value):
    """Whether ``value`` may be the id of a record."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MAX_ID


def elevated(records, operation="read"):
    """Records that a caller named, with superuser rights once the rights of the user were checked.

    :param operation: read, write, create or unlink: what users must be allowed to do themselves
    :raise AccessError: the user may not do it to one of them
    """
    records.check_access(operation)
    # Nothing but what the line above let through.
    return records.sudo()


def read_id(env, value):
    """The id ``value``.

    :raise UserError: it is none
    """
    if not is_id(value):
        raise UserError(env._("Give the id of one record, a whole number."))
    return value


def read_amount(env, value):
    """The number ``value``, for a field of amounts or percentages.

    :raise UserError: it is none, or too large for a number with cents
    """
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = None
    if number is None or not abs(number) < MAX_AMOUNT:
        raise UserError(env._("Give a number."))
    return number


def with_amounts(env, values, *names):
    """These values of fields, with a number for each of the fields ``names`` that they give.

    :raise UserError: one of them is none
    """
    given = {name: read_amount(env, values[name]) for name in names if values.get(name)}
    return {**values, **given}


def read_ids(env, value):
    """The list of ids ``value``, each once.

    :raise UserError: it is none
    """
    if not isinstance(value, list | tuple) or not all(map(is_id, value)):
        raise UserError(env._("Give a list of ids of records, whole numbers."))
    return list(dict.fromkeys(value))


def read_rows(env, value):
    """The list of dicts ``value``.

    :raise UserError: it is none
    """
    if not isinstance(value, list | tuple) or not all(isinstance(row, dict) for row in value):
        raise UserError(env._("Give a list of rows, each with the names and values of its cells."))
    return value


def check_day(env, day):
    """Refuse a date that nobody means: a year was mistyped.

    :raise UserError: names it
    """
    if not is_plausible(day):
        raise UserError(
            env._("%(date)s is no possible date: check its year.", date=day.isoformat())
        )


def read_dict(env, value):
    """The dict of names and values ``value``.

    :raise UserError: it is none
    """
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value):
        raise UserError(env._("Give the names and values of fields."))
    return value


def read_text(env, value):
    """The text ``value``, ``False`` when it is empty.

    :raise UserError: it is none
    """
    if value in (None, False, ""):
        return False
    if not isinstance(value, str) or UNWRITABLE.search(value):
        raise UserError(env._("Give a text."))
    return value


def check_texts(env, values):
    """Refuse values of fields with characters that no database keeps.

    :raise UserError: one of them is such a text
    """
    for value in values.values():
        if isinstance(value, str) and UNWRITABLE.search(value):
            raise UserError(env._("Give a text."))


def read_texts(env, value):
    """The list of texts ``value``; nothing is a list without any.

    :raise UserError: it is none
    """
    if value in (None, False):
        return []
    if not isinstance(value, list | tuple):
        raise UserError(env._("Give a list of texts."))
    return [read_text(env, each) or "" for each in value]


def read_values(model, values):
    """Those of ``values`` that are fields of ``model`` itself, each as its field takes it.

    :param model: the model, a recordset
    :return: dict; ids of many records are a list
    :raise UserError: one of them is no value of its field
    """
    known = model._fields
    return {
        name: _read_value(model, known[name], value)
        for name, value in read_dict(model.env, values).items()
        if name in known and name not in MAGIC_COLUMNS
    }


def _read_value(model, field, value):
    env = model.env
    if field.type == "many2many":
        return read_ids(env, value or [])
    if field.type == "boolean":
        return bool(value)
    if value in (None, False, ""):
        return False
    if field.type in ("char", "text"):
        return read_text(env, value)
    is_good = {"many2one": is_id, "date": _is_date}.get(
        field.type, lambda each: isinstance(each, str) and each in field.get_values(env)
    )
    if not is_good(value):
        label = field._description_string(env)
        raise UserError(
            env._("%(value)s is no value of %(field)s.", value=str(value)[:50], field=label)
        )
    return value


def _is_date(value):
    try:
        return bool(fields.Date.to_date(value))
    except (TypeError, ValueError, AttributeError):
        return False


@contextmanager
def understood(env):
    """Say in a sentence that a filter, an order or values cannot be understood.

    Around what hands them to the ORM, and nothing else: it knows them better than we do, and says
    so by errors of programs. PostgreSQL then refuses all the rest of the transaction.
    """
    try:
        yield
    except (
        *(ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError),
        *(DataError, ProgrammingError, RecursionError, AssertionError),
    ) as error:
        _logger.info("A remote call is not understood", exc_info=True)
        raise UserError(
            env._("This cannot be understood: correct the filters, the order or the values.")
        ) from error
