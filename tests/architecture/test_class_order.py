"""The order of ``super()`` is the one that was looked at: see ``class_orders.py``."""

import pytest

from odoo.modules.registry import Registry
from odoo.tests.common import get_db_name

from tests.architecture.class_orders import BEFORE, NOW

OURS = "odoo.addons.receivables_ext."


@pytest.mark.parametrize("model", NOW)
def test_classes_call_each_other_in_the_order_written_down(model):
    cls = Registry(get_db_name())[model]
    order = [
        base.__module__.removeprefix(OURS)
        for base in cls.__mro__
        if base is not cls and base.__module__.startswith(OURS)
    ]
    assert order == NOW[model], "argue the difference in class_orders.py, then write it down"


def test_the_order_before_the_rooms_stays_written_down():
    assert BEFORE.keys() == NOW.keys()
