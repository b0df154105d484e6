"""How good answers are: per kind, how many are certain, and how many of these are right."""

import time
from collections import Counter
from dataclasses import dataclass

from odoo.addons.receivables_ext.rules.matching import CERTAIN, PROBABLE


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of the lines of one kind."""

    kind: str
    lines: int
    certain: int
    wrong: int
    probable: int
    found: int

    @property
    def precision(self):
        """Percentage of certain answers that are right."""
        return 100.0 if not self.certain else 100 * (self.certain - self.wrong) / self.certain

    @property
    def coverage(self):
        """Percentage of lines that are certain and right: nobody touches them."""
        return 100 * (self.certain - self.wrong) / self.lines if self.lines else 0.0


def is_right(proposal, truth):
    """Whether a proposal does what the payer meant, to the cent."""
    return (
        proposal.waiting == truth.waiting
        and frozenset(proposal.shares) == truth.shares
        and (proposal.difference, proposal.left) == (truth.difference, truth.left)
    )


def scores(matches, truths):
    """A score for each kind, and one of all."""
    counts = {}
    for match in matches:
        truth = truths[match.line]
        right = match.best is not None and is_right(match.best, truth)
        count = Counter(
            lines=1,
            certain=match.confidence == CERTAIN,
            wrong=match.confidence == CERTAIN and not right,
            probable=match.confidence == PROBABLE,
            found=any(is_right(proposal, truth) for proposal in match.proposals),
        )
        for kind in (truth.kind, "all"):
            counts.setdefault(kind, Counter()).update(count)
    return [
        Score(kind, *(count[name] for name in ("lines", "certain", "wrong", "probable", "found")))
        for kind, count in counts.items()
    ]


def timed(function):
    """What a function returns, and how many seconds the processor worked for it."""
    start = time.process_time()
    return function(), time.process_time() - start


def table(rows, precision, coverage):
    """The scores as text, one kind a line, with the goals below."""
    head = f"{'':<24}{'lines':>7}{'certain':>9}{'wrong':>7}{'precision':>11}{'coverage':>10}"
    text = [f"{head}{'probable':>10}{'proposed':>10}", "-" * (len(head) + 20)]
    text += [
        f"{row.kind:<24}{row.lines:>7}{row.certain:>9}{row.wrong:>7}{row.precision:>11.2f}"
        f"{row.coverage:>10.1f}{row.probable:>10}{row.found:>10}"
        for row in sorted(rows, key=lambda row: (row.kind == "all", row.kind))
    ]
    every = next(row for row in rows if row.kind == "all")
    for name, value, goal in (
        ("precision", every.precision, precision),
        ("coverage", every.coverage, coverage),
    ):
        said = "met" if value >= goal else "MISSED"
        text.append(f"{name} {value:.2f} %: {said} >= {goal:.1f} %")
    return "\n".join(text)
