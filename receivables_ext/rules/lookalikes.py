"""What looks like the number of a document in a text, whatever documents there are."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

NO_DOCUMENT = {
    *("n", "no", "nr", "num", "numero", "ref", "refs", "reference", "cde", "id", "tel", "rum"),
    *("paiement", "reglement", "vir", "virement", "payment", "pmt", "pay", "trf", "transfer", "tr"),
    *("chq", "chk", "cheque", "check", "sepa", "e", "end", "cb", "carte", "card", "iban", "bic"),
    *("group", "batch", "lot", "mandat", "ics", "siret", "siren", "tva", "vat", "client"),
}
"""What stands before numbers of payments and persons: such a number names no document."""
LOOKALIKE = re.compile(r"(?<!\w)([^\W\d_]{1,6})(\d*(?:[/\-]\d+)+)(?![\w/\-])")
"""A word that looks like the number of a document: letters, then digits in several groups."""
MONTH = re.compile(r"\d?[/\-](?:\d{1,2}[/\-])?(?:19|20)\d\d")
"""The digits of such a word that says a month or a quarter."""


def find_lookalikes(text: str, taken: Sequence[tuple[int, int]] = ()) -> Iterator[str]:
    """Words of ``text`` that look like the number of a document.

    :param taken: where it names documents that are known: start and end of each, in order; see
        ``references.py``

    >>> [*find_lookalikes("F25-999, INV/2026/00001 and CHQ-4711 of May-2026")]
    ['F25-999', 'INV/2026/00001']
    >>> [*find_lookalikes("Réf-4711, T1-2026")]
    []
    >>> [*find_lookalikes("F25-999, INV/2026/00001", [(9, 23)])]
    ['F25-999']
    """
    spans = iter([*taken, (len(text) + 1, len(text) + 1)])
    span = next(spans)
    for match in LOOKALIKE.finditer(text):
        while span[1] <= match.start():
            span = next(spans)
        is_free = match.end() <= span[0]
        digits = sum(char.isdigit() for char in match[2])
        is_other = _plain(match[1]) in NO_DOCUMENT or MONTH.fullmatch(match[2])
        if is_free and digits >= 3 and not is_other:
            yield match[0]


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
