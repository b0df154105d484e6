"""The indexes of a ledger, built once, and what one line says in their light."""

import re
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass

from ..references import Run, hangs_together, runs_of
from .amounts import combine
from .documents import Documents, Mention
from .label import masked
from .numbers import digits_of
from .payers import SAME, Found, Payers
from .rows import Item, Ledger, Line, Waiting

SAYS_NUMBER = re.compile(
    r"(?<![^\W\d_])(?:f|fa|fac|fact|factures?|inv|invoices?|rg|re|rechnung|bill|avoir|av)"
    r"[ .:n°#/(-]{0,6}(\d[\d/-]+)",
    re.IGNORECASE,
)
"""A word for an invoice, and its number."""
MOST_RUNS = 4
"""Runs of a number that are compared with those of ours."""
MOST_PAYERS = 3
"""Customers whose name is as like, beyond which it is nobody's."""


@dataclass(frozen=True, slots=True)
class Case:
    """One line, what it names, and whose money it may be.

    ``unknown``: digits of what it names beside the documents that are named whole.
    """

    line: Line
    mentions: tuple[Mention, ...]
    payers: Found
    unknown: tuple[str, ...]


class Known:
    """All that is open, by what lines are looked up with."""

    def __init__(self, ledger: Ledger) -> None:
        """Read every row of ``ledger`` once, in an order of our own: theirs says nothing."""
        self.terms = ledger.terms
        items = sorted(ledger.items, key=lambda item: (item.due, str(item.id)))
        self.documents = Documents(items)
        self.payers = Payers(
            sorted(ledger.customers, key=lambda row: str(row.id)), sorted(ledger.learnt, key=str)
        )
        self.by_id: dict[Hashable, Item] = {item.id: item for item in items}
        self.by_amount: dict[tuple, list[Item]] = {}
        self.debits: dict[tuple, list[Item]] = {}
        self.credits: dict[tuple, list[Item]] = {}
        for item in items:
            sides = self.debits if item.residual > 0 else self.credits
            sides.setdefault((item.customer, item.currency), []).append(item)
            self.by_amount.setdefault((item.currency, item.residual), []).append(item)
        self.waiting: dict[tuple, list[Waiting]] = {}
        for row in sorted(ledger.waiting, key=lambda row: (row.day, str(row.id))):
            self.waiting.setdefault((row.currency, row.amount), []).append(row)
        self.shapes = {_shape(runs_of(item.number)) for item in items} - {()}

    def case(self, line: Line) -> Case:
        """What ``line`` says."""
        text = f"{line.reference} ; {line.label}" if line.reference else line.label
        mentions = self.documents.mentions(text)
        return Case(
            line, tuple(mentions), self.payers.find(line), tuple(self._unknown(text, mentions))
        )

    def open_of(self, document: Hashable, line: Line) -> list[Item]:
        """What is open of a document, in the currency of ``line``."""
        return [item for item in self.documents.items[document] if item.currency == line.currency]

    def debits_of(self, customer: Hashable, line: Line) -> list[Item]:
        """What a customer owes in the currency of ``line``."""
        return self.debits.get((customer, line.currency), [])

    def credits_of(self, customers: Iterable[Hashable], line: Line) -> list[Item]:
        """What the customers have to use in the currency of ``line``."""
        return [
            item
            for customer in customers
            for item in self.credits.get((customer, line.currency), ())
        ]

    def alike(self, line: Line) -> list[Item]:
        """What is open of exactly the amount of ``line``, whoever owes it."""
        return self.by_amount.get((line.currency, line.amount), [])

    def waiting_for(self, line: Line) -> Iterator[Waiting]:
        """What waits for just that amount, and not for too long."""
        for row in self.waiting.get((line.currency, line.amount), ()):
            if abs((line.day - row.day).days) <= self.terms.days:
                yield row

    def others_who_fit(self, case: Case, customers: Collection[Hashable]) -> list[Item]:
        """What other customers, whose money it seems to be, owe of just that amount."""
        line, best = case.line, case.payers.best
        if len(best) > MOST_PAYERS:
            return []
        found = []
        for customer in (each for each in best if each not in customers):
            debits = self.debits_of(customer, line)
            found += [item for item in debits if item.residual == line.amount]
            is_sure = case.payers.sure[customer] >= SAME
            if not found and is_sure and (other := combine(debits, line.amount)):
                found += other.items
        return found

    def is_unknown(self, case: Case, documents: Iterable[Hashable]) -> bool:
        """Whether the line names one more document than ``documents``, as far as it can be read."""
        numbers = [self.documents.items[document][0].number for document in documents]
        digits = [some for number in numbers for some in digits_of(number)]
        return not all(
            any(whole.startswith(some) or whole.endswith(some) for whole in digits)
            for some in case.unknown
        )

    def _unknown(self, text: str, mentions: Iterable[Mention]) -> Iterator[str]:
        """Digits of what looks like the number of a document and is not named whole."""
        plain = masked(text)
        for mention in mentions:
            if mention.kind != "cut_number":
                plain = plain.replace(mention.words, "|")
        for match in SAYS_NUMBER.finditer(plain):
            yield "".join(char for char in match[1] if char.isdigit())
        runs = runs_of(plain)
        for rank in range(len(runs)):
            if some := self._looks_ours(plain, runs[rank : rank + MOST_RUNS]):
                yield "".join(run.text for run in some if run.is_number)

    def _looks_ours(self, text: str, runs: list[Run]) -> list[Run]:
        """Of ``runs``, the first that are made as our numbers: letters, or as many digits."""
        for count in range(len(runs), 0, -1):
            some = runs[:count]
            if _shape(some) in self.shapes and hangs_together(text, some):
                return some
        return []


def _shape(runs: list[Run]) -> tuple:
    """What numbers of one kind have in common: the letters, and how many digits where none are.

    >>> _shape(runs_of("INV/2026/00012")), _shape(runs_of("2026-00012"))
    (('inv', ''), (4, 5))
    """
    if runs and not runs[0].is_number:
        return (runs[0].text, "") if len(runs) > 1 and runs[1].is_number else ()
    return tuple(len(run.text) for run in runs)
