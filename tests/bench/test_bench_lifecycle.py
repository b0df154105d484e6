"""Many payments at once, and the lists of a hundred thousand of them, beside core."""

from datetime import timedelta

import pytest
from lxml import etree

from odoo.fields import Command, Date, Domain

from odoo.addons.receivables_ext.models.payments.entry import similar

from .bypass import without_addon, without_guards
from .measure import measure, measure_pair

pytestmark = pytest.mark.bench

PAGE = 80
LIST = "account.view_account_payment_tree"
EXTENDED = ("account.payment", "account.move", "account.move.line", "account.partial.reconcile")


def test_thirty_payments_at_once(env, report):
    """Validated from the list; core's own methods do the same to the same drafts."""
    drafts = _drafts(env, _open_items(env, 30), planned=False)
    label = f"{len(drafts)} payments registered at once"

    def by_core():
        with without_addon(env.registry, *EXTENDED):
            drafts.action_post()
            env.flush_all()

    ours, core = measure_pair(env, (label, drafts.action_post), (f"core: {label}", by_core), 5)
    report.compare(ours, core, aim=1.25)
    assert core.queries < ours.queries, "the addon was not bypassed"
    assert set(drafts.mapped("state")) == {"draft"}, "every run is rolled back"


def test_what_the_guards_cost(env, report):
    """Payments that each settle an invoice: posting writes on entries and items, and matches."""
    drafts = _drafts(env, _open_items(env, 500), planned=True)
    label = f"{len(drafts)} payments registered and matched"

    def without():
        with without_guards():
            drafts.action_post()
            env.flush_all()

    ours, core = measure_pair(
        env, (label, drafts.action_post), (f"without guards: {label}", without), 2, 0
    )
    report.compare(ours, core, aim=1.05)


def test_list_of_payments(env, report):
    """The first page of customer payments, with every column of the list."""
    Payment = env["account.payment"].with_context(default_partner_type="customer")
    domain = [("partner_type", "=", "customer"), ("payment_type", "=", "inbound")]
    all_fields = _specification(env, Payment)
    ours_only = {name for name in all_fields if _is_ours(Payment, name)}
    core_fields = {name: spec for name, spec in all_fields.items() if name not in ours_only}

    def read(fields, limit=PAGE):
        return lambda: Payment.web_search_read(domain, fields, limit=limit)

    count = Payment.search_count(domain)
    label = f"list of payments, {PAGE} of {count}"
    pair = (label, read(all_fields)), (f"core: {label}", read(core_fields))
    ours, core = measure_pair(env, *pair, 7)
    report.compare(ours, core, aim=1.5)
    few = measure(env, "list of payments, 2 rows", read(all_fields, 2), 3)
    assert ours.queries <= few.queries, "a longer page takes more queries"


@pytest.mark.parametrize(
    ("name", "condition"),
    [
        ("to use", Domain("unallocated_amount", ">", 0)),
        ("without evidence", Domain("has_evidence", "=", False)),
        ("scheduled", Domain("collection_state", "=", "scheduled")),
        ("to approve", Domain("correction_ids.state", "=", "requested")),
        ("partly allocated", Domain("allocation_state", "=", "partial")),
    ],
)
def test_filters_of_payments(env, report, name, condition):
    """A page of the list and its count, with a filter of the addon."""
    Payment = env["account.payment"]
    domain = Domain("partner_type", "=", "customer") & condition

    def search():
        Payment.search(domain, limit=PAGE)
        Payment.search_count(domain)

    report.add(measure(env, f"filter of payments: {name}", search, 5))


@pytest.mark.parametrize(
    ("group", "aim"),
    [("allocation_state", 2.0), ("collection_state", 1.5), ("means_id", 1.5)],
)
def test_groups_of_payments(env, report, group, aim):
    Payment = env["account.payment"]
    domain = Domain("partner_type", "=", "customer")
    core = ("core: payments by state", lambda: Payment._read_group(domain, ["state"], ["__count"]))
    ours = f"payments by {group}", lambda: Payment._read_group(domain, [group], ["__count"])
    report.compare(*measure_pair(env, ours, core, 5), aim=aim)


def test_duplicates(env, report):
    """What a person waits for when they enter a payment, and when thirty are validated."""
    drafts = _drafts(env, _open_items(env, 30), planned=False)
    for some in (drafts[:1], drafts):
        label = f"similar payments of {len(some)}"
        report.add(measure(env, label, lambda some=some: similar.find_similar(some), 5))
    few, many = report.rows[-2:]
    assert many["queries"] <= few["queries"]


def test_expected_dates(env, report):
    """Installments of a page of the schedule, some of them with a scheduled payment."""
    lines = _open_items(env, PAGE)
    _scheduled(env, lines[: PAGE // 4])
    names = ("expected_date", "date_maturity")
    ours, core = (
        (f"{name} of {len(lines)} installments", lambda name=name: lines.read([name]))
        for name in names
    )
    ours, core = measure_pair(env, ours, core, 7)
    report.compare(ours, core, aim=10.0)
    few = measure(env, "expected date of one", lambda: lines[:1].read(["expected_date"]), 3)
    assert ours.queries <= few.queries


def test_list_of_invoices_with_scheduled_amounts(env, report):
    lines = _open_items(env, PAGE)
    _scheduled(env, lines)
    names = ["scheduled_amount", "scheduled_payment_date"]
    read = (f"scheduled amounts of {PAGE} invoices", lambda: lines.move_id.read(names))
    core = (f"core: residuals of {PAGE} invoices", lambda: lines.move_id.read(["amount_residual"]))
    ours, core = measure_pair(env, read, core, 7)
    report.compare(ours, core, aim=10.0)
    few = measure(env, "scheduled amount of one", lambda: lines[0].move_id.read(names), 3)
    assert ours.queries <= few.queries


@pytest.mark.parametrize("name", ["refunded_amount", "has_evidence", "correction_requested_id"])
def test_columns_that_people_may_add(env, report, name):
    """Not in the list by default: an export or a custom view reads them for a page."""
    payments = env["account.payment"].search([("partner_type", "=", "customer")], limit=PAGE)
    ours = measure(env, f"{name} of {PAGE} payments", lambda: payments.read([name]), 5)
    report.add(ours)
    few = measure(env, f"{name} of one payment", lambda: payments[:1].read([name]), 3)
    assert ours.queries <= few.queries


# === What is measured === #


def _open_items(env, count):
    """Open installments of as many invoices, of many customers."""
    lines = env["account.move.line"].search(
        [
            ("account_type", "=", "asset_receivable"),
            ("move_id.move_type", "=", "out_invoice"),
            ("move_id.payment_state", "=", "not_paid"),
            ("parent_state", "=", "posted"),
            ("reconciled", "=", False),
        ],
        order="id",
        limit=3 * count,
    )
    firsts = [lines[0] for lines in lines.grouped("move_id").values()]
    return lines.browse().union(*firsts[:count])


def _drafts(env, lines, planned, **values):
    """A draft payment for each of ``lines``."""
    journal = env["account.journal"].search(
        [("company_id", "=", env.company.id), ("type", "=", "bank")], limit=1
    )
    drafts = env["account.payment"].create(
        [
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": line.partner_id.id,
                "journal_id": journal.id,
                "amount": line.amount_residual,
                "duplicate_reason": "Measured again",
                "allocation_line_ids": [
                    Command.create({"line_id": line.id, "amount": line.amount_residual})
                ]
                if planned
                else [],
                **values,
            }
            for line in lines
        ]
    )
    env.flush_all()
    return drafts


def _scheduled(env, lines):
    ahead = Date.today() + timedelta(30)
    _drafts(env, lines, planned=True, date=ahead).action_schedule()
    env.flush_all()


def _specification(env, Payment):
    """What the web client asks for each row of the list."""
    arch = Payment.get_view(env.ref(LIST).id, "list")["arch"]
    spec = {}
    for node in etree.fromstring(arch).xpath("/list/field"):
        is_relation = Payment._fields[node.get("name")].relational
        spec[node.get("name")] = {"fields": {"display_name": {}}} if is_relation else {}
    return spec


def _is_ours(Payment, name):
    return Payment._fields[name]._module == "receivables_ext"
