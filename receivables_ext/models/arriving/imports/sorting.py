"""What is new of what a bank says, what is there already, and what is not taken."""

from dataclasses import dataclass
from decimal import Decimal

from odoo.exceptions import UserError
from odoo.fields import Domain

from ....readers.bank_statement import BankLine
from ....rules.bank_lines import Kept, Movement, find_kept, keys_of
from ...ledger.asked import check_day, read_amount
from ...ledger.lock_dates import first_open_date
from ...ledger.units import to_units
from .bank_journal import currency_of

NEW, SIMILAR, CLOSED, THERE, OUT, NOTHING = "new", "similar", "closed", "there", "out", "nothing"
"""How a line stands; the first three would be entered."""
TAKEN = {NEW, CLOSED}
"""What is taken unless somebody says otherwise: nobody leaves out a closed period by mistake."""


@dataclass(frozen=True, slots=True)
class SortedLine:
    """A line of the bank and how it stands.

    ``bank`` is the rank of its statement in the file; ``kept_id`` the line that is there already;
    ``is_similar`` says that one of the same day and amount is, with another label.
    """

    line: BankLine
    key: str
    state: str
    bank: int = 0
    kept_id: int = 0
    is_similar: bool = False


def sort_lines(journal, banks, keys=None) -> list[SortedLine]:
    """How the lines of ``banks`` stand in ``journal``, in their order.

    :param keys: those of the lines, where not all lines of their file are given
    :raises UserError: an amount has more decimals than the currency
    """
    lines = [(rank, line) for rank, bank in enumerate(banks) for line in bank.lines]
    movements = [movement_of(journal, line) for _rank, line in lines]
    keys = keys or keys_of(movements)
    kept, similar = find_kept(movements, keys, _kept_lines(journal, movements))
    opens = _first_open_day(journal, movements)
    sorted_lines = []
    for place, (rank, line) in enumerate(lines):
        is_similar = place in similar
        state = _state(line, place in kept, is_similar, line.day < opens)
        kept_id = kept.get(place, 0)
        sorted_lines.append(SortedLine(line, keys[place], state, rank, kept_id, is_similar))
    return sorted_lines


def _state(line, is_kept, is_similar, is_closed):
    if is_kept:
        return THERE
    if line.amount <= 0:
        return OUT if line.amount else NOTHING
    if is_closed:
        return CLOSED
    return SIMILAR if is_similar else NEW


def movement_of(journal, line) -> Movement:
    """What ``line`` says, in units of the currency of ``journal``.

    :raises UserError: its amount has more decimals or is too large, or nobody means its day
    """
    currency = currency_of(journal)
    units = to_units(read_amount(journal.env, line.amount), currency)
    check_day(journal.env, line.day)
    if Decimal(str(currency.rounding)) * units != line.amount:
        raise UserError(
            journal.env._(
                "Line %(place)s: %(amount)s has more decimals than %(currency)s: correct it, or "
                "choose the journal of its currency.",
                place=line.place,
                amount=line.amount,
                currency=currency.name,
            )
        )
    return Movement(line.day, units, line.label, line.bank_id)


def _kept_lines(journal, movements) -> list[Kept]:
    """The lines of the bank that are there, of the days of ``movements``; two queries."""
    if not movements:
        return []
    days = [movement.day for movement in movements]
    # Whoever imports must see what is there, whatever its amount; only its number comes out.
    lines = journal.env["account.bank.statement.line"].sudo()
    found = lines.search(
        Domain("journal_id", "=", journal.id)
        & Domain("date", ">=", min(days))
        & Domain("date", "<=", max(days)),
        order="id",
    )
    currency = currency_of(journal)
    return [
        Kept(
            line.id,
            Movement(line.date, to_units(line.amount, currency), line.payment_ref or ""),
            line.import_key or "",
        )
        for line in found
    ]


def _first_open_day(journal, movements):
    """The first day from the earliest of ``movements`` on that may be booked in."""
    if not movements:
        return None
    first = min(movement.day for movement in movements)
    return first_open_date(journal.company_id, first, journal)
