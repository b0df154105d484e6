"""What was open before the period, item by item, under the opening balance."""

from datetime import date
from operator import attrgetter

from odoo.tools import date_utils

from .open_item import find_open_items
from .untaxed import read_tax_facts

FIRST_DAY = date.min
"""Nothing was open before it."""


def find_opening_items(request, entity_ids):
    """The items that were open before the period, which add up to the opening balance.

    :return: lists of ``OpenItem`` by key, the oldest first
    """
    if request.date_from <= FIRST_DAY:
        return {}
    last = date_utils.subtract(request.date_from, days=1)
    before = request.new({**request._as_values(), "date_to": last})
    facts = None
    if request.basis == "tax_excluded":
        facts = read_tax_facts(before, entity_ids)
    # How late they were then is said of none: what follows may settle them.
    return {
        key: sorted(
            (item._replace(days_late=0) for item in items if item.units), key=attrgetter("date")
        )
        for key, items in find_open_items(before, entity_ids, facts).items()
    }
