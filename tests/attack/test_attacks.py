"""The attacks of the list, each as every role that could try it; and nothing got through."""

import pytest

from tests.attack import across, elevation, load, payments
from tests.attack.attack import carry_out

ATTACKS = [*payments.ATTACKS, *elevation.ATTACKS, *across.ATTACKS, *load.ATTACKS]


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.name for attack in ATTACKS])
def test_nothing_gets_through(town, callers, attack):
    assert carry_out(attack, town, callers) == []


def test_names_are_unique():
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
