"""Properties of the names of documents found in texts that nobody chose."""

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from odoo.addons.receivables_ext.rules.lookalikes import find_lookalikes
from odoo.addons.receivables_ext.rules.references import Names, find_named

prefixes = st.sampled_from(["INV", "RINV", "F", "FAC", "INVA", "A"])
years = st.sampled_from(["", "25", "2026"])
ranks = st.tuples(st.integers(1, 40), st.integers(1, 5)).map(lambda pair: f"{pair[0]:0{pair[1]}}")


@st.composite
def numbers(draw):
    parts = [draw(prefixes), draw(years), draw(ranks)]
    return "/".join(part for part in parts if part)


documents = st.lists(numbers(), min_size=1, max_size=8, unique=True)
ways = st.sampled_from(
    [
        lambda name: name,
        str.lower,
        lambda name: name.replace("/", " ") if len(name.split("/")[0]) > 2 else name,
        lambda name: name.replace("/", "-"),
        lambda name: f"n°{name}.",
        lambda name: f"({name})",
        lambda name: f"« {name} »",
        lambda name: f"Facture{name}",
        lambda name: f"réf.{name};",
        lambda name: f"{name},",
    ]
)
noise = st.sampled_from(
    ["", "rest of", "70,00 EUR", "1 234,56", "01/02/2026", "2026-02-01", "merci", "solde:", "100"]
)


@given(names=documents, data=st.data())
def test_a_name_is_found_however_it_is_written_and_no_other(names, data):
    keys = list(enumerate(names))
    chosen = data.draw(st.lists(st.sampled_from(keys), unique=True, max_size=4))
    words = []
    for _key, name in chosen:
        words += [data.draw(noise), data.draw(ways)(name), ";"]
    found = find_named(" ".join(words), keys)
    assert found.keys == tuple(key for key, _name in chosen)
    assert not [*find_lookalikes(" ".join(words), found.spans)]


@given(names=documents, before=noise, after=noise)
def test_amounts_and_dates_name_nothing(names, before, after):
    assert find_named(f"{before} ; {after}", enumerate(names)).keys == ()


@given(names=documents, other=numbers())
def test_what_is_none_of_them_is_not_taken_for_one(names, other):
    assume(_plain(other) not in map(_plain, names))
    assert find_named(f"for {other}", enumerate(names)).keys == ()


@given(rank=st.integers(1, 999), zeros=st.integers(0, 4))
def test_zeros_that_were_left_out_do_not_matter(rank, zeros):
    names = [(1, f"INV/2026/{rank:06}"), (2, f"INV/2026/{rank + 1000:06}")]
    assert find_named(f"inv 2026 {'0' * zeros}{rank}", names).keys == (1,)


@given(text=st.text(max_size=80), names=documents)
def test_any_text_is_read(text, names):
    found = Names(enumerate(names)).find_in(text)
    assert len(set(found.keys)) == len(found.keys)
    assert set(found.keys) <= set(range(len(names)))


@given(reference=st.from_regex(r"RF[0-9]{2}[0-9A-Z]{8,16}", fullmatch=True))
def test_a_payment_reference_in_groups_of_four(reference):
    spaced = " ".join(re.findall(".{1,4}", reference))
    names = [(1, reference), (2, "INV/2026/00001")]
    for text in (reference, spaced, spaced.lower(), f"ref {spaced}."):
        assert find_named(text, names).keys == (1,)


def _plain(name):
    return tuple(part.lstrip("0") for part in re.findall(r"[A-Z]+|\d+", name))
