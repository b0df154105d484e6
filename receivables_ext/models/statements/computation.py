"""The one computation of statements, whatever renders them."""

from collections import Counter
from itertools import groupby
from operator import attrgetter

from .before import find_opening_items
from .guard import complete_entities
from .layout import lay_out
from .match import with_details
from .movement import find_movements
from .open_item import aged_totals, ageing_slices, find_open_items
from .untaxed import exclude_tax, read_tax_facts
from .walk_in import find_walk_in_statements, generic_customers, lay_out_documents


def compute_statements(request, entity_ids):
    """Statements with something to say.

    :param request: ``receivables.statement``, in the environment of its company
    :param entity_ids: ids of commercial entities; None for all
    :return: list of dicts, see ``receivables.statement.get_statements()``, without names
    """
    entity_ids = entities_of_request(request, entity_ids)
    if request.mode == "open_items":
        return open_item_statements(request, entity_ids)
    if request.mode == "walk_in":
        return find_walk_in_statements(request, entity_ids)
    return activity_statements(request, entity_ids)


def entities_of_request(request, entity_ids):
    """Those of ``entity_ids`` that the request may say something of; None for all.

    :raise UserError: when a customer who was asked for by name is not among them
    """
    entity_ids = complete_entities(request, entity_ids)
    if request.mode == "walk_in":
        return generic_customers(request, entity_ids)
    return entity_ids


def empty_statement(request, key):
    """The statement of a customer without any movement."""
    if request.mode == "walk_in":
        return lay_out_documents(request, key, [], [])
    return lay_out(request.env, key, 0, [], has_opening=request.mode != "open_items")


def open_item_statements(request, entity_ids):
    tax_facts = _find_tax_facts(request, entity_ids)
    groups = find_open_items(request, entity_ids, tax_facts)
    return [
        lay_out(request.env, key, 0, rows, ageing_slices(rows), has_opening=False)
        for key, rows in groups.items()
    ]


def activity_statements(request, entity_ids):
    slices = aged_totals(request, entity_ids)
    openings, rows = find_movements(
        request, entity_ids, {key: sum(units) for key, units in slices.items()}
    )
    if request.mode == "detailed":
        rows = with_details(request, entity_ids, rows)
    if tax_facts := _find_tax_facts(request, entity_ids):
        openings, rows = exclude_tax(request, tax_facts, openings, rows)
        groups = find_open_items(request, entity_ids, tax_facts)
        slices = {key: ageing_slices(items) for key, items in groups.items()}
    groups = {key: list(group) for key, group in groupby(rows, attrgetter("key"))}
    in_items = request.opening_items and request.date_from
    before = find_opening_items(request, entity_ids) if in_items else {}
    return [
        lay_out(
            request.env,
            key,
            openings.get(key, 0),
            groups.get(key, []),
            slices.get(key),
            before=before.get(key, ()),
        )
        for key in dict.fromkeys([*openings, *before, *groups])
        if key in groups or before.get(key) or openings.get(key) or any(slices.get(key, ()))
    ]


def closing_balances(request, entity_ids):
    """What statements of activity end with, without their lines, and what their ageing adds up to.

    Both are the balance on the last day: movements added up, and what is left of the items.

    :return: two dicts {key: units}
    """
    slices = aged_totals(request, entity_ids)
    openings, rows = find_movements(request, entity_ids, {})
    closings = Counter(openings)
    for row in rows:
        closings[row.key] += row.units
    return dict(closings), {key: sum(units) for key, units in slices.items()}


def _find_tax_facts(request, entity_ids):
    """What tells tax apart, when the request excludes it."""
    if request.basis == "tax_included":
        return None
    return read_tax_facts(request, entity_ids)
