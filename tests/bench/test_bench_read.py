"""What a person waits for: the invoice form, a proposal, the figures of customers."""

import json
from unittest.mock import patch

import pytest

from odoo.tests.form import Form
from odoo.tools.constants import PREFETCH_MAX

from odoo.addons.account.models.account_move import AccountMove

from . import ledger
from .measure import measure, measure_pair

pytestmark = pytest.mark.bench

FIGURES = ["amount_received", "amount_pending", "amount_to_use"]
CORE_PAYLOAD = 203_000
"""Bytes of core's form of an invoice of a customer with 1,000 credits."""


def test_invoice_form_of_a_customer_with_1000_credits(env, report):
    """Our form of such a customer beside core's form of a customer without any credit."""
    with_credits, without = _open_invoice(env, credits=True), _open_invoice(env, credits=False)
    our_fields = Form(with_credits)._view["fields_spec"]
    size = _size(with_credits, our_fields)
    _hide_our_views(env)
    core_fields = Form(without)._view["fields_spec"]
    widget = "_compute_payments_widget_to_reconcile_info"

    def read_as_core(invoice, read):
        with patch.object(env.registry["account.move"], widget, getattr(AccountMove, widget)):
            return read(invoice, core_fields)

    def web_read(invoice, fields_spec):
        return invoice.web_read(fields_spec)

    ours, core = measure_pair(
        env,
        ("invoice form, 1,000 credits", lambda: web_read(with_credits, our_fields)),
        ("core: invoice form, no credit", lambda: read_as_core(without, web_read)),
        runs=15,
        warm=3,
    )
    label = "core: invoice form, 1,000 credits"
    heavy = measure(env, label, lambda: read_as_core(with_credits, web_read), 7, 2)
    core_sizes = read_as_core(without, _size), read_as_core(with_credits, _size)
    report.add(heavy, payload=core_sizes[1])
    report.compare(ours, core, aim=1.0)
    report.rows[-1] |= {"payload": size, "fields": len(our_fields)}
    report.rows[-2] |= {"payload": core_sizes[0], "fields": len(core_fields)}
    print(f"\npayload: ours {size}, core {core_sizes[0]}, core with credits {core_sizes[1]} bytes")
    assert size < CORE_PAYLOAD / 5


def test_proposal_for_1000_credits_and_600_invoices(env, report):
    items = env["account.move.line"].search(
        [
            ("partner_id", "=", ledger.big_customer(env).id),
            ("account_type", "=", "asset_receivable"),
            ("reconciled", "=", False),
        ]
    )
    service = env["receivables.allocation"]
    label = f"propose, {len(items)} open items of one customer"
    report.add(measure(env, label, lambda: service.propose(items.ids), 5))


def test_figures_of_customers(env, report):
    """As many queries for 1,000 customers as for 80: Odoo computes by batches of 1,000."""
    Partner = env["res.partner"]
    customers = Partner.search([("customer_rank", ">", 0)], limit=2000)
    measures = [
        measure(env, f"figures of {len(some)} customers", lambda some=some: some.read(FIGURES), 5)
        for some in (customers[:80], customers)
    ]
    for measured in measures:
        report.add(measured)
    few, many = (measured.queries for measured in measures)
    batches = -(-len(customers) // PREFETCH_MAX)
    assert many <= few * batches, "reading more customers takes more queries"


def _open_invoice(env, credits):
    """An unpaid invoice in one due date, of BIG or of a customer without open credit."""
    Move = env["account.move"]
    domain = [("move_type", "=", "out_invoice"), ("payment_state", "=", "not_paid")]
    big = ledger.big_customer(env)
    if credits:
        return Move.search([*domain, ("partner_id", "=", big.id)], limit=1)
    creditors = env["account.move.line"]._read_group(
        [
            ("account_type", "=", "asset_receivable"),
            ("reconciled", "=", False),
            ("amount_residual", "<", 0),
        ],
        ["partner_id"],
    )
    ids = [partner.id for (partner,) in creditors]
    return Move.search([*domain, ("partner_id", "not in", ids)], limit=1)


def _size(invoice, fields_spec):
    invoice.env.invalidate_all()
    return len(json.dumps(invoice.web_read(fields_spec), default=str))


def _hide_our_views(env):
    """Take the views of the addon away until the transaction is rolled back."""
    data = env["ir.model.data"].sudo()
    ours = data.search([("module", "=", "receivables_ext"), ("model", "=", "ir.ui.view")])
    views = env["ir.ui.view"].sudo().browse(ours.mapped("res_id"))
    views.filtered(lambda view: view.model == "account.move").active = False
    env.registry.clear_cache("templates")
