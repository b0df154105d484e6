"""Rows of payments copied from a spreadsheet: date, customer, amount, number, by tabs."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

COLUMNS = ("date", "customer", "amount", "number")
DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
CURRENCY = re.compile(r"\s*(?:[€$£]|eur|usd|gbp|chf)\s*", re.IGNORECASE)
GROUPED = re.compile(r"\d{1,3}(?:[ .,']\d{3})+")


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A payment that was read; ``day`` is none where the cell is empty."""

    day: date | None
    customer: str
    amount: Decimal
    number: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that was not read, as it was pasted, and the column that could not be."""

    line: str
    column: str


def read_pasted(text: str) -> tuple[list[PastedRow], list[Unread]]:
    r"""What was pasted, line by line: each is read whole, or is among those that were not.

    >>> rows, unread = read_pasted("05/01/2026\tACME\t1 234,56\t0045512\n\tGlobex\t80\n")
    >>> rows[0]
    PastedRow(day=datetime.date(2026, 1, 5), customer='ACME', amount=Decimal('1234.56'), number='0045512')
    >>> rows[1].day, rows[1].amount, unread
    (None, Decimal('80'), [])

    The names of the columns above them are no row:

    >>> [each.column for each in read_pasted("Date\tCustomer\tAmount\nACME 12\n\t\t12")[1]]
    ['columns', 'customer']
    """  # noqa: E501
    rows: list[PastedRow] = []
    unread: list[Unread] = []
    lines = [line for line in text.splitlines() if line.strip()]
    for line in lines[1:] if lines and _is_heading(lines[0]) else lines:
        read = _read_line(line)
        (unread if isinstance(read, Unread) else rows).append(read)
    return rows, unread


def read_day(text: str) -> date | None:
    """The day that ``text`` says; none when it says none.

    >>> read_day("5/1/26"), read_day("2026-01-05"), read_day("05.01.2026")
    (datetime.date(2026, 1, 5), datetime.date(2026, 1, 5), datetime.date(2026, 1, 5))
    >>> read_day("31/02/2026"), read_day("yesterday")
    (None, None)
    """
    if match := DAY_FIRST.fullmatch(text.strip()):
        day, month, year = map(int, match.groups())
    elif match := YEAR_FIRST.fullmatch(text.strip()):
        year, month, day = map(int, match.groups())
    else:
        return None
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def read_amount(text: str) -> Decimal | None:
    """The amount above zero that ``text`` says; none when it says none, or could say two.

    >>> [str(read_amount(text)) for text in ("1 234,56", "1.234,56 €", "1,234.5", "1234", "0,05")]
    ['1234.56', '1234.56', '1234.5', '1234', '0.05']

    *1,234* is a thousand to some and one to others; below zero, nothing was received:

    >>> read_amount("1,234"), read_amount("-5"), read_amount("0"), read_amount("12a")
    (None, None, None, None)
    >>> read_amount("1 234"), read_amount("1.234.567")
    (Decimal('1234'), Decimal('1234567'))
    """
    digits = re.sub(r"\s", " ", CURRENCY.sub("", text)).strip()
    whole, mark, decimals = re.fullmatch(r"(.*?)(?:([.,])(\d{1,2}))?", digits, re.DOTALL).groups()
    is_plain = re.fullmatch(r"\d{1,12}", whole)
    is_grouped = GROUPED.fullmatch(whole) and len(set(re.sub(r"\d", "", whole))) == 1
    says_two = not mark and re.fullmatch(r"\d{1,3}[.,]\d{3}", whole)
    same_mark = mark and mark in whole
    if not (is_plain or is_grouped) or says_two or same_mark:
        return None
    amount = Decimal(re.sub(r"\D", "", whole) + (f".{decimals}" if mark else ""))
    return amount or None


def _is_heading(line: str) -> bool:
    return line.count("\t") >= 2 and not any(map(str.isdigit, line))


def _read_line(line: str) -> PastedRow | Unread:
    cells = [cell.strip() for cell in line.split("\t")]
    if not 3 <= len(cells) <= 4:
        return Unread(line, "columns")
    when, customer, amount, number = [*cells, ""][:4]
    day, units = read_day(when), read_amount(amount)
    if when and not day:
        return Unread(line, "date")
    if not customer:
        return Unread(line, "customer")
    if not units:
        return Unread(line, "amount")
    return PastedRow(day, customer, units, number)
