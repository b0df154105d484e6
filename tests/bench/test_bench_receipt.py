"""What receipts cost: to who settles 500 invoices, and to the worker that makes them."""

import statistics
import time
from dataclasses import replace
from unittest.mock import patch

import pytest

from odoo.fields import Domain

from .measure import measure, measure_pair
from .test_bench_payment import _open_invoices, _pay

pytestmark = pytest.mark.bench

ISSUE = "receivables.receipt.issue"
SIGNAL = "receivables.ledger.signal"
PRINTED = 10


def test_receipts_of_one_payment_over_500_invoices(env, report):
    """Each invoice gets a document in the queue: less than 10 % more.

    What they cost is measured inside the same runs: two runs differ by more than that.
    """
    invoices = _some_invoices(env, 500)
    env.company.receipt_policy = "send"
    look, spent = env.registry[SIGNAL]._tell_changed, []

    def timed(service):
        start = time.perf_counter()
        look(service)
        service.env.flush_all()
        spent.append(time.perf_counter() - start)

    def pay():
        _pay(invoices, (0.25, 0.5, 0.75, 1.0))
        env.cr.flush()
        assert env["receivables.receipt"].search_count(_waiting(invoices)) == len(invoices)

    label = f"one payment, {len(invoices)} invoices"
    with patch.object(env.registry[SIGNAL], "_tell_changed", timed):
        ours = measure(env, f"{label}, with their receipts", pay)
    rest = round(ours.seconds - statistics.median(spent), 4)
    report.compare(ours, replace(ours, label=f"{label}, the rest of it", seconds=rest), aim=1.1)


def test_receipts_nobody_wants(env, report):
    """Off for everybody: hardly anything is read."""
    invoices = _some_invoices(env, 500)
    env.company.receipt_policy = "off"

    def without():
        with patch.object(env.registry[SIGNAL], "_note_changed", lambda *args: None):
            _pay(invoices, (1.0,))

    label = f"one payment, {len(invoices)} invoices"
    ours = f"{label}, receipts off", lambda: _pay(invoices, (1.0,))
    report.compare(*measure_pair(env, ours, (f"{label}, without", without)), aim=1.03)


@pytest.mark.parametrize(("kind", "share"), [("receipted", 1.0), ("balance", 0.5)])
def test_making_receipts(env, report, kind, share):
    """Content, PDF, archive and mail, by one worker."""
    invoices = _some_invoices(env, PRINTED)
    env.company.write({"receipt_policy": "send", "receipt_clearing": "registration"})
    invoices.partner_id.email = "big@example.com"
    _pay(invoices, (share,))
    env.cr.flush()
    service = env[ISSUE].sudo()
    receipts = service._writable().search(_waiting(invoices))
    assert {*receipts.mapped("kind")} == {kind}

    def make():
        for receipt in receipts:
            service._prepare_content(receipt)
            service._make_receipt(receipt)
        assert {*receipts.mapped("state")} == {"issued"}

    measured = measure(env, f"{PRINTED} {kind} documents, by one worker", make, runs=2)
    rate = round(60 * PRINTED / measured.seconds)
    report.add(measured, documents_a_minute=rate)
    print(f"\n{kind}: {rate} documents a minute and worker")


def _some_invoices(env, count):
    return env["account.move"].search(
        _open_invoices(env), limit=count, order="invoice_date_due, id"
    )


def _waiting(invoices):
    return Domain("move_id", "in", invoices.ids) & Domain("state", "=", "queued")
