"""Read what a bank gave, and refuse what is not of the account of a journal."""

from dataclasses import dataclass, field, replace

from odoo.exceptions import UserError

from ....readers.bank_file import read_bank_file, table_of
from ....readers.bank_statement import BankFile, Unreadable
from ....readers.csv_table import Table
from ....readers.pasted_lines import read_pasted_lines
from ....rules.bank_lines import is_same_account
from .bank_journal import currency_of, own_number
from .sentences import refuse_unreadable


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: the bytes of a file or a pasted text, and what is known of its columns.

    ``meanings`` are by the plain titles of columns; ``month_first`` is none where nobody said it.
    """

    content: bytes = b""
    text: str = ""
    name: str = ""
    meanings: dict[str, str] = field(default_factory=dict)
    month_first: bool | None = None


@dataclass(frozen=True, slots=True)
class OfJournal:
    """What was read of the account of a journal, and the other accounts that were left out."""

    file: BankFile
    others: tuple[str, ...] = ()


def read_columns(env, source) -> Table | None:
    """The table in a file; none if its format says by itself what is where.

    :raises UserError: it cannot be read
    """
    try:
        return table_of(source.content, source.meanings) if source.content else None
    except Unreadable as error:
        raise refuse_unreadable(env, error, source.name) from error


def read_for_journal(journal, source) -> OfJournal:
    """What ``source`` says of the account of ``journal``; nothing is written.

    :raises UserError: it cannot be read, or is of another account or currency
    """
    env = journal.env
    try:
        if source.content:
            file = read_bank_file(source.content, source.meanings, source.month_first)
        else:
            file = read_pasted_lines(source.text, source.month_first)
    except Unreadable as error:
        raise refuse_unreadable(env, error, source.name) from error
    return _of_account(journal, file)


def _of_account(journal, file) -> OfJournal:
    own = own_number(journal)
    accounts = dict.fromkeys(each.account for each in file.statements)
    others = tuple(account for account in accounts if not is_same_account(own, account))
    strange = set(others)
    ours = tuple(each for each in file.statements if each.account not in strange)
    if not ours:
        raise UserError(
            journal.env._(
                "This is of the account %(found)s, and %(journal)s of the account %(own)s: choose "
                "the journal of that account, or the file of this one.",
                found=", ".join(others),
                journal=journal.display_name,
                own=own,
            )
        )
    _check_currency(journal, ours)
    return OfJournal(replace(file, statements=ours), others)


def _check_currency(journal, banks):
    currency = currency_of(journal)
    others = sorted({bank.currency for bank in banks} - {"", currency.name})
    if others:
        raise UserError(
            journal.env._(
                "This is in %(found)s, and %(journal)s is in %(own)s: choose the journal of the "
                "account in that currency.",
                found=", ".join(others),
                journal=journal.display_name,
                own=currency.name,
            )
        )
