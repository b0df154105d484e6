"""Bank lines and what they settle: how many are certain, how many of these are right, how fast."""

import gc

import pytest

from odoo.addons.receivables_ext.rules.matching import Matcher

from .arriving import baselines, kinds
from .arriving.score import scores, table, timed

pytestmark = pytest.mark.bench

SEEDS = (301, 302, 303)
"""No rule was changed after they were played."""
PRECISION, COVERAGE, GROWTH = 100.0, 80.0, 1.5
"""Goals: percentages, and how much slower a line may be among four times as many documents."""


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_certain_is_right(seed):
    """10 000 lines, on a ledger of which only the generator knows the truth."""
    ledger, lines, truths = kinds.lines_and_truth(seed, 10_000, 40_000)
    matches = Matcher(ledger).match(lines)
    number, count = ledger.items[0].number, len(ledger.items)
    print(f"\n\nSeed {seed}: {len(lines)} lines, {count} open installments such as {number}\n")
    print(table(scores(matches, truths), PRECISION, COVERAGE))
    for baseline in (baselines.exact_reference, baselines.name_and_amount):
        print(f"\n{baseline.__doc__.splitlines()[0]}\n")
        print(table(scores(baseline(ledger, lines), truths), PRECISION, COVERAGE))


def test_time_grows_with_the_lines_only():
    """1 000, 2 000 and 4 000 lines against 10 000, 20 000 and 40 000 installments."""
    print(f"\n\n{'lines':>8}{'installments':>14}{'index s':>10}{'lines s':>10}{'ms a line':>11}")
    a_line = []
    for lines, items in ((1000, 10_000), (2000, 20_000), (4000, 40_000)):
        ledger, arrived, _truths = kinds.lines_and_truth(100, lines, items)
        gc.collect()
        matcher, index = timed(lambda ledger=ledger: Matcher(ledger))
        _matches, seconds = timed(lambda each=matcher, arrived=arrived: each.match(arrived))
        a_line.append(1000 * seconds / len(arrived))
        row = f"{len(arrived):>8}{len(ledger.items):>14}{index:>10.2f}{seconds:>10.2f}"
        print(f"{row}{a_line[-1]:>11.2f}")
    growth = a_line[-1] / a_line[0]
    said = "met" if growth <= GROWTH else "MISSED"
    print(f"A line takes {growth:.2f} times as long among four times as many: {said} <= {GROWTH}")
