"""The installment schedule of the whole ledger, beside OCA's due list and bare queries."""

from datetime import timedelta

import pytest

from odoo.tools import SQL

from .measure import measure, measure_pair

pytestmark = pytest.mark.bench

OPEN = [("settled", "=", False)]
COLUMNS = [
    *("code", "document", "partner_ref", "date_due", "date_expected", "amount", "settled"),
    *("amount_to_collect", "status", "status_label", "days_late", "followup_mode", "note"),
]
NAMED = ["partner_id", "journal_id", "payment_type", "currency_id"]
SUMS = ["amount:sum", "amount_received:sum", "amount_to_collect:sum"]

DUE = [
    ("parent_state", "=", "posted"),
    ("account_type", "=", "asset_receivable"),
    ("reconciled", "=", False),
    ("full_reconcile_id", "=", False),
]
"""The due list, brought by hand to what the schedule shows when it opens."""
DUE_COLUMNS = [
    *("date_maturity", "name", "move_name", "ref", "debit", "credit", "balance"),
    *("amount_residual", "amount_residual_currency", "amount_currency", "reconciled"),
    *("invoice_date", "matching_number", "parent_state"),
]
DUE_NAMED = ["partner_id", "journal_id", "move_id", "currency_id", "invoice_user_id"]

BARE_TOTALS = """
SELECT line.currency_id, SUM(line.amount_currency), SUM(line.amount_residual_currency)
  FROM account_move_line line JOIN account_move document ON document.id = line.move_id
 WHERE line.display_type = 'payment_term' AND line.parent_state = 'posted'
   AND line.reconciled IS NOT TRUE AND document.move_type = 'out_invoice'
 GROUP BY line.currency_id"""


@pytest.fixture
def schedule(env):
    return env["receivables.installment"]


@pytest.fixture
def due_list(env):
    Line = env["account.move.line"]
    if "invoice_user_id" not in Line._fields or not Line._fields["invoice_user_id"].store:
        pytest.skip("account_due_list is not installed: run make bench")
    return Line


def _rows(model, domain, columns, named, order, limit=80):
    spec = {name: {} for name in columns}
    spec |= {name: {"fields": {"display_name": {}}} for name in named}
    return model.web_search_read(domain, spec, limit=limit, order=order, count_limit=10001)


def _open(schedule, domain):
    """What opening the screen asks: one page of rows, and the totals over all of them."""
    _rows(schedule, domain, COLUMNS, NAMED, "date_due, id")
    schedule.get_totals(domain)


def _open_due_list(due_list, domain):
    _rows(due_list, domain, DUE_COLUMNS, DUE_NAMED, "date_maturity, id")


def test_opening_with_totals_beside_the_due_list_without(env, report, schedule, due_list):
    ours, peer = measure_pair(
        env,
        ("schedule, 80 rows and totals of all", lambda: _open(schedule, OPEN)),
        ("account_due_list, 80 rows, no totals", lambda: _open_due_list(due_list, DUE)),
        runs=7,
        warm=2,
    )
    report.compare(ours, peer, aim=1.0)


def test_partly_paid_beside_the_due_list(env, report, schedule, due_list):
    partly = [*DUE, ("matched_credit_ids", "!=", False)]
    ours, peer = measure_pair(
        env,
        (
            "schedule, partly paid, rows and totals",
            lambda: _open(schedule, [*OPEN, ("amount_received", ">", 0)]),
        ),
        ("account_due_list, partly paid", lambda: _open_due_list(due_list, partly)),
        runs=5,
        warm=1,
    )
    report.compare(ours, peer, aim=1.0)


@pytest.mark.parametrize("group", ["partner_id", "status", "date_due:month"])
def test_groups_beside_the_due_list(env, report, schedule, due_list, group):
    theirs = {"date_due:month": "date_maturity:month", "status": "journal_id"}.get(group, group)
    ours, peer = measure_pair(
        env,
        (
            f"schedule by {group}",
            lambda: schedule.web_read_group(OPEN, [group], SUMS, limit=80),
        ),
        (
            f"account_due_list by {theirs}",
            lambda: due_list.web_read_group(
                DUE, [theirs], ["amount_residual:sum", "balance:sum"], limit=80
            ),
        ),
        runs=5,
        warm=1,
    )
    report.compare(ours, peer, aim=1.0)


def test_totals_beside_a_bare_query(env, report, schedule):
    def bare():
        env.cr.execute(BARE_TOTALS)
        return env.cr.fetchall()

    ours, query = measure_pair(
        env,
        ("totals of all open installments", lambda: schedule.get_totals(OPEN)),
        ("bare query of the totals", bare),
        runs=9,
        warm=2,
    )
    report.compare(ours, query, aim=1.0)


def test_other_filters(env, report, schedule):
    """For information: what no index serves."""
    env.cr.execute("SELECT MAX(date) FROM account_move_line")
    today = env.cr.fetchone()[0]
    month = [("date_expected", ">=", today - timedelta(30)), ("date_expected", "<=", today)]
    for label, domain in {
        "all three years, settled included": [],
        "expected in a month": [*OPEN, *month],
        "by status only": [("status", "=", "overdue")],
        "one customer's name": [*OPEN, ("partner_id", "ilike", "0012")],
        "one code": [*OPEN, ("code", "ilike", "0012")],
    }.items():
        report.add(measure(env, label, lambda domain=domain: _open(schedule, domain), 5))


def test_as_many_queries_for_any_number_of_rows(env, schedule):
    few, many = (
        measure(
            env,
            f"{limit} rows",
            lambda limit=limit: _rows(schedule, OPEN, COLUMNS, NAMED, "date_due, id", limit),
        )
        for limit in (40, 800)
    )
    assert many.queries <= few.queries


def test_the_index_of_open_installments_is_used(env, schedule):
    """The plan of the totals reads the index alone: no row of the ledger."""
    query = schedule._search(OPEN)
    table = query.table
    plan = env.execute_query(
        SQL("EXPLAIN %s", query.select(SQL("SUM(%s)", SQL.identifier(table, "amount"))))
    )
    text = "\n".join(row[0] for row in plan)
    print(f"\n{text}")
    assert "account_move_line_open_installments_idx" in text
    assert "on account_move document" not in text, "what is not asked for is not read"
