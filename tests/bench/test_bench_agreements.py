"""Screens beside agreements: 2,000 of ten parts each that run, or that were paid."""

import pytest

from odoo.tools import SQL

from .measure import measure
from .test_bench_schedule import COLUMNS, NAMED, OPEN, _open, _rows

pytestmark = pytest.mark.bench

COUNT, PARTS = 2_000, 10

# Of each customer's invoices as many as there are agreements to make, whole or nothing open.
AGREEMENTS = """
    WITH item AS (
        SELECT line.id, line.move_id, line.partner_id, line.company_id, line.currency_id,
               line.amount_currency AS amount
          FROM account_move_line line JOIN account_move document ON document.id = line.move_id
         WHERE document.move_type = 'out_invoice' AND line.display_type = 'payment_term'
           AND line.parent_state = 'posted'
           AND line.amount_residual_currency = CASE WHEN %(paid)s THEN 0
               ELSE line.amount_currency END
      ORDER BY line.id LIMIT %(count)s),
    agreement AS (
        INSERT INTO receivables_agreement (name, version, partner_id, company_id, currency_id,
               state, grace_days, every, parts_count, agreed_on)
        SELECT 'BENCH/' || id, 1, partner_id, company_id, currency_id, 'agreed', 7, 'month',
               %(parts)s, CURRENT_DATE FROM item RETURNING id, name),
    covered AS (
        INSERT INTO receivables_agreement_item (agreement_id, line_id, move_id, rank, amount,
               is_agreed)
        SELECT agreement.id, item.id, item.move_id, 1, item.amount, TRUE
          FROM item JOIN agreement ON agreement.name = 'BENCH/' || item.id
     RETURNING agreement_id, amount)
    INSERT INTO receivables_agreement_line (agreement_id, date_due, amount)
    SELECT agreement_id, CURRENT_DATE + 30 * part, amount / %(parts)s
      FROM covered CROSS JOIN generate_series(1, %(parts)s) part"""
TABLES = ("receivables_agreement", "receivables_agreement_item", "receivables_agreement_line")


def _agree(env, is_paid):
    cr = env.cr
    cr.execute(SQL(AGREEMENTS, paid=is_paid, count=COUNT, parts=PARTS))
    assert cr.rowcount == COUNT * PARTS
    for table in TABLES:
        cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
    env.invalidate_all()


def _screens(env):
    """What opening the schedule, the invoices and the customers asks."""
    invoices = [("move_type", "=", "out_invoice"), ("lifecycle_status", "=", "overdue")]
    columns = ["name", "amount_total", "lifecycle_status", "next_due_date"]
    schedule = env["receivables.installment"]
    late = [*OPEN, ("status", "=", "overdue")]
    return {
        "schedule, 80 rows and totals of all": lambda: _open(schedule, OPEN),
        "schedule, late": lambda: _open(schedule, late),
        "schedule, 80 rows": lambda: _rows(schedule, OPEN, COLUMNS, NAMED, "date_due, id"),
        "invoices that are overdue": lambda: env["account.move"].web_search_read(
            invoices, {name: {} for name in columns}, limit=80
        ),
        "an invoice": lambda: env["account.move"].search(invoices[:1], limit=1).next_due_date,
    }


def _measure(env, report, beside):
    for label, screen in _screens(env).items():
        report.add(measure(env, f"{label}, {beside}", screen, runs=5, warm=1))


def test_beside_none(env, report):
    _measure(env, report, "no agreement")


def test_beside_those_that_were_paid(env, report):
    _agree(env, is_paid=True)
    _measure(env, report, "2,000 paid")


def test_beside_those_that_run(env, report):
    _agree(env, is_paid=False)
    _measure(env, report, "2,000 that run")


def test_beside_one_that_runs_and_those_that_were_paid(env, report):
    _agree(env, is_paid=True)
    env.cr.execute(SQL(AGREEMENTS, paid=False, count=1, parts=PARTS))
    _measure(env, report, "2,000 paid, 1 runs")
