"""Properties of the allocation rules, on open items that nobody chose."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.receivables_ext.rules.allocation import (
    STRATEGIES,
    OpenItem,
    find_combination,
    in_proportion,
    propose,
)

TODAY = date(2026, 6, 15)
days = st.integers(-60, 60).map(lambda shift: TODAY + timedelta(days=shift))
# Few different amounts and dates: equal ones are where rules go wrong.
residuals = st.integers(-400, 400).filter(bool)


@st.composite
def open_items(draw):
    rows = draw(st.lists(st.tuples(days, days, residuals), max_size=14))
    return [OpenItem(rank, *row) for rank, row in enumerate(rows, start=1)]


def amounts_by_item(rows):
    used = Counter()
    for row in rows:
        used[row.debit_id] += row.amount
        used[row.credit_id] += row.amount
    return used


@pytest.mark.parametrize("strategy", STRATEGIES)
@given(items=open_items())
def test_money_is_conserved_and_neither_side_exceeded(strategy, items):
    rows = propose(items, strategy, TODAY)
    by_id = {item.id: item for item in items}
    for row in rows:
        assert row.amount > 0
        assert by_id[row.debit_id].residual > 0 > by_id[row.credit_id].residual
    for item_id, used in amounts_by_item(rows).items():
        assert used <= abs(by_id[item_id].residual)


@pytest.mark.parametrize("strategy", STRATEGIES)
@given(items=open_items(), seed=st.integers(0, 1000))
def test_the_order_of_the_input_does_not_matter(strategy, items, seed):
    shuffled = items[:]
    random.Random(seed).shuffle(shuffled)
    assert propose(shuffled, strategy, TODAY) == propose(items, strategy, TODAY)


@pytest.mark.parametrize("strategy", ["oldest_due", "oldest_issued", "exact_match", "legal_order"])
@given(items=open_items())
def test_as_much_as_possible_is_settled(strategy, items):
    owed = sum(item.residual for item in items if item.residual > 0)
    available = -sum(item.residual for item in items if item.residual < 0)
    assert sum(row.amount for row in propose(items, strategy, TODAY)) == min(owed, available)


@given(items=open_items())
def test_legal_order_settles_nothing_early_while_something_due_is_open(items):
    rows = propose(items, "legal_order", TODAY)
    used = amounts_by_item(rows)
    debits = [item for item in items if item.residual > 0]
    due_left = sum(item.residual - used[item.id] for item in debits if item.due <= TODAY)
    early = sum(used[item.id] for item in debits if item.due > TODAY)
    assert not (early and due_left)


@given(items=open_items())
def test_legal_order_settles_a_later_due_date_only_after_the_earlier_ones(items):
    used = amounts_by_item(propose(items, "legal_order", TODAY))
    debits = sorted((item for item in items if item.residual > 0), key=lambda item: item.due)
    for earlier in debits:
        for later in debits:
            if earlier.due < later.due and used[later.id]:
                assert used[earlier.id] == earlier.residual


@given(items=open_items(), data=st.data())
def test_the_customers_instruction_comes_first(items, data):
    debits = [item for item in items if item.residual > 0]
    credits = [item for item in items if item.residual < 0]
    if not debits or not credits:
        return
    debit, credit = data.draw(st.sampled_from(debits)), data.draw(st.sampled_from(credits))
    rows = propose(items, "legal_order", TODAY, {credit.id: [debit.id]})
    settled = sum(
        row.amount for row in rows if (row.debit_id, row.credit_id) == (debit.id, credit.id)
    )
    assert settled >= min(debit.residual, -credit.residual)
    assert rows[0].reason == "instruction"


@given(shares=st.lists(st.integers(1, 300), max_size=10), target=st.integers(1, 1500))
def test_a_combination_adds_up(shares, target):
    chosen = find_combination(list(enumerate(shares)), target)
    if chosen is not None:
        assert sum(amount for _rank, amount in chosen) == target
        assert len({rank for rank, _amount in chosen}) == len(chosen)


@given(owed=st.lists(st.integers(1, 10**9), min_size=1, max_size=30), data=st.data())
def test_a_proportion_loses_no_unit_and_exceeds_no_share(owed, data):
    available = data.draw(st.integers(0, sum(owed)))
    parts = in_proportion(list(enumerate(owed)), available)
    assert sum(part for _rank, part in parts) == available
    for rank, part in parts:
        assert 0 <= part <= owed[rank]
        assert abs(part - available * owed[rank] / sum(owed)) <= 1
