"""Tables of movements as banks and spreadsheets write them: CSV, or cells copied by tabs.

The columns are known by their titles, in English or in French, or by what somebody said of them
before; the marks between cells and the lines above the titles are found out.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from .bank_statement import (
    MAX_COLUMNS,
    MAX_LINES,
    MAX_TEXT,
    BankFile,
    BankLine,
    BankStatement,
    Unread,
    Unreadable,
    identifier,
    one_line,
)
from .figures import fold, read_day, read_signed

TITLES = {
    "day": (
        "date, jour, day, date operation, date d operation, date de l operation, date comptable, "
        "date de comptabilisation, booking date, transaction date, posting date, operation date"
    ),
    "value_day": "date valeur, date de valeur, valeur, value date",
    "amount": "montant, montant de l operation, somme, amount, transaction amount",
    "debit": "debit, montant debit, sortie, sorties, paid out, money out, withdrawal, withdrawals",
    "credit": "credit, montant credit, entree, entrees, paid in, money in, deposit, deposits",
    "label": (
        "libelle, libelle operation, libelle de l operation, libelle simplifie, intitule, "
        "operation, nature de l operation, detail, details, detail de l operation, communication, "
        "motif, informations complementaires, label, description, narrative, memo, wording, "
        "transaction details"
    ),
    "reference": "reference, ref, reference client, end to end id, customer reference, numero",
    "payer": (
        "nom, tiers, contrepartie, nom contrepartie, donneur d ordre, emetteur, payer, payee, "
        "name, counterparty, counterparty name"
    ),
    "payer_account": (
        "iban, iban contrepartie, compte contrepartie, compte du tiers, counterparty account, "
        "counterparty iban"
    ),
    "bank_id": (
        "id, identifiant, identifiant de l operation, numero d operation, transaction id, "
        "operation id"
    ),
    "currency": "devise, monnaie, currency",
}
"""Titles of columns, as they are compared, and what stands below them."""
MEANINGS = {title: meaning for meaning, text in TITLES.items() for title in text.split(", ")}
MARKS = ";\t,|"
HEAD = 40
"""Lines among which the titles are looked for."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, the first cell below that says something, and its meaning or none."""

    title: str
    sample: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """Cells below titles; ``rows`` have the number of their line in the text."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def is_known(self) -> bool:
        """Whether days and amounts have a column."""
        meanings = {column.meaning for column in self.columns}
        return "day" in meanings and bool(meanings & {"amount", "debit", "credit"})


def plain_title(title: str) -> str:
    """A title as it is compared.

    >>> plain_title("Date de l'opération"), plain_title("Montant (EUR)"), plain_title("N° ")
    ('date de l operation', 'montant', 'n')
    """
    words = re.sub(r"[^a-z0-9]+", " ", fold(title)).strip()
    return re.sub(r" (?:(?:en )?(?:euros?|eur)|e)$", "", words)


def read_table(text: str, meanings: Mapping[str, str] | None = None) -> Table:
    """The table in ``text``.

    :param meanings: what columns mean by their plain titles, empty for those that say nothing here
    :raises Unreadable: there is none

    >>> table = read_table("Solde;12\\nDate;Libellé;Montant\\n05/01/2026;VIR;12,00")
    >>> [column.meaning for column in table.columns], table.rows
    (['day', 'label', 'amount'], ((3, ('05/01/2026', 'VIR', '12,00')),))
    """
    known = MEANINGS | dict(meanings or {})
    best, titles = -1, None
    for mark in MARKS:
        rows = list(_cells(text, mark, HEAD))
        for row in rows:
            found = len({known.get(plain_title(cell)) for cell in row[1]} - {None, ""})
            score = 100 * found + len(row[1]) if len(row[1]) > 1 else -1
            if score > best:
                best, titles = score, (mark, row)
    if titles is None:
        raise Unreadable("format")
    return _table(text, known, *titles)


def _table(text, known, mark, titles) -> Table:
    place, cells = titles
    below = (row for row in _cells(text, mark) if row[0] > place)
    rows = tuple(islice(below, MAX_LINES + 1))
    if len(rows) > MAX_LINES:
        raise Unreadable("size", rows[MAX_LINES][0])
    samples = [
        next((row[number] for _place, row in rows if len(row) > number and row[number]), "")
        for number in range(len(cells))
    ]
    columns, taken = [], set()
    for title, sample in zip(cells, samples, strict=True):
        meaning = known.get(plain_title(title), "")
        if meaning in taken and meaning != "label":
            meaning = ""
        taken.add(meaning)
        columns.append(Column(title, sample[:80], meaning))
    return Table(tuple(columns), rows)


def _cells(text, mark, most=None) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows of ``text`` that say something, with the number of their line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for row in reader:
            cells = tuple(one_line(cell) for cell in row[:MAX_COLUMNS])
            if any(cells):
                yield reader.line_num, cells
            if most and reader.line_num > most:
                return
    except csv.Error as error:
        raise Unreadable("broken", reader.line_num, str(error)) from error


def read_rows(table: Table, month_first: bool | None = None) -> BankFile:
    """The movements of a table; a row without day and amount is left out, and said.

    :param month_first: whether days are written so; by default, if no day can be read otherwise
    :raises Unreadable: a row has an amount and no day, or no amount that can be read; or the
        columns are not known
    """
    if not table.is_known:
        raise Unreadable("columns")
    rows = [(place, _by_meaning(table, cells)) for place, cells in table.rows]
    if month_first is None:
        days = [row["day"] for _place, row in rows if row.get("day")]
        month_first = not all(map(read_day, days)) and all(read_day(day, True) for day in days)
    lines, unread, currencies = [], [], set()
    for place, row in rows:
        line = _read_row(row, place, month_first)
        if isinstance(line, BankLine):
            lines.append(line)
            currencies.add(row.get("currency", "").upper())
        elif line:
            unread.append(line)
    currencies.discard("")
    if len(currencies) > 1:
        raise Unreadable("currencies", 0, ", ".join(sorted(currencies)))
    return BankFile((BankStatement(tuple(lines), currency="".join(currencies)),), tuple(unread))


def _by_meaning(table, cells) -> dict[str, str]:
    row = {}
    for column, cell in zip(table.columns, cells, strict=False):
        if column.meaning and cell:
            known = row.get(column.meaning)
            row[column.meaning] = f"{known} {cell}"[:MAX_TEXT] if known else cell
    return row


def _read_row(row, place, month_first) -> BankLine | Unread | None:
    text = " ".join(row.values())
    amount = _amount(row, place)
    if not amount:
        return Unread(text, "amount", place) if text and amount is None else None
    day = read_day(row.get("day", ""), month_first)
    if not day:
        raise Unreadable("date", place, row.get("day", ""))
    return BankLine(
        day=day,
        amount=amount,
        label=row.get("label") or row.get("payer") or row.get("reference", ""),
        value_day=read_day(row.get("value_day", ""), month_first),
        place=place,
        **{name: identifier(row.get(name)) for name in ("reference", "payer", "bank_id")},
        payer_account=identifier(row.get("payer_account")).replace(" ", ""),
    )


def _amount(row, place) -> Decimal | None:
    """The signed amount of a row, none where nothing is written.

    :raises Unreadable: what is written is no amount
    """
    written = {name: row[name] for name in ("amount", "debit", "credit") if name in row}
    amounts = {name: read_signed(text) for name, text in written.items()}
    for name, amount in amounts.items():
        if amount is None:
            raise Unreadable("amount", place, written[name])
    if not amounts:
        return None
    if "amount" in amounts:
        return amounts["amount"]
    # Some banks write what went out with a minus, others in its column only.
    return amounts.get("credit", Decimal(0)) - abs(amounts.get("debit", Decimal(0)))
