"""The text of a bank line: its parts, and what names nothing in it."""

import re
from collections.abc import Iterable

from ..references import fold, runs_of

AMOUNT = re.compile(
    r"(?<![\w.,])\d{1,3}(?:(?:[ .']\d{3})+|\d*)[.,]\d{2}(?![\d.,/-])"
    r"(?:\s?(?:EUR|USD|GBP|CHF|€|\$))?"
    r"|(?<![\w.,])\d+(?:[.,]\d{1,2})?\s?(?:(?:EUR(?:OS?)?|USD|GBP|CHF)\b(?!\s?\d)|€|\$)"
    r"|\b(?:EUR|USD|GBP|CHF)\s?\d+(?:[.,]\d{2})?(?!\d)",
    re.IGNORECASE,
)
DAY = re.compile(
    r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:(?:19|20)\d\d|\d\d)(?!\d)"
    r"|(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<![\d/-])(?:0?[1-9]|1[0-2])/20\d\d(?!\d)"
)
PHONE = re.compile(r"(?<!\w)(?:(?:\+|00)\d{2}[ .]?\d|0\d)(?:[ .]?\d{2}){4}(?!\d)")
ACCOUNT = re.compile(r"(?<!\w)(?!RF)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
OTHER_NUMBER = re.compile(
    r"\b(?:SIRET|SIREN|TVA|VAT|MANDAT|RUM|ICS|TEL|PHONE|CLIENT|CDE|COMMANDE|ORDER|PO|BC|"
    r"CONTRAT|CONTRACT|DOSSIER)[ :.#n°-]{0,4}\d[\w/-]*",
    re.IGNORECASE,
)
"""Numbers of payers, orders and contracts: they name no document of ours."""
FIELD = re.compile(r"[;\n]|(?:^|\s)/[A-Z]{2,8}\b/?|\b[A-Z]{4}\+|\bNOTPROVIDED\b")
"""What banks put between the parts of a label: each may have been cut at its end."""
LONGEST = 12
"""A run of more digits is a number of a bank."""


def parts_of(text: str) -> list[str]:
    """The parts of a label, as banks put them together.

    >>> parts_of("VIR RECU /DE ACME /MOTIF FACT 12 /REF NOTPROVIDED")
    ['VIR RECU', ' ACME', ' FACT 12']
    """
    return [part for part in FIELD.split(text) if part.strip()]


def joined(name: str | None) -> str:
    """The letters and digits of a name, which are compared.

    >>> joined("Réf. INV/2026-12")
    'refinv202612'
    """
    return "".join(run.text for run in runs_of(fold(name or "")))


def masked(text: str, taken: Iterable[tuple[int, int]] = ()) -> str:
    """``text``, folded, without amounts, days, telephones, accounts and numbers of others.

    :param taken: start and end of more that does not count
    :return: as long as ``text``: what is masked are bars

    >>> masked("FA 123 de 1 234,56 EUR du 05/01/2026 tel 01 02 03 04 05")
    'FA 123 de |||||||||||| du |||||||||| tel ||||||||||||||'
    >>> masked("CDE 4711 FR7630006000011234567890189 F12", [(37, 40)])
    '|||||||| ||||||||||||||||||||||||||| |||'
    """
    text = fold(text)
    for start, end in taken:
        text = _barred(text, start, end)
    for match in ACCOUNT.finditer(text):
        if has_checksum(match[0]):
            text = _barred(text, *match.span())
    for pattern in (AMOUNT, DAY, PHONE, OTHER_NUMBER):
        text = pattern.sub(lambda match: "|" * len(match[0]), text)
    return text


def without_others(text: str) -> str:
    """``text``, folded, without numbers of payers, orders and contracts, and telephones.

    >>> without_others("CONTRAT 2026-00045 FACT 2026-00046")
    '|||||||||||||||||| FACT 2026-00046'
    """
    text = fold(text)
    for pattern in (PHONE, OTHER_NUMBER):
        text = pattern.sub(lambda match: "|" * len(match[0]), text)
    return text


def has_checksum(code: str) -> bool:
    """Whether ``code`` has the checksum of ISO 7064 (97-10), as ISO 11649 and IBAN have.

    >>> has_checksum("RF18 5390 0754 7034"), has_checksum("RF19 5390 0754 7034")
    (True, False)
    >>> has_checksum("FR76 3000 6000 0112 3456 7890 189"), has_checksum("RF1é")
    (True, False)
    """
    code = "".join(code.split()).upper()
    if not (code.isascii() and code.isalnum() and len(code) > 4):
        return False
    return int("".join(str(int(char, 36)) for char in code[4:] + code[:4])) % 97 == 1


def _barred(text, start, end):
    return text[:start] + "|" * (end - start) + text[end:]
