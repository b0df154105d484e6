"""What a bank says of an account, whatever the format that it says it in.

Amounts are decimals of the statement's currency, above zero for money that came in.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MAX_BYTES = 20 * 1024 * 1024
"""A month of a busy account takes a few megabytes."""
MAX_LINES = 10_000
MAX_COLUMNS = 100
MAX_TEXT = 500
"""Letters of a text that are kept: banks cut theirs at 140."""
NO_IDENTIFIER = {"", "NONREF", "NOTPROVIDED", "NOT PROVIDED", "UNKNOWN", "NONE", "N/A", "0"}
"""What banks write where they have no identifier."""


class Unreadable(Exception):
    """The one error of all readers: what is wrong with a file, and where.

    ``problem`` is one of ``PROBLEMS``; ``place`` is the line of the file, zero for the whole of it;
    ``found`` is what stands there.
    """

    def __init__(self, problem: str, place: int = 0, found: str = ""):
        """Say what is wrong; a problem that nobody has a sentence for is a mistake of ours."""
        assert problem in PROBLEMS, problem
        super().__init__(problem, place, found)
        self.problem, self.place, self.found = problem, place, one_line(found)[:80]


PROBLEMS = {
    "amount": "no amount, or one that could be two",
    "balances": "the lines do not lead from the opening balance to the closing one",
    "broken": "the format is not kept",
    "columns": "no column of days, or none of amounts",
    "currencies": "several currencies in one account",
    "date": "a line without a day",
    "empty": "no bank line at all",
    "format": "none of the formats that are read",
    "size": "too large",
    "total": "a balance or a total, no movement",
}


@dataclass(frozen=True, slots=True)
class BankLine:
    """One movement of a bank account; texts are empty where the bank says nothing.

    ``payer`` and ``payer_account`` are those of the other side, whoever paid; ``bank_id`` is the
    bank's own identifier of the movement; ``place`` is its line in the file.
    """

    day: date
    amount: Decimal
    label: str
    value_day: date | None = None
    reference: str = ""
    payer: str = ""
    payer_account: str = ""
    bank_id: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class BankStatement:
    """Movements of one account; balances are none where the format states none.

    ``account`` is an IBAN, or the numbers of bank, branch and account with spaces in between.
    """

    lines: tuple[BankLine, ...]
    account: str = ""
    currency: str = ""
    name: str = ""
    opening: Decimal | None = None
    closing: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A line of a text that was not read, as it was written, and why: one of ``PROBLEMS``."""

    text: str
    problem: str
    place: int


@dataclass(frozen=True, slots=True)
class BankFile:
    """What was read of a file, or of a text."""

    statements: tuple[BankStatement, ...]
    unread: tuple[Unread, ...] = ()


def one_line(text: str | None) -> str:
    """``text`` without breaks, control characters and repeated spaces.

    >>> one_line("  VIR\\n ACME\\x00  SARL ")
    'VIR ACME SARL'
    """
    spaced = "".join(sign if sign.isprintable() else " " for sign in text or "")
    return " ".join(spaced.split())[:MAX_TEXT]


def identifier(text: str | None) -> str:
    """``text``, empty where it only says that there is no identifier.

    >>> identifier("NOTPROVIDED"), identifier(" A 12 ")
    ('', 'A 12')
    """
    read = one_line(text)
    return "" if read.upper() in NO_IDENTIFIER else read


def checked(statement: BankStatement, place: int = 0) -> BankStatement:
    """``statement``, whose lines lead from one balance to the other where both are stated.

    :raises Unreadable: they do not

    >>> line = BankLine(date(2026, 1, 5), Decimal("12.50"), "VIR")
    >>> checked(BankStatement((line,), opening=Decimal(0), closing=Decimal(12)))
    ... # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    Unreadable: ('balances', 0, '12.50 / 12')
    """
    if statement.opening is None or statement.closing is None:
        return statement
    reached = statement.opening + sum(line.amount for line in statement.lines)
    if reached != statement.closing:
        raise Unreadable("balances", place, f"{reached} / {statement.closing}")
    return statement
