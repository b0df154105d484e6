"""Where a hundred thousand invoices stand: lists, groups and tiles, beside core's own."""

import json

import pytest
from lxml import etree

from odoo.fields import Domain

from . import ledger
from .measure import measure, measure_pair

pytestmark = pytest.mark.bench

PAGE = 80
LIST = "account.view_out_invoice_tree"
OWN = {"lifecycle_status", "lifecycle_label", "days_to_due"}
INVOICES = Domain("move_type", "=", "out_invoice")


@pytest.mark.parametrize("status", [None, "registered", "overdue", "partial", "paid"])
def test_list_of_invoices_with_their_status(env, report, status):
    """The first page and its count, with the column, and with the filter: beside neither."""
    Move = env["account.move"].with_context(default_move_type="out_invoice")
    columns = _specification(env, Move)
    others = {name: spec for name, spec in columns.items() if name not in OWN}
    domain = INVOICES & Domain("lifecycle_status", "=", status) if status else INVOICES

    def read(condition, fields):
        return lambda: Move.web_search_read(list(condition), fields, limit=PAGE, count_limit=10001)

    label = f"list of invoices, status {status or 'any'}"
    ours = label, read(domain, columns)
    report.compare(
        *measure_pair(env, ours, (f"without: {label}", read(INVOICES, others)), 9), aim=1.3
    )


def test_groups_by_status(env, report):
    Move = env["account.move"]

    def grouped(name):
        return lambda: Move._read_group(INVOICES, [name], ["__count", "amount_total_signed:sum"])

    ours = "invoices by status", grouped("lifecycle_status")
    core = "core: invoices by payment state", grouped("payment_state")
    report.compare(*measure_pair(env, ours, core, 9), aim=2.0)


def test_tiles_of_the_home_page(env, report):
    """All that the page reads of the sales journals, with the tiles and without."""
    journals = env["account.journal"].search(Domain("type", "=", "sale"))
    own = type(journals)._read_lifecycle_tiles

    def read(tiles):
        def act():
            type(journals)._read_lifecycle_tiles = tiles
            try:
                return json.loads(journals[:1].kanban_dashboard)
            finally:
                type(journals)._read_lifecycle_tiles = own

        return act

    ours, core = measure_pair(
        env,
        ("home page, with tiles", read(own)),
        ("home page, without", read(lambda records: {})),
        7,
    )
    report.compare(ours, core, aim=2.0)
    assert ours.queries == core.queries + 1


def test_installed_on_years_of_invoices(env, report):
    """What is kept beside documents and payments, for all that are there."""
    report.add(measure(env, "facts kept on install", lambda: ledger.keep_facts(env), 2, 0))


def _specification(env, Move):
    """What the web client asks for each row of the list."""
    arch = Move.get_view(env.ref(LIST).id, "list")["arch"]
    spec = {}
    for node in etree.fromstring(arch).xpath("/list/field"):
        is_relation = Move._fields[node.get("name")].relational
        spec[node.get("name")] = {"fields": {"display_name": {}}} if is_relation else {}
    return spec
