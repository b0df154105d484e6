"""Thirty payments that a bank fee makes short, beside core's write-off of the same payments."""

import pytest

from odoo.fields import Command

from .measure import measure_pair
from .test_bench_payment import _bank

pytestmark = pytest.mark.bench

PAYMENTS = 30
FEE = 0.5
DIALOG = "account.payment.register"


def test_deductions_beside_write_offs(env, report):
    """In the same dialog, invoice by invoice; then thirty drafts at once, as a list confirms."""
    invoices, fee = _invoices(env), _fee(env)
    written_off = f"write-off in the dialog, {PAYMENTS} payments", lambda: _write_off(invoices)
    deducted = f"deduction in the dialog, {PAYMENTS} payments", lambda: _deduct(invoices, fee)
    report.compare(*measure_pair(env, deducted, written_off, runs=5), aim=1.3)
    at_once = f"deductions of {PAYMENTS} drafts", lambda: _register(invoices, fee)
    report.compare(*measure_pair(env, at_once, written_off, runs=5), aim=0.6)


def _invoices(env):
    """Thirty open invoices of as many customers."""
    groups = env["account.move"]._read_group(
        [
            ("company_id", "=", env.company.id),
            ("move_type", "=", "out_invoice"),
            ("state", "=", "posted"),
            ("payment_state", "=", "not_paid"),
            ("amount_residual", ">", FEE),
        ],
        ["partner_id"],
        ["id:min"],
        order="partner_id",
        limit=PAYMENTS,
    )
    return env["account.move"].browse([move_id for _partner, move_id in groups])


def _fee(env):
    account = env["account.account"].search([("account_type", "=", "expense")], limit=1)
    return env["receivables.deduction.kind"].create({"name": "Bank fee", "account_id": account.id})


def _dialog(invoice, **values):
    return (
        invoice.env[DIALOG]
        .with_context(active_model="account.move", active_ids=invoice.ids)
        .create({"journal_id": _bank(invoice.env).id, **values})
    )


def _write_off(invoices):
    account = invoices.env["account.account"].search([("account_type", "=", "expense")], limit=1)
    for invoice in invoices:
        _dialog(
            invoice,
            amount=invoice.currency_id.round(invoice.amount_residual - FEE),
            payment_difference_handling="reconcile",
            writeoff_account_id=account.id,
        )._create_payments()
    _check_paid(invoices)


def _deduct(invoices, fee):
    deductions = [Command.create({"kind_id": fee.id, "amount": FEE})]
    for invoice in invoices:
        _dialog(invoice, deduction_ids=deductions)._create_payments()
    _check_paid(invoices)


def _register(invoices, fee):
    payments = invoices.env["account.payment"].create(
        [
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": invoice.partner_id.id,
                "journal_id": _bank(invoice.env).id,
                "amount": invoice.currency_id.round(invoice.amount_residual - FEE),
                "duplicate_reason": "Measured again",
                "deduction_ids": [Command.create({"kind_id": fee.id, "amount": FEE})],
                "allocation_line_ids": [
                    Command.create({"line_id": line.id, "amount": line.amount_residual})
                    for line in invoice.line_ids
                    if line.display_type == "payment_term" and not line.reconciled
                ],
            }
            for invoice in invoices
        ]
    )
    payments.action_post()
    _check_paid(invoices)


def _check_paid(invoices):
    invoices.env.flush_all()
    assert set(invoices.mapped("payment_state")) <= {"paid", "in_payment"}
