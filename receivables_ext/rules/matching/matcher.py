"""Whose money arrived, and what it may settle: every line, beside all that is open."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from . import by_documents, by_payer, by_waiting
from .known import Case, Known
from .rows import CERTAIN, OPEN, PROBABLE, REASONS, Ledger, Line, Match, Proposal

MOST_PROPOSALS = 5
RANKS = {reason: rank for rank, reason in enumerate(REASONS)}
SURE = {CERTAIN: 0, PROBABLE: 1, OPEN: 2}


class Matcher:
    """A ledger that is read once, and answers for many lines.

    >>> from datetime import date
    >>> from .rows import Item
    >>> day = date(2026, 6, 30)
    >>> matcher = Matcher(Ledger((Item(1, 7, 1, "F26-0123", day, 5000, "EUR"),)))
    >>> line = Line("first", day, 5000, "EUR", "F26-0123")
    >>> [match.confidence for match in matcher.match([line])]
    ['certain']
    >>> found = matcher.match([line, replace(line, id="second")])
    >>> [(match.confidence, match.best.doubts) for match in found]
    [('probable', ('twice',)), ('probable', ('twice',))]
    """

    def __init__(self, ledger: Ledger) -> None:
        """:param ledger: all that is open, whichever lines are asked for"""
        self.known = Known(ledger)

    def match(self, lines: Iterable[Line]) -> list[Match]:
        """The proposals for each of ``lines``, in their order.

        Two lines are never certain of the same money: what both would settle is probable.
        """
        matches = [self.match_line(line) for line in lines]
        return _without_twice(matches, self.known)

    def match_line(self, line: Line) -> Match:
        """The proposals for one line, as if no other had arrived."""
        case = self.known.case(line)
        return Match(line.id, _ranked([*self._proposals(case)]))

    def _proposals(self, case: Case) -> list[Proposal]:
        if case.line.amount <= 0:
            return []
        found = [
            *by_documents.propose(self.known, case),
            *by_waiting.propose(self.known, case),
            *by_payer.propose(self.known, case),
        ]
        if not any(proposal.confidence == CERTAIN for proposal in found):
            found += by_payer.propose_alike(self.known, case)
        return found


def _ranked(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The surest first, then the strongest reason; each answer once, with what else could fit."""
    ordered = sorted(
        proposals, key=lambda one: (SURE[one.confidence], RANKS[one.reason], len(one.doubts))
    )
    first: dict[tuple, Proposal] = {}
    for proposal in ordered:
        first.setdefault(proposal.target, proposal)
    answers = [*first.values()]
    if sum(answer.confidence == CERTAIN for answer in answers) > 1:
        answers = [
            answer.at(PROBABLE, "several") if answer.confidence == CERTAIN else answer
            for answer in answers
        ]
    return tuple(
        replace(answer, rivals=_named([other for other in answers if other is not answer]))
        for answer in answers[:MOST_PROPOSALS]
    )


def _named(answers: Iterable[Proposal]) -> tuple:
    """What other answers would settle."""
    return tuple(dict.fromkeys(claim for answer in answers for claim in _claims(answer)))


def _without_twice(matches: Sequence[Match], known: Known) -> list[Match]:
    """``matches``, where no two lines together are certain of more than is open."""
    used: Counter = Counter()
    for match in matches:
        if match.confidence == CERTAIN:
            used.update(_claims(match.best))
    twice = {claim for claim, units in used.items() if units > _open(claim, known)}
    return [
        match
        if match.confidence != CERTAIN or twice.isdisjoint(_claims(match.best))
        else replace(match, proposals=(match.best.at(PROBABLE, "twice"), *match.proposals[1:]))
        for match in matches
    ]


def _claims(proposal: Proposal) -> dict[tuple, int]:
    if proposal.waiting is not None:
        return {("waiting", proposal.waiting): 1}
    return {("item", share.item): abs(share.amount) for share in proposal.shares}


def _open(claim: tuple, known: Known) -> int:
    kind, key = claim
    return 1 if kind == "waiting" else abs(known.by_id[key].residual)
