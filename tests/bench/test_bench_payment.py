"""One payment over 500 invoices, and the scheduled action over every open credit."""

import pytest

from odoo.fields import Command

from . import ledger
from .measure import measure_pair

pytestmark = pytest.mark.bench

SAMPLE = 100
"""Customers whose credits are allocated by both ways; core alone needs more than 10 s for them."""


def test_one_payment_over_500_invoices(env, report):
    """Chosen amounts, each different, beside core's dialog, which pays all of each."""
    count = min(500, env["account.move"].search_count(_open_invoices(env)))
    invoices = env["account.move"].search(
        _open_invoices(env), limit=count, order="invoice_date_due, id"
    )
    core = f"core: payment dialog, {count} invoices", lambda: _pay_by_core(invoices)
    for name, shares in (("chosen amounts", (0.25, 0.5, 0.75, 1.0)), ("all of each", (1.0,))):
        label = f"one payment, {count} invoices, {name}"
        ours = label, lambda shares=shares: _pay(invoices, shares)
        report.compare(*measure_pair(env, ours, core), aim=1.0)


def test_credits_of_100_customers(env, report):
    """One batch of the scheduled action beside core's ``reconcile`` of each customer.

    The action writes the history of allocations instead of a message in each chatter.
    """
    items = _open_items(env, SAMPLE)
    groups = list(items.grouped("partner_id").values())
    label = f"{len(groups)} customers, {len(items)} open items"
    run, customers = env["receivables.allocation.run"], items.partner_id
    core = f"core: reconcile, {label}", lambda: [group.reconcile() for group in groups]
    ours = f"scheduled batch, {label}", lambda: run._allocate(customers, env.company)
    report.compare(*measure_pair(env, ours, core, runs=2, warm=0), aim=0.25)


def _open_invoices(env):
    return [
        ("partner_id", "=", ledger.big_customer(env).id),
        ("move_type", "=", "out_invoice"),
        ("state", "=", "posted"),
        ("payment_state", "=", "not_paid"),
    ]


def _bank(env):
    return env["account.journal"].search(
        [("company_id", "=", env.company.id), ("type", "=", "bank")], limit=1
    )


def _pay_by_core(invoices):
    wizard = (
        invoices.env["account.payment.register"]
        .with_context(active_model="account.move", active_ids=invoices.ids)
        .create({"group_payment": True, "journal_id": _bank(invoices.env).id})
    )
    wizard._create_payments()
    invoices.env.flush_all()
    assert set(invoices.mapped("payment_state")) == {"paid"}


def _pay(invoices, shares):
    """Register a payment of ``shares`` of the invoices, in turn."""
    lines = invoices.line_ids.filtered(lambda line: line.display_type == "payment_term")
    amounts = {
        line: line.currency_id.round(line.amount_residual * shares[rank % len(shares)])
        for rank, line in enumerate(lines)
    }
    payment = invoices.env["account.payment"].create(
        {
            "payment_type": "inbound",
            "partner_type": "customer",
            "partner_id": invoices.partner_id.id,
            "journal_id": _bank(invoices.env).id,
            "amount": sum(amounts.values()),
            "duplicate_reason": "Measured again",
            "allocation_line_ids": [
                Command.create({"line_id": line.id, "amount": amount})
                for line, amount in amounts.items()
            ],
        }
    )
    left = {line: line.amount_residual - amount for line, amount in amounts.items()}
    payment.action_post()
    invoices.env.flush_all()
    assert all(abs(line.amount_residual - amount) < 0.005 for line, amount in left.items())


def _open_items(env, customers):
    """Open items of the first customers who have both debts and credits; not of BIG."""
    Line = env["account.move.line"]
    domain = [
        ("account_type", "=", "asset_receivable"),
        ("parent_state", "=", "posted"),
        ("reconciled", "=", False),
        ("partner_id", "!=", ledger.big_customer(env).id),
    ]
    groups = Line._read_group(
        domain,
        ["partner_id"],
        having=[("amount_residual:min", "<", 0), ("amount_residual:max", ">", 0)],
        order="partner_id",
        limit=customers,
    )
    return Line.search([*domain, ("partner_id", "in", [partner.id for (partner,) in groups])])
