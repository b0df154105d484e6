"""A thousand bank lines against all that is open, beside bare SQL and core's registration."""

from dataclasses import replace

import pytest

from .measure import measure
from .test_bench_payment import _bank

pytestmark = pytest.mark.bench

LINES = 1000
REGISTERED = 20
"""Invoices that core's dialog pays; the time for all that are certain is in proportion."""


def test_propose_for_a_thousand_lines(env, report):
    """Each line names an invoice and pays all of it, as most lines do."""
    # The addons are not there yet when this file is read.
    from odoo.addons.receivables_ext.models.arriving.matching import propose

    invoices = _open_invoices(env)
    lines = _lines(env, invoices)
    found = propose(lines)
    certain = sum(bool(some) and some[0].confidence == "certain" for some in found.values())
    assert certain >= 0.9 * len(lines)
    count = len(_read_by_sql(env))
    sql = measure(env, f"bare SQL: {count} open items", lambda: _read_by_sql(env))
    label = f"core: payment dialog, {REGISTERED} invoices in turn"
    core = measure(env, label, lambda: _pay_by_core(invoices[:REGISTERED]), runs=2, warm=1)
    ours = measure(env, f"proposals for {len(lines)} lines", lambda: propose(lines))
    report.add(core)
    report.add(sql)
    anchor = f"bare SQL, and core's registration of the {certain} that are certain"
    seconds = sql.seconds + core.seconds * certain / REGISTERED
    report.compare(ours, replace(sql, label=anchor, seconds=seconds, best=seconds), aim=3.0)


def _open_invoices(env):
    return env["account.move"].search(
        [
            ("company_id", "=", env.company.id),
            ("move_type", "=", "out_invoice"),
            ("state", "=", "posted"),
            ("payment_state", "=", "not_paid"),
        ],
        limit=LINES,
        order="id",
    )


def _lines(env, invoices):
    journal = _bank(env)
    # Who imports lines is not who registers payments.
    lines = (
        env["account.bank.statement.line"]
        .sudo()
        .create(
            [
                {
                    "journal_id": journal.id,
                    "date": invoice.date,
                    "payment_ref": f"FACT {invoice.name}",
                    "partner_name": (invoice.partner_id.name or "").upper(),
                    "amount": invoice.amount_residual,
                }
                for invoice in invoices
            ]
        )
    )
    env.flush_all()
    return lines.sudo(False)


def _read_by_sql(env):
    env.cr.execute(
        """
        SELECT item.id, item.partner_id, item.date_maturity, item.amount_residual_currency,
               item.currency_id, document.name, document.payment_reference, partner.name
          FROM account_move_line item
          JOIN account_account account ON account.id = item.account_id
          JOIN account_move document ON document.id = item.move_id
     LEFT JOIN res_partner partner ON partner.id = item.partner_id
         WHERE account.account_type = 'asset_receivable' AND item.reconciled IS NOT TRUE
           AND item.parent_state = 'posted' AND item.company_id = %s
        """,
        [env.company.id],
    )
    return env.cr.fetchall()


def _pay_by_core(invoices):
    for invoice in invoices:
        wizard = invoice.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        wizard.create({"journal_id": _bank(invoice.env).id})._create_payments()
    invoices.env.flush_all()
