"""Days and amounts as banks write them in texts, in English and in French."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from ..rules.pasted import read_amount
from ..rules.pasted import read_day as read_written_day

DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
MONTH_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
NAMED = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?[ .-]*([a-z]{3,9})[ .,-]*(\d{4})")
NAMED_FIRST = re.compile(r"([a-z]{3,9})[ .]*(\d{1,2})(?:st|nd|rd|th)?[ .,]*(\d{4})")
TIME = re.compile(r"[t ]\d{1,2}[:h]\d{2}.*$")
MONTHS = {
    "jan": 1,
    "fev": 2,
    "feb": 2,
    "mar": 3,
    "avr": 4,
    "apr": 4,
    "mai": 5,
    "may": 5,
    "juin": 6,
    "june": 6,
    "jun": 6,
    "juil": 7,
    "july": 7,
    "jul": 7,
    "aou": 8,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{FIGURE DASH}": "-"})
CURRENCY = r"\s*(?:[€$£]|\b(?:euros?|eur|usd|gbp|chf)\b|(?<=\d)(?:eur|usd|gbp|chf)\b)\s*"
ENDS = re.compile(rf"^{CURRENCY}|{CURRENCY}$|^\s+|\s+$", re.IGNORECASE)
LETTER = re.compile(r"[^\W\d_]|[€$£]")
EXACT = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,6})?")


def fold(text: str) -> str:
    """``text`` as it is compared: small letters without accents.

    >>> fold("Libellé de l'Opération")
    "libelle de l'operation"
    """
    plain = unicodedata.normalize("NFKD", text.lower().replace("\u2019", "'"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def read_day(text: str, month_first: bool = False) -> date | None:
    """The day that ``text`` says, in figures or with the name of a month; none when it says none.

    >>> days = ["05/01/2026", "2026-01-05T10:12", "20260105", "5 janv. 2026", "Jan 5, 2026"]
    >>> {read_day(day) for day in days}
    {datetime.date(2026, 1, 5)}
    >>> read_day("01/05/2026", month_first=True), read_day("32/01/2026"), read_day("1 mai")
    (datetime.date(2026, 1, 5), None, None)
    """
    words = TIME.sub("", fold(text).strip())
    if match := DIGITS.fullmatch(words):
        return _day(*map(int, match.groups()))
    if month_first and (match := MONTH_FIRST.fullmatch(words)):
        month, _mark, day, year = match.groups()
        return read_written_day(f"{day}/{month}/{year}")
    if match := NAMED.fullmatch(words):
        day, month, year = match.groups()
    elif match := NAMED_FIRST.fullmatch(words):
        month, day, year = match.groups()
    else:
        return read_written_day(words)
    number = MONTHS.get(month[:4]) or MONTHS.get(month[:3], 0)
    return _day(int(year), number, int(day))


def read_iso_day(text: str | None) -> date | None:
    """The day of an ISO date or moment, where it happened: *2026-01-31T23:30:00+01:00*.

    >>> read_iso_day("2026-01-31T23:30:00+01:00"), read_iso_day("31/01/2026"), read_iso_day(None)
    (datetime.date(2026, 1, 31), None, None)
    """
    try:
        return datetime.strptime((text or "").strip()[:10], "%Y-%m-%d").date()
    except ValueError:
        return None


def read_signed(text: str) -> Decimal | None:
    r"""The amount that a person or a page wrote, with its sign; none when it could be two.

    >>> texts = ["1 234,56", "-1.234,56 €", "1,234.56-", "(12.00)", "5 euros", "0,00"]
    >>> [str(read_signed(text)) for text in texts]
    ['1234.56', '-1234.56', '-1234.56', '-12.00', '5', '0']
    >>> read_signed("1,234"), read_signed("12 EUR 13"), read_signed("")
    (None, None, None)
    """
    words = ENDS.sub("", text.translate(MINUS)).strip()
    is_below = words.startswith(("-", "(")) or words.endswith(("-", ")"))
    size = ENDS.sub("", words.strip("+-()")).strip()
    if re.fullmatch(r"0+(?:[.,]0+)?", size):
        return Decimal(0)
    amount = read_amount(size) if not LETTER.search(size) else None
    return -amount if amount and is_below else amount


def read_exact(text: str | None) -> Decimal | None:
    """The amount that a program wrote: no groups, a point or a comma; none when it wrote none.

    >>> read_exact("-1234.50"), read_exact("+12,5"), read_exact("1 000.00"), read_exact(None)
    (Decimal('-1234.50'), Decimal('12.5'), None, None)
    """
    words = (text or "").strip()
    if not (words.isascii() and EXACT.fullmatch(words)):
        return None
    try:
        return Decimal(words.replace(",", "."))
    except InvalidOperation:
        return None


def _day(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None
