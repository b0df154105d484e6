"""What was open before the period, item by item, in the place of one opening balance."""

from datetime import date
from operator import attrgetter

from odoo.tools import date_utils

from .open_item import find_open_items
from .untaxed import read_tax_facts

FIRST_DAY = date.min
"""Nothing was open before it."""


def list_opening_items(request, entity_ids, openings, groups):
    """Put the items that were open before the period in front of its movements.

    What the items do not explain stays an opening balance, so that no cent is lost: nothing, as
    the accounts have it.

    :param openings: balances before the period as {key: units}, changed in place
    :param groups: lists of rows of the period by key, changed in place
    """
    if request.date_from <= FIRST_DAY:
        return
    last = date_utils.subtract(request.date_from, days=1)
    before = request.new({**request._as_values(), "date_to": last})
    facts = None
    if request.basis == "tax_excluded":
        facts = read_tax_facts(before, entity_ids)
    for key, items in find_open_items(before, entity_ids, facts).items():
        openings[key] = openings.get(key, 0) - sum(item.units for item in items)
        # How late they were then is said of none: what follows may settle them.
        listed = [item._replace(days_late=0) for item in items if item.units]
        groups[key] = sorted(listed, key=attrgetter("date")) + groups.get(key, [])
