"""*Register all* of a pile of thirty cheques beside the button of payments on the same drafts."""

import pytest

from .bypass import without_addon
from .measure import measure, measure_pair
from .test_bench_payment import _bank

pytestmark = pytest.mark.bench

CHEQUES = 30
EXTENDED = ("account.payment", "account.move", "account.move.line", "account.partial.reconcile")


def test_register_a_pile_of_thirty(env, report):
    """The same rows by the pile; by the button of payments; by core alone, which settles nothing.

    What is registered here settles the invoices too: the aim is that of the button.
    """
    pile = _pile(env)
    drafts = pile.payment_ids
    ours = f"register all, a pile of {CHEQUES}", lambda: _register(pile)
    button = f"action_post, {CHEQUES} drafts", lambda: _post(drafts)
    report.compare(*measure_pair(env, ours, button, runs=5), aim=1.2)
    core = f"core alone: action_post, {CHEQUES} drafts", lambda: _post_by_core(drafts)
    report.add(measure(env, *core))


def _pile(env):
    """Thirty customers who owe, each with a cheque for their oldest invoice."""
    Move = env["account.move"]
    groups = Move._read_group(
        [
            ("company_id", "=", env.company.id),
            ("move_type", "=", "out_invoice"),
            ("state", "=", "posted"),
            ("payment_state", "=", "not_paid"),
        ],
        ["partner_id"],
        ["amount_residual:min"],
        order="partner_id",
        limit=CHEQUES,
    )
    pile = env["receivables.payment.pile"].create(
        {"journal_id": _bank(env).id, "difference_reason": "Nobody counted"}
    )
    for rank, (customer, amount) in enumerate(groups):
        row = {"customer": customer.ref or customer.name, "amount": amount}
        pile.enter_row(row | {"instrument_number": f"P{rank}", "duplicate_reason": "Measured"})
    env.flush_all()
    return pile


def _post(drafts):
    drafts.action_post()
    drafts.env.flush_all()
    assert set(drafts.mapped("collection_state")) == {"registered"}


def _post_by_core(drafts):
    with without_addon(drafts.env.registry, *EXTENDED):
        drafts.action_post()
        drafts.env.flush_all()


def _register(pile):
    assert pile.register_rows()["registered"] == CHEQUES
    pile.env.flush_all()
