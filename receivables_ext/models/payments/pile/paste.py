"""Rows pasted from a spreadsheet: those that are read are entered, the others are kept as text."""

from odoo.exceptions import UserError

from ....rules.pasted import read_pasted
from ...ledger.asked import read_text
from .rows import enter_rows

MOST = 500
"""Rows that are entered at once."""


def enter_pasted(pile, text):
    """Enter the rows of ``text``; lines that cannot be read are added to ``pile.unread``.

    :return: the payments, and how many lines were not read
    :raises UserError: there are too many lines
    """
    read, unread = read_pasted(read_text(pile.env, text) or "")
    if (count := len(read) + len(unread)) > MOST:
        raise UserError(
            pile.env._(
                "%(count)s rows are too many at once: paste %(most)s or fewer.",
                count=count,
                most=MOST,
            )
        )
    if unread:
        reasons = {
            "columns": pile.env._("These are not four columns: date, customer, amount, number"),
            "date": pile.env._("The first column is no date"),
            "customer": pile.env._("There is no customer"),
            "amount": pile.env._("The amount is not above zero, or could be read in two ways"),
        }
        lines = [f"{reasons[each.column]}: {each.line}" for each in unread]
        pile.unread = "\n".join([*filter(None, [pile.unread]), *lines])
    entered = enter_rows(
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
    return entered, len(unread)
