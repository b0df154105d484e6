"""Races: callers who press at the same moment, over HTTP, in two workers; then plain SQL.

A few in a usual run; ``RACES=1000`` plays as many as it says, and ``make random`` a thousand.
"""

import os
import random
from collections import Counter

import pytest

from odoo import api
from odoo.modules.registry import Registry

from tests.attack.caller import Caller, Refused
from tests.stateful.ledger import problems
from tests.stateful.users import together

RACES = int(os.environ.get("RACES") or (1000 if os.environ.get("LONG") == "yes" else 60))
SHARES = {"allocate": 0.4, "register": 0.25, "undo": 0.35}
ONCE = {
    "a payment undone twice": """
        SELECT reversed_entry_id FROM account_move
         WHERE reversed_entry_id IS NOT NULL AND state = 'posted'
         GROUP BY reversed_entry_id HAVING COUNT(*) > 1
    """,
    "more given back than was received": """
        SELECT refunded.id FROM account_payment refund
          JOIN account_payment refunded ON refunded.id = refund.refunded_payment_id
         WHERE refund.state IN ('in_process', 'paid')
         GROUP BY refunded.id HAVING SUM(refund.amount) > refunded.amount
    """,
    "a payment said to be undone without its counter-entry, or the reverse": """
        SELECT payment.id FROM account_payment payment
     LEFT JOIN account_move reversal
            ON reversal.reversed_entry_id = payment.move_id AND reversal.state = 'posted'
         WHERE payment.partner_type = 'customer' AND payment.move_id IS NOT NULL
           AND (payment.collection_state IN ('returned', 'reversed')) <> (reversal.id IS NOT NULL)
    """,
    "a return without its reversal": """
        SELECT back.id FROM receivables_payment_return back
     LEFT JOIN account_move move ON move.id = back.move_id AND move.state = 'posted'
          JOIN account_payment payment ON payment.id = back.payment_id
         WHERE move.id IS NULL OR payment.collection_state <> 'returned'
    """,
    "a payment entered again twice": """
        SELECT replaces_id FROM account_payment
         WHERE replaces_id IS NOT NULL AND state NOT IN ('canceled', 'rejected')
         GROUP BY replaces_id HAVING COUNT(*) > 1
    """,
    "a correction that is neither done nor waiting": """
        SELECT id FROM receivables_payment_correction
         WHERE (state = 'done') <> (reversal_id IS NOT NULL)
    """,
}


@pytest.fixture
def track(town):
    """Books what is raced for; its cursor is the one that SQL looks through afterwards."""
    from tests.attack.founder import Founder

    registry = Registry(town.database)
    with registry.cursor() as cr:
        founder = Founder(registry, cr)
        founder.ids.update(town.ids)
        # What attacks on the same town began and were not let finish is no outcome of a race.
        founder.known = broken(cr)
        founder.env.company.correction_approval_amount = 0.0
        founder.partners = {"ours": founder.env["res.partner"].create({"name": "Raced for"})}
        yield founder


@pytest.fixture
def people(town, url):
    """Three persons who are logged in, each with a session of their own."""
    return [Caller(url, town.database, "invoicing", [town.company]) for _number in range(3)]


def race(people, acts):
    """What came back to each of them, who start together: an answer or a sentence."""

    def attempt(act, caller):
        try:
            return act(caller)
        except Refused as refusal:
            return refusal

    pairs = zip(acts, people, strict=False)
    return together(*(lambda a=act, c=caller: attempt(a, c) for act, caller in pairs))


def broken(cr):
    """Everything that must never be, by plain SQL."""
    cr.rollback()
    found = problems(api.Environment(cr, api.SUPERUSER_ID, {}))
    for what, query in ONCE.items():
        cr.execute(query)
        if rows := cr.fetchall():
            found.append(f"{what}: {rows[:5]}")
    return found


# === What is raced for === #


def allocate(track):
    """One credit of 100, two invoices of 100: one of them is settled."""
    invoices = [track.invoice("ours", 100.0) for _number in range(2)]
    credit = track.payment("ours", 100.0)
    credit.action_post()
    rows = [
        {
            "debit_line_id": track.items(invoice).id,
            "credit_line_id": track.items(credit).id,
            "amount": 100.0,
            "currency_id": track.company.currency_id.id,
        }
        for invoice in invoices
    ]
    return [lambda call, r=row: call("receivables.allocation", "apply", [r]) for row in rows]


def register(track):
    """One draft, planned on one invoice: it is booked once."""
    invoice, payment = track.invoice("ours", 100.0), track.payment("ours", 100.0)
    line = {"line_id": track.items(invoice).id, "amount": 100.0}
    payment.allocation_line_ids = [(0, 0, line)]
    return [lambda call: call("account.payment", "action_post", [payment.id])] * 2


def undo(track):
    """One payment of 120, of which 100 settle an invoice: corrected, refunded, returned at once."""
    invoice, payment = track.invoice("ours", 100.0), track.payment("ours", 120.0)
    payment.action_post()
    track.env["receivables.allocation"].apply(
        track.env["receivables.allocation"].propose(
            (track.items(invoice) + track.items(payment)).ids
        )
    )
    refund = {
        "amount": random.choice([20.0, 70.0, 120.0]),
        "journal_id": track.ids["bank"],
        "payment_method_line_id": track.ids["outbound_method"],
        "reason": "x",
    }
    asked = {"correct": {"reason": "x"}, "return": {"reason_id": track.ids["reason"]}}
    acts = {**asked, "refund": refund}
    return [
        lambda call, n=name, v=values, p=payment.id: confirm(call, n, {"payment_id": p, **v})
        for name, values in acts.items()
    ]


def confirm(call, name, values):
    model = f"receivables.{name}.payment"
    return call(model, f"action_{name}", call(model, "create", [values]))


BOOKED = {"allocate": allocate, "register": register, "undo": undo}


@pytest.mark.parametrize("kind", BOOKED)
def test_one_wins(track, people, kind):
    races = [BOOKED[kind](track) for _number in range(max(1, int(RACES * SHARES[kind])))]
    track.env.cr.commit()
    results = [race(people, acts) for acts in races]
    sentences = [[str(r) for r in each if isinstance(r, Refused)] for each in results]
    won = Counter(len(each) - len(told) for each, told in zip(results, sentences, strict=True))
    told = Counter(sentence for each in sentences for sentence in each)
    assert all(len(sentence) < 400 for sentence in told), told
    # What was given back first leaves a rest to correct; a draft registered twice is one payment.
    assert won[0] == 0, won
    if kind == "allocate":
        assert won == {1: len(races)}
    assert broken(track.env.cr) == track.known, won


def test_the_scheduled_action_runs_in_two_workers(track, town, people):
    """Each payment is registered once, and none is left for the next day."""
    admin = [Caller(person.url, town.database, "admin", [town.company]) for person in people[:2]]
    for _run in range(max(1, RACES // 100)):
        payments = track.env["account.payment"]
        for _number in range(20):
            invoice, payment = track.invoice("ours", 15.0), track.payment("ours", 10.0)
            payment.date = track.tomorrow
            line = {"line_id": track.items(invoice).id, "amount": 10.0}
            payment.allocation_line_ids = [(0, 0, line)]
            payments |= payment
        payments.action_schedule()
        track.let_a_night_pass(payments)
        race(admin, [lambda call: call("ir.actions.server", "run", [town.register_scheduled])] * 2)
        track.env.cr.rollback()
        track.env.invalidate_all()
        assert {*payments.mapped("collection_state")} == {"registered"}
        assert not payments.activity_ids
        assert broken(track.env.cr) == track.known
