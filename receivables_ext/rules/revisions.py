"""Versions of a document: how they are numbered, and what changed from one to the next."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

HEADER = ("customer", "currency", "date")
"""What a version says once, in the order in which changes are told."""
LINE = ("description", "quantity", "price_unit", "discount", "taxes", "subtotal")
"""What a version says of each line; what follows from the others comes last."""


class Change(NamedTuple):
    """One difference between two versions of a document."""

    kind: str
    """``changed``, ``added`` or ``removed``."""
    what: str
    """A key of the header or of a line, ``line`` or ``due``."""
    where: str
    """Description of the line; empty for the header."""
    before: object
    after: object


def number(rank: int) -> str:
    """The number of the version of this rank, from zero.

    >>> number(0), number(1), number(12)
    ('1.0', '1.1', '1.12')
    """
    return f"1.{rank}"


def find_changes(before: Mapping, after: Mapping) -> list[Change]:
    """What changed from one version to another, as plain values.

    >>> pen = {"description": "Pen", "quantity": 2, "price_unit": 5, "subtotal": 10}
    >>> ink = {"description": "Ink", "quantity": 1, "price_unit": 3, "subtotal": 3}
    >>> one = {"customer": "ACME", "lines": [pen], "due": [["2026-01-31", 10]]}
    >>> find_changes(one, one)
    []
    >>> other = {**one, "customer": "Globex", "lines": [{**pen, "quantity": 3}, ink]}
    >>> for change in find_changes(one, other):
    ...     print(*change[:3], change.before, change.after)
    changed customer  ACME Globex
    changed quantity Pen 2 3
    added line Ink None 3
    >>> [change.kind for change in find_changes(other, one)][-1]
    'removed'
    >>> [change.kind for change in find_changes(one, {**one, "lines": [ink]})]
    ['removed', 'added']
    >>> late = {**one, "due": [["2026-02-28", 10]]}
    >>> find_changes(one, late)[0].after
    [['2026-02-28', 10]]
    """
    changes = [
        Change("changed", key, "", before.get(key), after.get(key))
        for key in HEADER
        if before.get(key) != after.get(key)
    ]
    for old, new in pair_lines(before.get("lines", ()), after.get("lines", ())):
        changes += _line_changes(old, new)
    old, new = ([list(part) for part in each.get("due", ())] for each in (before, after))
    if old != new:
        changes.append(Change("changed", "due", "", old, new))
    return changes


def _line_changes(old: Mapping | None, new: Mapping | None) -> list[Change]:
    if old and new and _is_another(old, new):
        return _line_changes(old, None) + _line_changes(None, new)
    if old is None or new is None:
        kind, line = ("removed", old) if new is None else ("added", new)
        amount = line.get("subtotal")
        amounts = (amount, None) if new is None else (None, amount)
        return [Change(kind, "line", line["description"], *amounts)]
    changed = [key for key in LINE if old.get(key) != new.get(key)]
    if len(changed) > 1 and "subtotal" in changed:
        changed.remove("subtotal")  # it follows from what else is told
    return [
        Change("changed", key, old["description"], old.get(key), new.get(key)) for key in changed
    ]


def _is_another(old: Mapping, new: Mapping) -> bool:
    """Whether a line was replaced by another one, and not merely worded or counted anew."""
    return all(old.get(key) != new.get(key) for key in ("description", "subtotal"))


def pair_lines(
    before: Sequence[Mapping], after: Sequence[Mapping]
) -> list[tuple[Mapping | None, Mapping | None]]:
    """Lines of two versions side by side: the same line twice, or one without the other.

    Those with the same description are the same, in their order; of the others, those between the
    same neighbours are taken for one that was written anew.

    >>> lines = [{"description": name} for name in "abc"]
    >>> def names(pairs):
    ...     return [tuple(line and line["description"] for line in pair) for pair in pairs]
    >>> names(pair_lines(lines, lines[1:]))
    [('a', None), ('b', 'b'), ('c', 'c')]
    >>> names(pair_lines(lines, [lines[0], {"description": "x"}, lines[2]]))
    [('a', 'a'), ('b', 'x'), ('c', 'c')]
    >>> names(pair_lines([], lines[:1])), names(pair_lines(lines[:2], lines[1::-1]))
    ([(None, 'a')], [(None, 'b'), ('a', 'a'), ('b', None)])
    """
    pairs: list[tuple[Mapping | None, Mapping | None]] = []
    start_old = start_new = 0
    for old, new in [*_common(before, after), (len(before), len(after))]:
        pairs += zip_longest(before[start_old:old], after[start_new:new])
        if old < len(before):
            pairs.append((before[old], after[new]))
        start_old, start_new = old + 1, new + 1
    return pairs


def _common(before: Sequence[Mapping], after: Sequence[Mapping]) -> list[tuple[int, int]]:
    """Ranks of the lines that both versions have, in an order that both keep."""
    names = ([line["description"] for line in lines] for lines in (before, after))
    blocks = SequenceMatcher(None, *names, autojunk=False).get_matching_blocks()
    return [(block.a + rank, block.b + rank) for block in blocks for rank in range(block.size)]
