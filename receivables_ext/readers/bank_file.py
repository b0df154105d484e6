"""Read a file of a bank, whichever of the formats it is in."""

import re
from collections.abc import Mapping

from .bank_statement import MAX_BYTES, MAX_LINES, BankFile, Unreadable
from .camt import read_camt
from .cfonb120 import read_cfonb120
from .csv_table import Table, read_rows, read_table
from .ofx import read_ofx
from .texts import read_text

OFX = re.compile(rb"OFXHEADER|<OFX>", re.IGNORECASE)
XML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<")
CFONB = re.compile(r"\s{0,9}01\d{5}[\d ]{4}\d{5}")


def read_bank_file(
    content: bytes, meanings: Mapping[str, str] | None = None, month_first: bool | None = None
) -> BankFile:
    """What ``content`` says of accounts.

    :param meanings: of the columns of a table, by their plain titles
    :param month_first: whether the days of a table are written so
    :raises Unreadable: it is no format that is read, it is broken, or it has no line
    """
    table = table_of(content, meanings)
    if table:
        file = read_rows(table, month_first)
    elif _is_ofx(content):
        file = read_ofx(content)
    elif _is_xml(content):
        file = read_camt(content)
    else:
        file = read_cfonb120(read_text(content))
    if sum(len(statement.lines) for statement in file.statements) > MAX_LINES:
        raise Unreadable("size")
    if not any(statement.lines for statement in file.statements):
        raise Unreadable("empty")
    return file


def table_of(content: bytes, meanings: Mapping[str, str] | None = None) -> Table | None:
    """The table in ``content``, none if it is in another format.

    :raises Unreadable: it is too large, or no text
    """
    if len(content) > MAX_BYTES:
        raise Unreadable("size")
    if not content.strip():
        raise Unreadable("empty")
    if _is_ofx(content) or _is_xml(content):
        return None
    text = read_text(content)
    return None if CFONB.match(text) else read_table(text, meanings)


def _is_ofx(content):
    return bool(OFX.search(content[:2000]))


def _is_xml(content):
    return bool(XML.match(content)) or content[:4] in (b"<\0?\0", b"\xff\xfe<\0", b"\xfe\xff\0<")
