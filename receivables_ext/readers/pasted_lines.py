"""Lines copied from the page of a bank, or from a mail.

A movement is a line with a day and an amount, or a few lines of which the first says the day and
the last the amount. Without a sign, money came in. What says no day or no amount is listed.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .bank_statement import (
    MAX_BYTES,
    MAX_LINES,
    MAX_TEXT,
    BankFile,
    BankLine,
    BankStatement,
    Unread,
    Unreadable,
    one_line,
)
from .csv_table import plain_title, read_rows, read_table
from .figures import read_day, read_signed

DAY = re.compile(
    r"(?<![\w./-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})"
    r"|\d{1,2}(?:er)?[ .-][^\W\d_]{3,9}[ .,-]{1,2}\d{4}"
    r"|[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})(?![\w/-])"
)
MONEY = re.compile(
    r"(?<![\w.,])(?:[-+\N{MINUS SIGN}] ?|\()?(?:[€$£] ?)?"
    r"(?:\d{1,3}(?:[ .,'\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]\d{3})+|\d{1,12})[.,]\d{2}"
    r"(?![\d])(?![.,]\d)\)?-?(?:\s?(?:[€$£]|(?:EUR|USD|GBP|CHF|euros?)\b))?",
    re.IGNORECASE,
)
TOTAL = re.compile(
    r"(?:(?:nouveau|ancien|new|old|opening|closing|account) )?(?:solde|balance|total)"
    r"(?: (?:au|le|en|de|du|on|of|as|eur|euros|compte|disponible|comptable|crediteur|debiteur))*"
)
MOST = 5
"""Lines of one movement."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one line says: days and amounts, and the words around them."""

    days: tuple[date, ...]
    amounts: tuple[Decimal, ...]
    words: str


def read_pasted_lines(text: str, month_first: bool | None = None) -> BankFile:
    """The movements in ``text``; with titles that are known above cells, those of the table.

    >>> file = read_pasted_lines("05/01/2026 VIR ACME 1 200,00 €\\nBonjour")
    >>> [(str(line.day), str(line.amount), line.label) for line in file.statements[0].lines]
    [('2026-01-05', '1200.00', 'VIR ACME')]
    >>> [(each.text, each.problem) for each in file.unread]
    [('Bonjour', 'date')]

    :raises Unreadable: there are too many lines
    """
    if len(text) > MAX_BYTES:
        raise Unreadable("size")
    if "\t" in text:
        table = read_table(text)
        if table.is_known:
            return read_rows(table, month_first)
    return _Gathering(bool(month_first)).read_all(text)


class _Gathering:
    """Lines of a text, gathered until each movement has a day and an amount."""

    def __init__(self, month_first: bool):
        """Begin with nothing."""
        self.month_first = month_first
        self.lines: list[BankLine] = []
        self.unread: list[Unread] = []
        self.begun: list[tuple[int, str, Said]] = []

    def read_all(self, text: str) -> BankFile:
        """What ``text`` says."""
        for place, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                line = line[: 2 * MAX_TEXT]  # the rest is no movement
                self._add(place, line, _read_line(line, self.month_first))
            if len(self.lines) > MAX_LINES or len(self.unread) > MAX_LINES:
                raise Unreadable("size", place)
        self._give_up("amount")
        return BankFile((BankStatement(tuple(self.lines)),), tuple(self.unread))

    def _add(self, place, line, said):
        if TOTAL.fullmatch(plain_title(said.words)):
            self._give_up("amount")
            self.unread.append(Unread(one_line(line), "total", place))
            return
        if said.days or len(self.begun) == MOST:
            self._give_up("amount")
        if said.days:
            self.begun = [(place, line, said)]
        elif self.begun:
            self.begun.append((place, line, said))
        else:
            self.unread.append(Unread(one_line(line), "date", place))
        if self.begun and said.amounts:
            self._finish()

    def _finish(self):
        """Keep the movement; the second amount of cells is the balance after it."""
        place, line, said = self.begun[0]
        amounts = self.begun[-1][2].amounts
        if len(amounts) > 2 or (len(amounts) == 2 and "\t" not in self.begun[-1][1]):
            self._give_up("amount")
            return
        days = said.days
        label = one_line(" ".join(each.words for _place, _line, each in self.begun))
        self.lines.append(
            BankLine(
                day=days[0],
                amount=amounts[0],
                label=label or one_line(line),
                value_day=days[1] if len(days) > 1 else None,
                place=place,
            )
        )
        self.begun = []

    def _give_up(self, problem):
        """List lines that make no movement."""
        self.unread += [Unread(one_line(line), problem, place) for place, line, _said in self.begun]
        self.begun = []


def _read_line(line, month_first) -> Said:
    days = [(match, read_day(match[0], month_first)) for match in DAY.finditer(line)]
    days = [(match, day) for match, day in days if day]
    rest = _without(line, [match for match, _day in days])
    amounts = [(match, read_signed(match[0])) for match in MONEY.finditer(rest)]
    amounts = [(match, amount) for match, amount in amounts if amount]
    return Said(
        tuple(day for _match, day in days),
        tuple(amount for _match, amount in amounts),
        one_line(_without(rest, [match for match, _amount in amounts])),
    )


def _without(text, matches):
    """``text`` with a tab where ``matches`` stood: what is around them does not become one word."""
    for match in reversed(matches):
        text = f"{text[: match.start()]}\t{text[match.end() :]}"
    return text
