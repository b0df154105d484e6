"""CFONB 120: statements of French banks, in records of 120 characters."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from .bank_statement import (
    MAX_LINES,
    BankFile,
    BankLine,
    BankStatement,
    Unreadable,
    checked,
    identifier,
    one_line,
)

LENGTH = 120
SIGNED = {
    **{letter: (digit, 1) for digit, letter in enumerate("{ABCDEFGHI")},
    **{letter: (digit, -1) for digit, letter in enumerate("}JKLMNOPQR")},
}
"""What the last character of an amount says: its last digit, and the sign."""
OPENING, MOVEMENT, COMPLEMENT, CLOSING = "01", "04", "05", "07"


@dataclass(frozen=True, slots=True)
class Record:
    """A record, and its number in the file."""

    text: str
    place: int

    def part(self, first: int, last: int) -> str:
        """What stands at these positions, which count from one."""
        return self.text[first - 1 : last].strip()

    @property
    def account(self) -> str:
        """Bank, branch and number, as an IBAN has them."""
        return " ".join((self.part(3, 7), self.part(12, 16), self.part(22, 32)))

    @property
    def currency(self) -> str:
        """That of the amounts."""
        return self.part(17, 19) or "EUR"

    def day(self, first: int) -> date | None:
        """The day at this position; none where it is blank.

        :raises Unreadable: it is none
        """
        text = self.part(first, first + 5)
        if not text.strip("0"):
            return None
        try:
            return datetime.strptime(text, "%d%m%y").date()
        except ValueError as error:
            raise Unreadable("date", self.place, text) from error

    def amount(self) -> Decimal:
        """The amount, with its sign.

        :raises Unreadable: it is none
        """
        text, decimals = self.part(91, 104), self.part(20, 20) or "2"
        digit, sign = SIGNED.get(text[-1:], (0, 0))
        digits = f"{text[:-1]}{digit}"
        if not sign or not (digits.isascii() and digits.isdigit() and decimals in "0123456789"):
            raise Unreadable("amount", self.place, text)
        return sign * Decimal(digits).scaleb(-int(decimals))


@dataclass(slots=True)
class _Account:
    """A statement while its records are read."""

    opening: Record
    lines: list[BankLine] = field(default_factory=list)


def read_cfonb120(text: str) -> BankFile:
    """The statements of a file, which may have no line ends.

    :raises Unreadable: a record is out of place, or makes no sense
    """
    statements, account = [], None
    for record in _records(text):
        kind = record.part(1, 2)
        is_expected = (kind == OPENING) == (account is None) and kind in (
            *(OPENING, MOVEMENT, COMPLEMENT, CLOSING),
        )
        if not is_expected or (account and record.account != account.opening.account):
            raise Unreadable("broken", record.place, record.text)
        if kind == OPENING:
            account = _Account(record)
        elif kind == CLOSING:
            statements.append(_closed(account, record))
            account = None
        else:
            _add(account, record, kind)
    if account:
        raise Unreadable("broken", record.place, record.text)
    return BankFile(tuple(statements))


def _records(text) -> Iterator[Record]:
    """The records of ``text``; spaces at the end of a line may have been cut."""
    lines = text.splitlines()
    if len(lines) == 1:
        lines = [text[start : start + LENGTH] for start in range(0, len(text.rstrip()), LENGTH)]
    for place, line in enumerate(lines, start=1):
        if len(line.rstrip()) > LENGTH:
            raise Unreadable("broken", place, line)
        if line.strip():
            yield Record(line.ljust(LENGTH), place)


def _closed(account, record) -> BankStatement:
    opening = account.opening
    if record.currency != opening.currency:
        raise Unreadable("currencies", record.place, record.currency)
    statement = BankStatement(
        lines=tuple(account.lines),
        account=opening.account,
        currency=opening.currency,
        opening=opening.amount(),
        closing=record.amount(),
    )
    return checked(statement, record.place)


def _add(account, record, kind):
    """Add a movement, or what a complement says of the last one."""
    if kind == MOVEMENT:
        account.lines.append(_movement(record))
        if record.currency != account.opening.currency:
            raise Unreadable("currencies", record.place, record.currency)
        if len(account.lines) > MAX_LINES:
            raise Unreadable("size", record.place)
    elif account.lines:
        account.lines[-1] = _completed(account.lines[-1], record)
    else:
        raise Unreadable("broken", record.place, record.text)


def _movement(record) -> BankLine:
    day = record.day(35)
    if not day:
        raise Unreadable("date", record.place, record.part(35, 40))
    return BankLine(
        day=day,
        amount=record.amount(),
        label=one_line(record.part(49, 79)),
        value_day=record.day(43),
        reference=identifier(record.part(105, 120)),
        place=record.place,
    )


def _completed(line, record) -> BankLine:
    said = one_line(record.part(49, 118))
    match record.part(46, 48):
        case "LIB" | "LCC" | "LC2" | "LCS" if said and said not in line.label:
            return replace(line, label=one_line(f"{line.label} {said}"))
        case "NPY" if line.amount > 0:
            return replace(line, payer=said)
        case "NBE" if line.amount < 0:
            return replace(line, payer=said)
        case "RCN" if reference := identifier(record.part(49, 83)):
            return replace(line, reference=reference)
    return line
