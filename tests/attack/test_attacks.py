"""The attacks of the list, each as every role that could try it; and nothing got through."""

import os

import pytest

from tests.attack import across, bank_lines, elevation, load, payments
from tests.attack.attack import carry_out

ATTACKS = [
    attack for each in (payments, bank_lines, elevation, across, load) for attack in each.ATTACKS
]


LONG = os.environ.get("LONG") == "yes"


@pytest.mark.parametrize("number", range(len(ATTACKS)), ids=[attack.name for attack in ATTACKS])
def test_nothing_gets_through(town, callers, number):
    attack = ATTACKS[number]
    assert carry_out(attack, town, callers, roles_of(attack, number)) == []


def roles_of(attack, number):
    """All roles in a long run; in a short one the first two, and of the others each in turn."""
    first, others = attack.roles[:2], attack.roles[2:]
    return attack.roles if LONG or not others else (*first, others[number % len(others)])


def test_names_are_unique():
    names = [attack.name for attack in ATTACKS]
    assert [name for name in names if names.count(name) > 1] == []
