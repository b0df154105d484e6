"""Random and simultaneous use: the addon against a model of a customer's account."""

import pytest

pytest.register_assert_rewrite(
    "tests.stateful.machine",
    "tests.stateful.acts",
    "tests.stateful.anything",
    "tests.stateful.anything_settled",
    "tests.stateful.acts_of_core",
    "tests.stateful.acts_of_payments",
    "tests.stateful.world",
    "tests.stateful.users",
)
