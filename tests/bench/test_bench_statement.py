"""Statements of account of all customers, beside a hand-written query of the same rows."""

import io
from datetime import date, timedelta

import pytest

from odoo.addons.receivables_ext.models.statements import document, spreadsheet

from .measure import measure, measure_pair

pytestmark = pytest.mark.bench

PERIODS = {"seven weeks": 52, "one year": 364, "three years": 1100}

ACTIVITY = """
WITH opening AS (
    SELECT partner_id, currency_id, SUM(amount_currency) AS amount
      FROM account_move_line line
     WHERE {scope} AND date < %(first)s
     GROUP BY partner_id, currency_id)
SELECT line.partner_id, line.currency_id, line.date, line.date_maturity, line.move_name,
       line.name, line.ref, line.amount_currency, line.matching_number,
       COALESCE(opening.amount, 0) + SUM(line.amount_currency) OVER (
           PARTITION BY line.partner_id, line.currency_id ORDER BY line.date, line.id) AS balance
  FROM account_move_line line
  LEFT JOIN opening USING (partner_id, currency_id)
 WHERE {scope} AND line.date BETWEEN %(first)s AND %(last)s
 ORDER BY line.partner_id, line.currency_id, line.date, line.id"""

OPEN_ITEMS = """
WITH since AS (
    SELECT line_id, SUM(amount) AS amount
      FROM (SELECT debit_move_id AS line_id, debit_amount_currency AS amount
              FROM account_partial_reconcile WHERE max_date > %(last)s
             UNION ALL
            SELECT credit_move_id, -credit_amount_currency
              FROM account_partial_reconcile WHERE max_date > %(last)s) AS match
     GROUP BY line_id)
SELECT line.partner_id, line.currency_id, line.date, line.date_maturity, line.move_name,
       line.name, line.ref, line.amount_currency,
       line.amount_residual_currency + COALESCE(since.amount, 0)
  FROM account_move_line line
  LEFT JOIN since ON since.line_id = line.id
 WHERE {scope} AND line.date <= %(last)s
   AND line.amount_residual_currency + COALESCE(since.amount, 0) != 0
 ORDER BY line.partner_id, line.currency_id, line.date_maturity, line.id"""


@pytest.fixture
def last(env):
    """The last day with a movement."""
    env.cr.execute("SELECT MAX(date) FROM account_move_line")
    return env.cr.fetchone()[0]


def bare(env, query, **values):
    """Run a hand-written query over all customers and fetch its rows."""
    accounts = env["account.account"].search([("account_type", "=", "asset_receivable")])
    scope = (
        "line.account_id IN %(accounts)s AND line.parent_state = 'posted'"
        " AND line.company_id = %(company)s"
    )
    values |= {"accounts": tuple(accounts.ids), "company": env.company.id}
    env.cr.execute(query.format(scope=scope), values)
    return env.cr.fetchall()


def statements(env, **values):
    return _request(env, values).get_statements()


def _request(env, values):
    return env["receivables.statement"].new({"all_customers": True, **values})


@pytest.mark.parametrize("period", PERIODS)
def test_activity_of_all_customers(env, report, last, period):
    first = last - timedelta(days=PERIODS[period])
    rows = len(bare(env, ACTIVITY, first=first, last=last))
    ours, query = measure_pair(
        env,
        (
            f"activity, {period}, {rows} rows",
            lambda: statements(env, date_from=first, date_to=last),
        ),
        (f"bare query, {period}", lambda: bare(env, ACTIVITY, first=first, last=last)),
    )
    report.compare(ours, query, aim=3.0)


def _values(customers, last):
    first = last - timedelta(days=PERIODS["seven weeks"])
    return {"partner_ids": customers.ids, "date_from": first, "date_to": last}


def _peer_data(env, customers, last):
    """What OCA's partner_statement makes of the same request, or skip where it is not."""
    if "activity.statement.wizard" not in env:
        pytest.skip("partner_statement is not installed: make bench installs it")
    values = _values(customers, last)
    wizard = env["activity.statement.wizard"].with_context(
        active_ids=customers.ids, active_model="res.partner"
    )
    period = {"date_start": values["date_from"], "date_end": last}
    return wizard.create(period)._prepare_statement()


def _peer_context(env, customers, last):
    peer = env["ir.actions.report"]._get_report("partner_statement.activity_statement")
    data = _peer_data(env, customers, last)
    return env["ir.actions.report"]._get_rendering_context(peer, customers.ids, data)


def _customers(env, count=None):
    return env["res.partner"].search([("customer_rank", ">", 0)], limit=count)


@pytest.mark.parametrize("count", [100, 500])
def test_data_beside_partner_statement(env, report, last, count):
    customers = _customers(env, count)

    def ask():
        env["receivables.statement"].new(_values(customers, last)).get_statements()

    ours, peer = measure_pair(
        env,
        (f"activity, seven weeks, {count} customers", ask),
        (f"partner_statement, {count} customers", lambda: _peer_context(env, customers, last)),
    )
    report.compare(ours, peer, aim=0.5)


def test_html_beside_partner_statement(env, report, last):
    """By line: theirs are installments, ours documents. Without data, and without paper."""
    customers = _customers(env, 100)
    context = _peer_context(env, customers, last)
    blocks = [block for one in context["data"].values() for block in one["currencies"].values()]
    theirs = sum(len(block["lines"]) for block in blocks)
    request = env["receivables.statement"].new(_values(customers, last))
    results = [one for batch in document.iter_results(request) for one in batch]
    lines = sum(len(one["lines"]) for result in results for one in result["statements"])
    actions = env["ir.actions.report"]

    def render():
        documents = document.template_values(env, results)
        data = {"documents": documents, "report_type": "pdf", "debug": False}
        actions._render_qweb_html("receivables_ext.action_report_statement", None, data=data)

    ours, peer = measure_pair(
        env,
        (f"HTML of 100 customers, {lines} lines", render),
        (
            f"partner_statement, HTML, {theirs} lines",
            lambda: actions._render_template("partner_statement.activity_statement", dict(context)),
        ),
    )
    report.compare(ours, peer, aim=round(lines / theirs, 3))


def test_spreadsheet_beside_partner_statement(env, report, last):
    customers = _customers(env)
    action = env.ref("partner_statement.action_print_activity_statement_xlsx", False)

    def write():
        request = env["receivables.statement"].new(_values(customers, last))
        spreadsheet.write_spreadsheet(request, io.BytesIO())

    def write_peer():
        data = _peer_data(env, customers, last)
        env["ir.actions.report"]._render_xlsx(action, customers.ids, data)

    ours, peer = measure_pair(
        env,
        (f"Excel, seven weeks, {len(customers)} customers", write),
        ("partner_statement, Excel", write_peer),
        runs=1,
        warm=0,
    )
    report.compare(ours, peer, aim=0.25)


@pytest.mark.parametrize("days", [0, 180, 365])
def test_open_items_on_a_past_day(env, report, last, days):
    day = last - timedelta(days=days)
    rows = len(bare(env, OPEN_ITEMS, last=day))
    label = f"open items {days} days ago, {rows} rows"
    ours, query = measure_pair(
        env,
        (label, lambda: statements(env, mode="open_items", date_to=day)),
        (f"bare query, {days} days ago", lambda: bare(env, OPEN_ITEMS, last=day)),
    )
    report.compare(ours, query, aim=3.0)


@pytest.mark.parametrize("mode", ["activity", "detailed"])
def test_time_grows_with_the_lines(env, report, last, mode):
    """Three times the lines take at most three times the time, and a little."""
    periods = [last - timedelta(days=days) for days in (360, 1080)]
    measures = []
    for first in periods:
        found = statements(env, mode=mode, date_from=first, date_to=last)
        lines = sum(len(one["lines"]) for one in found)
        run = lambda first=first: statements(env, mode=mode, date_from=first, date_to=last)
        measured = measure(env, f"{mode}, {lines} lines", run)
        report.add(measured)
        measures.append((lines, measured.seconds))
    (few, short), (many, long) = measures
    assert long / short <= 1.5 * many / few


def test_tax_excluded(env, report, last):
    first = last - timedelta(days=364)
    report.add(
        measure(
            env,
            "activity without tax, one year",
            lambda: statements(env, basis="tax_excluded", date_from=first, date_to=last),
        )
    )


def test_one_customer(env, report, last):
    partner = env["res.partner"].search([("customer_rank", ">", 0)], limit=1)
    values = {"partner_ids": partner.ids, "date_from": date(last.year, 1, 1), "date_to": last}

    def ask():
        env["receivables.statement"].new(values).get_statements()

    report.add(measure(env, "activity of one customer", ask, 9))


def test_memory_stays_flat_in_batches(env, report, last):
    """Statements for documents and mails come by batches of customers."""
    values = {"date_from": last - timedelta(days=1100), "date_to": last}

    def one_by_one():
        for _batch in _request(env, values)._iter_statements():
            pass

    ours, at_once = measure_pair(
        env,
        ("by batches of customers", one_by_one),
        ("all at once", lambda: statements(env, **values)),
    )
    report.add(at_once)
    report.add(ours)
    assert ours.memory <= at_once.memory / 2
