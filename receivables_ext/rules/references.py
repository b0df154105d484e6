"""Which documents somebody names in a text, such as the reference of a payment.

People write a number as they please: glued to other words, in brackets, in lower case, with spaces
or dashes instead of slashes, without leading zeros. A text and the names of documents are cut into
runs of letters and of digits, which are compared: so *INV/2026/0001* is never found in
*INV/2026/00012*. The work grows with the text and the number of documents, no more.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

RUN = re.compile(r"[^\W\d_]+|\d+")
BETWEEN = re.compile(r"[\s/\\.:_#°\-\u2010-\u2015]{0,3}")
"""What may stand between two runs of one name: no comma, which separates names."""
SPACE = re.compile(r"[\s./+\-]{0,3}")
"""What may stand in a payment reference, copied in groups of four."""
LABELS = {
    *("n", "no", "nr", "num", "numero", "nummer", "ref", "reference", "de", "du", "la", "le"),
    *("for", "pour", "of", "von", "facture", "factures", "fact", "invoice", "invoices", "bill"),
    *("rechnung", "paiement", "reglement", "virement", "vir", "payment", "pmt", "solde", "acompte"),
}
"""Words that people write before a number, without a space."""
MAX_LABEL = 13
AMOUNT = re.compile(r"[.,]\d{1,2}(?!\d)|\s?(?:[€$£]|(?:eur|usd|gbp|chf|euros?)\b)", re.IGNORECASE)
MIN_DIGITS = 4
"""A name of fewer digits and no letter is found nowhere: every text has such numbers."""
MIN_REFERENCE = 10
"""A payment reference of fewer characters is only read as it is written: dates have eight."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of letters or digits of a text, in lower case, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is made of digits."""
        return self.text.isdigit()

    @property
    def short(self) -> str:
        """It, without leading zeros."""
        return (self.text.lstrip("0") or "0") if self.is_number else self.text


@dataclass(frozen=True, slots=True)
class Found:
    """What a text names: keys of documents in its order, and start and end of each name."""

    keys: tuple
    spans: tuple[tuple[int, int], ...]


def find_named(text: str | None, names: Iterable[tuple[Hashable, str | None]]) -> Found:
    """Which documents ``text`` names.

    :param names: key and name of each document; one may have several, such as a payment reference

    >>> names = [("a", "INV/2026/00001"), ("b", "INV/2026/00002"), ("c", "F25-012")]
    >>> find_named("rest of INV/2026/00002, inv 2026 1 (f25-12)", names).keys
    ('b', 'a', 'c')
    >>> find_named('Facture n°INV/2026/00002. "INV-2026-00001"', names).keys
    ('b', 'a')
    >>> find_named("INV202600002", names).keys, find_named("FACTUREINV/2026/00001", names).keys
    (('b',), ('a',))

    A number that begins like another, an amount and a date are none:

    >>> find_named("INV/2026/000012 RINV/2026/00001 2026-00-01", names).keys
    ()
    >>> find_named("à 25 012,00 EUR", [("a", "A25-012")]).keys
    ()

    Nor is what leading zeros alone tell apart:

    >>> twice = [(1, "INV/2026/001"), (2, "INV/2026/0001")]
    >>> find_named("INV/2026/1", twice).keys, find_named("INV/2026/001", twice).keys
    ((), (1,))

    A payment reference is read in groups of four:

    >>> find_named("rf18 5390 0754 7034", [("a", "RF18539007547034")])
    Found(keys=('a',), spans=((0, 19),))
    >>> find_named(None, names)
    Found(keys=(), spans=())
    """
    return Names(names).find_in(text)


def ends_of_names(text: str | None) -> list[str]:
    """The last digits, without leading zeros, of what may name a document in ``text``.

    For a search among very many documents, whose names are then read.

    >>> ends_of_names("INV/2026/00012 and F25-7")
    ['12', '7']
    """
    runs = runs_of(fold(text or ""))
    ends = [
        run.short
        for run, after in zip_longest(runs, runs[1:])
        if run.is_number and not (after and after.is_number and after.start - run.end <= 1)
    ]
    return list(dict.fromkeys(ends))


def fold(text: str) -> str:
    """``text`` without accents, each character in its place.

    >>> fold("Réglé n° INV")
    'Regle n° INV'
    """
    return "".join(unicodedata.normalize("NFD", char)[:1] for char in text)


class Names:
    """The names of documents, by the runs that they are made of: read once for many texts."""

    def __init__(self, names: Iterable[tuple[Hashable, str | None]]) -> None:
        """:param names: see ``find_named()``"""
        self.exact: dict[tuple[str, ...], list] = {}
        self.short: dict[tuple[str, ...], dict] = {}
        self.compact: dict[str, list] = {}
        for key, name in names:
            if not _can_be_found(runs := runs_of(fold(name or ""))):
                continue
            self._add(self.exact, tuple(run.text for run in runs), key)
            joined = "".join(run.text for run in runs)
            self._add(self.exact, tuple(run.text for run in runs_of(joined)), key)
            self.short.setdefault(tuple(run.short for run in runs), {})[key] = name
            if len(joined) >= MIN_REFERENCE and _is_reference(runs):
                self._add(self.compact, joined, key)
        self.lengths = sorted({len(runs) for runs in (*self.exact, *self.short)}, reverse=True)
        self.sizes = sorted({len(joined) for joined in self.compact}, reverse=True)

    def find_in(self, text: str | None) -> Found:
        """Which of the documents ``text`` names: see ``find_named()``."""
        text = fold(text or "")
        keys: dict = {}
        taken: list[tuple[int, int]] = []
        runs = runs_of(text)
        position = 0
        while position < len(runs):
            found, count = self._find_at(text, runs, position)
            if found:
                keys.update(dict.fromkeys(found))
                taken.append((runs[position].start, runs[position + count - 1].end))
            position += max(count, 1)
        return Found(tuple(keys), tuple(taken))

    @staticmethod
    def _add(index: dict, runs: Hashable, key: Hashable) -> None:
        known = index.setdefault(runs, [])
        if key not in known[-1:]:
            known.append(key)

    def _find_at(self, text: str, runs: Sequence[Run], position: int) -> tuple[list, int]:
        """Keys of what is named from the run at ``position`` on, and how many runs name it."""
        for length in self.lengths:
            some = runs[position : position + length]
            if len(some) < length or not hangs_together(text, some):
                continue
            for first in _without_label(text, some[0]):
                if keys := self._documents_of([first, *some[1:]], text):
                    return keys, length
        return self._find_reference(text, runs, position)

    def _documents_of(self, runs: Sequence[Run], text: str) -> list:
        if not _stands_alone(text, runs):
            return []
        if keys := self.exact.get(tuple(run.text for run in runs)):
            return keys
        if not any(run.is_number for run in runs) or all(run.is_number for run in runs):
            return []
        keys = [*self.short.get(tuple(run.short for run in runs), ())]
        return keys if len(keys) == 1 and not _is_loose(text, runs) else []

    def _find_reference(self, text: str, runs: Sequence[Run], position: int) -> tuple[list, int]:
        if not self.sizes:
            return [], 0
        joined, best = "", ([], 0)
        for count, run in enumerate(runs[position:], 1):
            if count > 1 and not SPACE.fullmatch(text, runs[position + count - 2].end, run.start):
                break
            if len(joined := joined + run.text) > self.sizes[0]:
                break
            if (keys := self.compact.get(joined)) and not AMOUNT.match(text, run.end):
                best = keys, count
        return best


def runs_of(text: str) -> list[Run]:
    """The runs of ``text``, which is folded."""
    return [Run(match[0].lower(), match.start(), match.end()) for match in RUN.finditer(text)]


def _can_be_found(runs: Sequence[Run]) -> bool:
    digits = sum(len(run.text) for run in runs if run.is_number)
    return digits >= (MIN_DIGITS if all(run.is_number for run in runs) else 1)


def _is_reference(runs: Sequence[Run]) -> bool:
    """Whether it is digits, or a creditor reference (ISO 11649), which begins with RF."""
    return runs[0].text == "rf" or all(run.is_number for run in runs)


def hangs_together(text: str, runs: Sequence[Run]) -> bool:
    """Whether nothing but a separator stands between ``runs``, which follow each other."""
    return all(BETWEEN.fullmatch(text, before.end, after.start) for before, after in pairwise(runs))


def _without_label(text: str, run: Run) -> Iterable[Run]:
    """``run``, and what is left of it without a label that is glued to it."""
    yield run
    if run.is_number:
        return
    written = text[run.start : run.end]
    for size in range(1, min(len(written), len(run.text), MAX_LABEL)):
        humped = written[size - 1].islower() and written[size].isupper()
        if humped or run.text[:size] in LABELS:
            yield Run(run.text[size:], run.start + size, run.end)


def _stands_alone(text: str, runs: Sequence[Run]) -> bool:
    """Whether digits are no part of an amount or of a date."""
    first, last = runs[0], runs[-1]
    if not all(run.is_number for run in runs):
        return not (_is_loose(text, runs) and AMOUNT.match(text, last.end))
    before, after = text[max(0, first.start - 2) : first.start], text[last.end : last.end + 2]
    joined = re.search(r"\d[.,/:\-]$", before) or re.match(r"[.,/:\-]\d", after)
    return not (joined or AMOUNT.match(text, last.end))


def _is_loose(text: str, runs: Sequence[Run]) -> bool:
    """Whether a letter or two, as of a small word, stand apart from the digits after them."""
    first, second = runs[0], runs[1] if len(runs) > 1 else None
    return bool(
        second
        and not first.is_number
        and len(first.text) <= 2
        and text[first.end : second.start].isspace()
    )
