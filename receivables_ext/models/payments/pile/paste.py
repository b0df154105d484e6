"""Rows pasted from a spreadsheet: those that are read are entered, the others are kept as text."""

from odoo.exceptions import UserError

from ....rules.pasted import read_pasted
from .rows import enter_rows

MOST = 500
"""Rows that are entered at once."""


def enter_pasted(pile, text):
    """Enter the rows of ``text``; lines that cannot be read are added to ``pile.unread``.

    :return: the payments
    :raises UserError: there are too many lines
    """
    read, unread = read_pasted(str(text or ""))
    if len(read) > MOST:
        raise UserError(
            pile.env._(
                "%(count)s rows are too many at once: paste %(most)s or fewer.",
                count=len(read),
                most=MOST,
            )
        )
    if unread:
        reasons = {
            "columns": pile.env._("Not date, customer, amount, number"),
            "date": pile.env._("No date"),
            "customer": pile.env._("No customer"),
            "amount": pile.env._("No amount above zero, or one that could be two"),
        }
        lines = [f"{reasons[each.column]}: {each.line}" for each in unread]
        pile.unread = "\n".join([*filter(None, [pile.unread]), *lines])
    return enter_rows(
        pile,
        [
            {
                "customer": row.customer,
                "amount": float(row.amount),
                "instrument_number": row.number,
                **({"date": row.day} if row.day else {}),
            }
            for row in read
        ],
    )
