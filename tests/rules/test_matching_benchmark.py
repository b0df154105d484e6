"""A small part of the benchmark of bank lines: see ``tests/bench/test_bench_arriving.py``."""

import pytest

from odoo.addons.receivables_ext.rules.matching import Matcher

from tests.bench.arriving import baselines, kinds
from tests.bench.arriving.score import scores


@pytest.fixture(scope="module")
def town():
    return kinds.lines_and_truth(4711, 1000, 7000)


def of_all(matches, truths):
    return next(score for score in scores(matches, truths) if score.kind == "all")


def test_what_is_certain_is_right_and_most_is_certain(town):
    ledger, lines, truths = town
    score = of_all(Matcher(ledger).match(lines), truths)
    assert score.lines == 1000
    assert score.wrong == 0
    assert score.coverage >= 80


def test_the_baselines_say_less(town):
    ledger, lines, truths = town
    for baseline in (baselines.exact_reference, baselines.name_and_amount):
        score = of_all(baseline(ledger, lines), truths)
        assert 0 < score.coverage < 60


def test_the_generator_is_always_the_same(town):
    assert kinds.lines_and_truth(4711, 1000, 7000) == town


def test_the_mix_is_the_one_that_was_agreed(town):
    _ledger, _lines, truths = town
    counts = [truth.kind for truth in truths.values()]
    assert {kind: counts.count(kind) / 10 for kind in kinds.MIX} == kinds.MIX
    assert sum(kinds.MIX.values()) == 100
