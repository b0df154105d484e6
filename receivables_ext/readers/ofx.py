"""OFX: statements for programs of accounting, as SGML (1.x) or XML (2.x).

Both are read as a row of names, each with its value: SGML does not close what has one. A day is
that of the bank, whatever its time zone; libraries that convert it book on the day before.
"""

import re
from dataclasses import dataclass
from html import unescape

from .bank_statement import (
    MAX_LINES,
    BankFile,
    BankLine,
    BankStatement,
    Unreadable,
    identifier,
    one_line,
)
from .figures import read_day, read_exact
from .texts import read_text

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9.]*)>([^<]*)")
CHARSET = re.compile(rb"CHARSET:\s*(1252|8859-1)", re.IGNORECASE)
DATED, STATEMENT, MOVEMENT, LEDGER = "DTPOSTED", ("STMTRS", "CCSTMTRS"), "STMTTRN", "LEDGERBAL"
ACCOUNT = ("BANKID", "BRANCHID", "ACCTID")


@dataclass(frozen=True, slots=True)
class Tag:
    """A name of the file, with what is written behind it; ``ends`` if it closes a part."""

    name: str
    value: str
    ends: bool
    place: int


def read_ofx(content: bytes) -> BankFile:
    """The statements of a file.

    :raises Unreadable: it is cut off, or a part of it makes no sense
    """
    is_western = CHARSET.search(content[:1000]) and not content.startswith(b"\xef\xbb\xbf")
    text = content.decode("cp1252", "replace") if is_western else read_text(content)
    statements, part = [], None
    for tag in _tags(text):
        if tag.name in STATEMENT and not tag.ends:
            part = []
        elif part is not None and tag.name in STATEMENT:
            statements.append(_read_statement(part))
            part = None
        elif part is not None:
            part.append(tag)
    if part is not None:
        raise Unreadable("broken", text.count("\n") + 1)
    return BankFile(tuple(statements))


def _tags(text):
    place, last = 1, 0
    for match in TAG.finditer(text):
        place += text.count("\n", last, match.start())
        last = match.start()
        end, name, value = match.groups()
        yield Tag(name.upper(), one_line(unescape(value)), bool(end), place)


def _read_statement(tags) -> BankStatement:
    head, movements = {}, []
    part = head
    for tag in tags:
        if tag.name == MOVEMENT and not tag.ends:
            part = {"": tag}
            movements.append(part)
        elif tag.name == MOVEMENT:
            part = head
        elif tag.name == LEDGER:
            part = head.setdefault(LEDGER, {}) if not tag.ends else head
        elif not tag.ends:
            part.setdefault(tag.name, tag)
        if len(movements) > MAX_LINES:
            raise Unreadable("size", tag.place)
    return BankStatement(
        lines=tuple(map(_read_line, movements)),
        account=one_line(" ".join(_value(head, name) for name in ACCOUNT)),
        currency=_value(head, "CURDEF").upper(),
        closing=read_exact(_value(head.get(LEDGER, {}), "BALAMT")),
    )


def _value(part, name) -> str:
    return part[name].value if name in part else ""


def _read_line(part) -> BankLine:
    def value(name):
        return _value(part, name)

    place = part[""].place
    amount, day = read_exact(value("TRNAMT")), read_day(value(DATED)[:8])
    if amount is None:
        raise Unreadable("amount", place, value("TRNAMT"))
    if not day:
        raise Unreadable("date", place, value(DATED))
    payer, said = value("NAME"), value("MEMO")
    return BankLine(
        day=day,
        amount=amount,
        label=said if said.startswith(payer) else one_line(f"{payer} {said}"),
        value_day=read_day(value("DTAVAIL")[:8]),
        reference=identifier(value("REFNUM") or value("CHECKNUM")),
        payer=payer,
        payer_account=identifier(value("ACCTID")),
        bank_id=identifier(value("FITID")),
        place=place,
    )
