"""Properties of the matcher, on ledgers of few amounts and names: there, rules go wrong."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso11649 import is_valid

from odoo.addons.receivables_ext.rules.matching import (
    CERTAIN,
    Customer,
    Item,
    Learnt,
    Ledger,
    Line,
    Matcher,
    Terms,
    Waiting,
)
from odoo.addons.receivables_ext.rules.matching.label import has_checksum

DAY = date(2026, 6, 15)
NAMES = ("Acme", "SARL Acme", "Acme Lyon", "Müller & Fils", "Globex Transports")
AMOUNTS = (4990, 9980, 10001, 12345, 22346)
TERMS = Terms("EUR", fees=(250,), tolerance=100)
customers = st.integers(0, len(NAMES) - 1)
amounts = st.sampled_from(AMOUNTS)
days = st.integers(-20, 20).map(lambda shift: DAY + timedelta(days=shift))
numbers = st.integers(1, 30).map(lambda rank: f"INV/2026/{rank:05}")
words = st.sampled_from(["FACT", "12", "INV", "2026", "49,90 EUR", "01/06/2026", "ACME", "AVOIR"])


@st.composite
def ledgers(draw):
    rows = draw(st.lists(st.tuples(customers, numbers, amounts, st.booleans()), max_size=12))
    items = []
    for rank, (customer, number, amount, is_cut) in enumerate(rows):
        sign = -1 if number.endswith("7") else 1
        shares = (amount // 2, amount - amount // 2) if is_cut and sign > 0 else (amount,)
        for part, share in enumerate(shares):
            due = DAY + timedelta(days=30 * part + rank)
            items.append(Item(f"{rank}.{part}", customer, rank, number, due, sign * share, "EUR"))
    waiting = draw(st.lists(st.tuples(customers, amounts, days), max_size=3))
    learnt = draw(st.lists(st.tuples(customers, st.sampled_from(["FR1", "FR2"])), max_size=2))
    return Ledger(
        tuple(items),
        tuple(Customer(key, (name,)) for key, name in enumerate(NAMES)),
        tuple(
            Waiting(rank, "payment", day, amount, "EUR", customer)
            for rank, (customer, amount, day) in enumerate(waiting)
        ),
        tuple(Learnt(customer, iban=iban) for customer, iban in learnt),
        TERMS,
    )


@st.composite
def lines(draw):
    some = draw(st.lists(st.one_of(numbers, words), max_size=4))
    return Line(
        draw(st.integers()),
        draw(days),
        draw(st.one_of(amounts, st.sampled_from([9740, 14980, 100, 50000]))),
        "EUR",
        " ".join(some)[: draw(st.sampled_from([20, 80]))],
        payer=draw(st.sampled_from(["", "ACME", "ACME SARL", "MUELLER UND FILS", "NOBODY"])),
        iban=draw(st.sampled_from(["", "", "FR1", "FR2"])),
    )


batches = st.lists(lines(), min_size=1, max_size=5, unique_by=lambda line: line.id)


@given(ledger=ledgers(), arrived=batches)
def test_money_is_conserved_and_nothing_exceeded(ledger, arrived):
    by_id = {item.id: item for item in ledger.items}
    used = dict.fromkeys(by_id, 0)
    for line, match in zip(arrived, Matcher(ledger).match(arrived), strict=True):
        for proposal in match.proposals:
            settled = sum(share.amount for share in proposal.shares)
            if proposal.waiting is None:
                assert settled - proposal.difference + proposal.left == line.amount
            for share in proposal.shares:
                residual = by_id[share.item].residual
                assert 0 < share.amount <= residual or residual <= share.amount < 0
        if match.confidence == CERTAIN:
            for share in match.best.shares:
                used[share.item] += share.amount
    assert all(abs(used[key]) <= abs(item.residual) for key, item in by_id.items())


@given(ledger=ledgers(), arrived=batches, seed=st.integers(0, 1000))
def test_the_order_of_the_input_does_not_matter(ledger, arrived, seed):
    draw = random.Random(seed)
    rows = {name: [*getattr(ledger, name)] for name in ("items", "customers", "waiting", "learnt")}
    for some in rows.values():
        draw.shuffle(some)
    mixed = replace(ledger, **{name: tuple(some) for name, some in rows.items()})
    first = {match.line: match for match in Matcher(ledger).match(arrived)}
    arrived = draw.sample(arrived, len(arrived))
    assert {match.line: match for match in Matcher(mixed).match(arrived)} == first


@given(ledger=ledgers(), line=lines())
def test_nothing_is_certain_beside_a_twin(ledger, line):
    """A document of the same number, customer and amount: which one is meant?"""
    match = Matcher(ledger).match_line(line)
    if match.confidence != CERTAIN or match.best.waiting is not None:
        return
    settled = {share.item for share in match.best.shares}
    documents = {item.document for item in ledger.items if item.id in settled}
    twins = tuple(
        replace(item, id=f"twin of {item.id}", document=f"twin of {item.document}")
        for item in ledger.items
        if item.document in documents
    )
    again = Matcher(replace(ledger, items=ledger.items + twins)).match_line(line)
    assert again.confidence != CERTAIN


@given(ledger=ledgers(), line=lines())
def test_of_a_payer_alone_the_only_combination_is_certain(ledger, line):
    match = Matcher(ledger).match_line(line)
    best = match.best
    if match.confidence != CERTAIN or best.reason in ("number", "cut_number", "payment"):
        return
    [customer] = best.customers
    debits = [row for row in ledger.items if row.customer == customer and row.residual > 0]
    kinds = {
        tuple(sorted((row.document, row.residual) for row in some))
        for count in range(1, len(debits) + 1)
        for some in combinations(debits, count)
        if sum(row.residual for row in some) == line.amount
    }
    assert len(kinds) == 1


@given(ledger=ledgers(), line=lines())
def test_two_lines_are_not_certain_of_the_same_money(ledger, line):
    other = replace(line, id=(line.id, "again"))
    first, second = Matcher(ledger).match([line, other])
    if first.best and first.best.fit != "partial":
        assert CERTAIN not in (first.confidence, second.confidence)


@given(ledger=ledgers(), texts=st.tuples(st.text(), st.text(), st.text(), st.text()))
def test_any_text_is_read(ledger, texts):
    label, reference, payer, iban = texts
    line = Line(1, DAY, 4990, "EUR", label, reference, payer, iban)
    assert Matcher(ledger).match_line(line).line == 1


@given(
    text=st.one_of(st.text(max_size=30), st.from_regex(r"RF[0-9]{2}[0-9A-Z]{1,21}", fullmatch=True))
)
def test_a_checksum_is_that_of_iso_11649(text):
    if text.upper().startswith("RF") and text.isascii() and 5 <= len(text) <= 25:
        assert has_checksum(text) == is_valid(text) or not text.isalnum()
