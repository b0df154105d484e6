"""Which documents a bank line names: whole numbers and references, and numbers that were cut."""

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..references import Names, Run, fold, hangs_together, runs_of
from .label import LONGEST, has_checksum, joined, masked, parts_of, without_others
from .numbers import agreement, before, one_off, year_of
from .rows import Item

MOST_ENDS = 60
"""Documents that end alike, beyond which an end says nothing."""
MOST_STARTS = 1000
"""Documents that begin alike, beyond which a beginning says nothing."""
LONGEST_SPACED = 6
"""Runs into which spaces may have cut one number."""
FEWEST_START = 5
"""Characters that a number must have kept when its end was cut."""
GOES_ON = re.compile(r"[/.\-]")
"""What stands within a number, not between two."""
AND_MORE = re.compile(r" (\d+)(?!\d)")
"""Digits that may belong to the number before them, which a space has cut."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a line names documents: one, or several of which one is meant.

    ``kind``: ``structured`` (a reference of payment with a checksum), ``number`` or ``cut_number``;
    ``size``: how many characters were read; ``is_whole``: nothing is missing, though another
    document may be meant, too; ``is_strong``: of a cut number, more than its end was read.
    """

    kind: str
    documents: tuple[Hashable, ...]
    words: str
    size: int
    is_whole: bool = True
    is_strong: bool = False


class Documents:
    """The open documents of a ledger, by all that may name them."""

    def __init__(self, items: Iterable[Item]) -> None:
        """:param items: what is open, of all customers and currencies, by due date"""
        self.items: dict[Hashable, list[Item]] = {}
        for item in items:
            self.items.setdefault(item.document, []).append(item)
        self.by_name: dict[str, list] = {}
        self.structured: set[str] = set()
        self.runs: dict[Hashable, tuple[str, ...]] = {}
        self.by_end: dict[str, list] = {}
        names = {}
        for document, some in self.items.items():
            names |= dict(self._add(document, some[0]))
        self.names = Names(names.items())
        self.years = {year_of(run) for runs in self.runs.values() for run in runs[:-1]} - {""}
        self.sorted = sorted(
            ((joined(some[0].number), key) for key, some in self.items.items()),
            key=lambda pair: (pair[0], str(pair[1])),
        )

    def _add(self, document: Hashable, item: Item) -> Iterator[tuple[str, str]]:
        """Add one document; its names, by their letters and digits."""
        for name in dict.fromkeys((item.number, *item.references)):
            if key := joined(name):
                self.by_name.setdefault(key, []).append(document)
                yield key, name
                if key.startswith("rf") and has_checksum(key):
                    self.structured.add(key)
        runs = runs_of(fold(item.number))
        self.runs[document] = tuple(run.short for run in runs)
        if runs and runs[-1].is_number:
            self.by_end.setdefault(runs[-1].short, []).append(document)

    def mentions(self, text: str) -> list[Mention]:
        """What ``text`` names, in its order; whole names before those that were cut.

        >>> from datetime import date
        >>> day = date(2026, 1, 31)
        >>> numbers = ["INV/2026/00123", "INV/2025/00123", "INV/2026/00124"]
        >>> rows = [Item(n, 7, n, number, day, 100, "EUR") for n, number in enumerate(numbers)]
        >>> known = Documents(rows)
        >>> [(found.kind, found.documents) for found in known.mentions("inv 2026 123, 124, 9")]
        [('number', (0,)), ('cut_number', (2,))]
        >>> [found.documents for found in known.mentions("FAC 123") + known.mentions("26-123")]
        [(0, 1), (0,)]

        A number that its end may have been cut off may be a longer one:

        >>> [(found.kind, found.documents) for found in known.mentions("INV/2026/0012")]
        [('cut_number', (0, 2))]
        """
        whole, cut = [], []
        for part in parts_of(text):
            some, spans = self._whole(without_others(part))
            whole += some
            cut += self._cut(masked(part, spans))
        return whole + cut

    def near(self, document: Hashable) -> Iterator[Hashable]:
        """Documents whose number is that of ``document`` with one wrong digit, or two swapped.

        >>> from datetime import date
        >>> rows = [Item(n, 7, n, f"F{n}", date(2026, 1, 31), 1, "EUR") for n in (12, 21, 13, 47)]
        >>> sorted(Documents(rows).near(12))
        [13, 21]
        """
        name = joined(self.items[document][0].number)
        for other in one_off(name):
            yield from self.by_name.get(other, ())

    # === Whole names === #

    def _whole(self, text: str) -> tuple[list[Mention], tuple]:
        found = self.names.find_in(text)
        mentions = []
        for start, end in found.spans:
            words = text[start:end]
            keys = self.names.find_in(words).keys
            documents = tuple(dict.fromkeys(doc for key in keys for doc in self.by_name[key]))
            kind = "structured" if self.structured.issuperset(keys) else "number"
            mention = Mention(kind, documents, words, end - start)
            if kind == "number" and (more := AND_MORE.match(text, end)):
                spaced = self.by_name.get(joined(words) + more[1], ())
                mention = replace(mention, documents=(*documents, *spaced))
            if kind == "number" and not text[end:].strip(" .)"):
                mention = self._that_may_go_on(mention, keys)
            if len(mention.documents) > 1:
                mention = replace(mention, kind="cut_number")
            mentions.append(mention)
        return [mention for mention in mentions if mention.documents], found.spans

    def _that_may_go_on(self, mention: Mention, keys: Sequence[str]) -> Mention:
        """The last number of a text, whose end may have been cut off."""
        start = joined(mention.words)
        is_exact = any(start.endswith(key) for key in keys)
        longer = self._that_begin(start)
        if longer is None:  # of very many, only the one that is written in full
            documents = mention.documents if is_exact else ()
            return replace(mention, kind="cut_number", documents=documents, is_whole=False)
        others = (document for document in longer if document not in mention.documents)
        return replace(mention, documents=(*mention.documents, *others))

    def _that_begin(self, start: str) -> list | None:
        """Documents whose number begins with ``start`` and goes on; none when they are many."""
        first = bisect_left(self.sorted, (start,))
        some = []
        for name, document in self.sorted[first : first + MOST_STARTS + 1]:
            if not name.startswith(start):
                return some
            if len(name) > len(start):
                some.append(document)
        return some if len(some) <= MOST_STARTS else None

    # === Numbers that were cut === #

    def _cut(self, text: str) -> Iterator[Mention]:
        runs = runs_of(text)
        position = 0
        while position < len(runs):
            documents, count, is_strong = self._cut_at(text, runs, position)
            if documents:
                start, end = runs[position].start, runs[position + count - 1].end
                words, found = text[start:end], tuple(documents)
                yield Mention("cut_number", found, words, end - start, False, is_strong)
            position += count if documents else 1

    def _cut_at(self, text: str, runs: Sequence[Run], position: int) -> tuple[list, int, bool]:
        """Documents that the runs from ``position`` on name, how many do, and whether strongly."""
        documents, count = self._spaced(text, runs, position)
        if documents:
            return documents, count, True
        if documents := self._cut_end(text, runs, position):
            return documents, len(runs) - position, False
        documents, score = self._end(text, runs, position)
        return documents, 1, score > 0

    def _spaced(self, text: str, runs: Sequence[Run], position: int) -> tuple[list, int]:
        """A whole number that spaces cut into pieces."""
        best = ([], 0)
        if runs[position].is_number and len(runs[position].text) > LONGEST:
            return best
        for count in range(2, LONGEST_SPACED + 1):
            some = runs[position : position + count]
            if len(some) < count or not hangs_together(text, some[-2:]):
                break
            if known := self.by_name.get("".join(run.text for run in some)):
                best = known, count
        return best

    def _cut_end(self, text: str, runs: Sequence[Run], position: int) -> list:
        """Documents whose number begins with all that is left of the text."""
        some = runs[position:]
        if len(some) > LONGEST_SPACED or text[some[-1].end :].strip(" .|"):
            return []
        start = "".join(run.text for run in some)
        enough = len(start) >= FEWEST_START and some[-1].is_number
        return (enough and hangs_together(text, some) and self._that_begin(start)) or []

    def _end(self, text: str, runs: Sequence[Run], position: int) -> tuple[list, int]:
        """Documents whose number ends with the run: those whose other runs fit best, how many."""
        run = runs[position]
        documents = self.by_end.get(run.short, ()) if run.is_number else ()
        goes_on = position + 1 < len(runs) and GOES_ON.fullmatch(
            text, run.end, runs[position + 1].start
        )
        if goes_on or len(documents) > MOST_ENDS or len(run.text) > LONGEST:
            return [], 0
        said = before(text, runs, position)
        scores = {
            document: agreement(said, self.runs[document][-2::-1], self.years)
            for document in documents
        }
        best = max(scores.values(), default=-1)
        if best < 0 or (best == 0 and len(run.text) < 2):
            return [], 0
        return [document for document, score in scores.items() if score == best], best
