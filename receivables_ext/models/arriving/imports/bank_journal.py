"""The journal of a bank account: its number, its currency, what its files mean."""

from odoo.exceptions import UserError


def check_journal(journal):
    """``journal``, if lines of a bank are entered in it.

    :raises UserError: they are not
    """
    if journal.type not in ("bank", "credit"):
        raise UserError(journal.env._("Choose the journal of a bank account."))
    if not journal.suspense_account_id:
        raise UserError(
            journal.env._(
                "%(journal)s has no suspense account for what is not identified yet: have one "
                "set in its configuration.",
                journal=journal.display_name,
            )
        )
    return journal


def currency_of(journal):
    """The currency of the bank account of ``journal``."""
    # Of the company of a journal that the caller may read: its currency and no more.
    return journal.currency_id or journal.company_id.sudo().currency_id


def own_number(journal):
    """The number of the bank account of ``journal``, empty where none is known."""
    # The number is printed on documents of the company; nothing else of it is read.
    return journal.sudo().bank_account_id.acc_number or ""


def usual_columns(journal):
    """What the columns of the bank of ``journal`` meant last time.

    :return: dict of meanings by title, and whether months come before days, or none
    """
    # Of a journal that the caller may read: what titles mean, and no more.
    known = journal.sudo().bank_columns or {}
    return dict(known.get("meanings") or {}), known.get("month_first")


def remember_columns(journal, meanings, month_first):
    """Keep what the columns mean for the next file of the same bank; other titles are kept too."""
    known = usual_columns(journal)
    meanings = known[0] | meanings
    if known != (meanings, month_first):
        # A clerk configures nothing else of a journal.
        journal.sudo().bank_columns = {"meanings": meanings, "month_first": month_first}
