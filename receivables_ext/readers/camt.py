"""CAMT.053 and CAMT.054: statements and notices of movements of ISO 20022, in XML.

All versions are read: what they call differently is asked for in each way. No entity is expanded,
nothing is fetched.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

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
from .figures import read_exact, read_iso_day

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.05[34]\.001\.\d{2}")
BODIES = {"BkToCstmrStmt": "Stmt", "BkToCstmrDbtCdtNtfctn": "Ntfctn"}
OPENING = ("OPBD", "PRCD")
"""Codes of an opening balance, the best first: the closing one of the day before is the same."""

BOOKED = ("BOOK", "")
"""Status of what is on the account: the rest is announced, or only information."""


def read_camt(content: bytes) -> BankFile:
    """The statements of a file.

    :raises Unreadable: it is none, or a part of it makes no sense
    """
    root = _parse(content)
    body = next((child for child in root if etree.QName(child).localname in BODIES), None)
    if body is None:
        raise Unreadable("format", root.sourceline or 0, etree.QName(root).localname)
    _strip_names(root)
    return BankFile(tuple(_read_statement(node) for node in body.findall(BODIES[body.tag])))


def _parse(content):
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        place = getattr(error, "lineno", 0) or 0
        raise Unreadable("broken", place, str(error)) from error
    if root is None or root.getroottree().docinfo.doctype:
        raise Unreadable("format")
    if not NAMESPACE.fullmatch(etree.QName(root).namespace or ""):
        raise Unreadable("format", root.sourceline or 0, etree.QName(root).localname)
    return root


def _strip_names(root):
    """Name elements as the schema does, without the version in front."""
    for node in root.iter(etree.Element):
        node.tag = etree.QName(node).localname


def _read_statement(node) -> BankStatement:
    currency = _text(node, "Acct/Ccy") or next(iter(_currencies(node)), "")
    lines = []
    for entry in node.iterfind("Ntry"):
        if _text(entry, "Sts", "Sts/Cd") in BOOKED:
            lines += _read_entry(entry, currency)
        if len(lines) > MAX_LINES:
            raise Unreadable("size", entry.sourceline)
    statement = BankStatement(
        lines=tuple(lines),
        account=identifier(_text(node, "Acct/Id/IBAN", "Acct/Id/Othr/Id")),
        currency=currency,
        name=one_line(_text(node, "Id")),
        opening=_balance(node, *OPENING),
        closing=_balance(node, "CLBD"),
    )
    return checked(statement, node.sourceline)


def _currencies(node):
    return [amount.get("Ccy", "") for amount in node.iterfind("Ntry/Amt")]


def _balance(node, *codes) -> Decimal | None:
    """The first balance of one of these kinds; one of a page in between is none."""
    for code in codes:
        for balance in node.iterfind("Bal"):
            is_meant = _text(balance, "Tp/CdOrPrtry/Cd") == code
            if is_meant and _text(balance, "Tp/SubTp/Cd") != "INTM":
                return _signed(balance)
    return None


def _signed(node, sign=None) -> Decimal:
    """The amount of ``node``: above zero for a credit.

    :raises Unreadable: there is none, or it is neither a credit nor a debit
    """
    found, mark = _text(node, "Amt"), _text(node, "CdtDbtInd") or sign
    amount = read_exact(found)
    if amount is None or mark not in ("CRDT", "DBIT"):
        raise Unreadable("amount", node.sourceline, found)
    return amount if mark == "CRDT" else -amount


def _read_entry(entry, currency) -> Iterator[BankLine]:
    """The movements of an entry: those of a batch one by one, where their amounts make it."""
    amount = _signed(entry)
    if entry.find("Amt").get("Ccy", "") != currency:
        raise Unreadable("currencies", entry.sourceline, entry.find("Amt").get("Ccy", ""))
    details = entry.findall("NtryDtls/TxDtls")
    parts = [_part(each, currency, _text(entry, "CdtDbtInd")) for each in details]
    if len(details) > 1 and None not in parts and sum(parts) == amount:
        for number, (each, part) in enumerate(zip(details, parts, strict=True), start=1):
            yield _read_line(entry, each, part, f"/{number}")
    else:
        yield _read_line(entry, details[0] if len(details) == 1 else entry, amount)


def _part(details, currency, sign) -> Decimal | None:
    """The signed amount of one movement of a batch, none where it is in another currency."""
    amount = details.find("Amt")
    if amount is None:
        amount = details.find("AmtDtls/TxAmt/Amt")
    if amount is None or amount.get("Ccy") != currency:
        return None
    part = read_exact(amount.text)
    is_debit = (_text(details, "CdtDbtInd") or sign) == "DBIT"
    return -part if part is not None and is_debit else part


def _read_line(entry, details, amount, suffix="") -> BankLine:
    day = read_iso_day(_text(entry, "BookgDt/Dt", "BookgDt/DtTm"))
    value_day = read_iso_day(_text(entry, "ValDt/Dt", "ValDt/DtTm"))
    if not (day or value_day):
        raise Unreadable("date", entry.sourceline, _text(entry, "BookgDt/Dt"))
    side = "Dbtr" if amount > 0 else "Cdtr"
    payer = _text(
        details,
        *(f"RltdPties/{side}/Pty/Nm", f"RltdPties/{side}/Nm"),
        *(f"RltdPties/Ultmt{side}/Pty/Nm", f"RltdPties/Ultmt{side}/Nm"),
    )
    account = f"RltdPties/{side}Acct/Id"
    return BankLine(
        day=day or value_day,
        amount=amount,
        label=_label(entry, details) or one_line(payer),
        value_day=value_day,
        reference=_reference(details),
        payer=one_line(payer),
        payer_account=identifier(_text(details, f"{account}/IBAN", f"{account}/Othr/Id")),
        bank_id=_identifier(entry, details, suffix),
        place=entry.sourceline,
    )


def _label(entry, details):
    said = [node.text for node in details.iterfind("RmtInf/Ustrd")]
    if not any(said):
        said = [_text(details, "AddtlTxInf"), _text(entry, "AddtlNtryInf")]
        said = [next(filter(None, said), "")]
    return one_line(" ".join(filter(None, said)))


def _reference(details):
    """The reference that the invoice gave, else the one that the payer gave."""
    structured = details.iterfind("RmtInf/Strd/CdtrRefInf/Ref")
    found = [identifier(node.text) for node in structured]
    return next(filter(None, found), "") or identifier(_text(details, "Refs/EndToEndId"))


def _identifier(entry, details, suffix):
    own = identifier(_text(details, "Refs/AcctSvcrRef")) if details is not entry else ""
    shared = identifier(_text(entry, "AcctSvcrRef"))
    return own if own and own != shared else shared and shared + suffix


def _text(node, *paths) -> str:
    """The text of the first of ``paths`` that says something."""
    for path in paths:
        found = node.findtext(path)
        if found and found.strip():
            return found.strip()
    return ""
