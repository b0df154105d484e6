"""The scheduled action that allocates credits: it can be stopped, disturbed and run again."""

from functools import wraps
from unittest.mock import patch

import pytest
from psycopg2.errors import LockNotAvailable

from odoo import api
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from odoo.addons.base.models import ir_cron

from tests.stateful.model import INVOICE, PAYMENT
from tests.stateful.test_two_users import apply, committed, issue
from tests.stateful.users import Meeting

RUN = "receivables.allocation.run"
NAMES = [f"Customer {letter}" for letter in "ABCD"]


@pytest.fixture
def waiting(world):
    """Four customers, each with an invoice of 100 and a credit of 60."""
    for name in NAMES:
        world.partners[name] = world.env["res.partner"].create({"name": name})
        issue(world, INVOICE, 10000, name)
        issue(world, PAYMENT, 6000, name)
    world.cr.commit()
    return world


def run_job(world):
    """Run the job as the scheduler does; return what it tells the person who started it."""
    with world.registry.cursor() as cr:
        env = api.Environment(cr, api.SUPERUSER_ID, {})
        return env.ref("receivables_ext.ir_cron_allocate_credits").method_direct_trigger()


def settled(world):
    """Names of the customers whose credit was used since the last look."""
    rows = committed(world)
    assert all(cents == 6000 for *_keys, cents in rows)
    return sorted(world.book.documents[debit[0]].customer for debit, *_ in rows)


def small_batches(world, size=1):
    """Let the job work in batches of ``size`` customers."""
    original = world.registry[RUN]._cron_allocate_credits

    @wraps(original)
    def run(records, batch_size=size):
        return original(records, batch_size=batch_size)

    return patch.object(world.registry[RUN], "_cron_allocate_credits", run)


def failing(world, name, error, at_commit=False):
    """Make every allocation of one customer fail once it is written, or when committed."""

    def fail():
        raise error

    service = world.registry["receivables.allocation"]
    original = service._allocation_applied
    partner_id = world.partners[name].id

    @wraps(original)
    def applied(records, proposal):
        ids = [row["debit_line_id"] for row in proposal]
        if partner_id in records.env["account.move.line"].browse(ids).partner_id.ids:
            records.env.cr.precommit.add(fail) if at_commit else fail()
        return original(records, proposal)

    return patch.object(service, "_allocation_applied", applied)


def test_all_customers_are_settled_and_a_second_run_finds_nothing(waiting):
    assert run_job(waiting) is True
    assert settled(waiting) == NAMES
    assert run_job(waiting) is True
    assert settled(waiting) == []


def test_customers_who_are_allocated_by_hand_are_left_alone(waiting):
    waiting.partners[NAMES[1]].allocation_strategy = "manual"
    waiting.cr.commit()
    run_job(waiting)
    assert settled(waiting) == [name for name in NAMES if name != NAMES[1]]


@pytest.mark.parametrize("at_commit", [False, True])
@pytest.mark.parametrize(("bad", "size"), [(NAMES[0], 1), (NAMES[1], 100)])
def test_one_bad_customer_does_not_stop_the_others(waiting, bad, size, at_commit):
    error = UserError("This one cannot be allocated.")
    with small_batches(waiting, size), failing(waiting, bad, error, at_commit):
        run_job(waiting)
    assert settled(waiting) == [name for name in NAMES if name != bad]
    run_job(waiting)
    assert settled(waiting) == [bad]


def test_what_was_done_before_a_stop_stays(waiting):
    """The server stops in the third batch: the first two are committed, the rest follows."""
    with (
        small_batches(waiting),
        failing(waiting, NAMES[2], SystemExit("the server stops")),
        pytest.raises(SystemExit),
        waiting.registry.cursor() as cr,
    ):
        api.Environment(cr, api.SUPERUSER_ID, {})[RUN]._cron_allocate_credits()
    assert settled(waiting) == NAMES[:2]
    run_job(waiting)
    assert settled(waiting) == NAMES[2:]


def without_time():
    """Let the job stop after one batch, as when its time is over."""
    return patch.multiple(ir_cron, MIN_TIME_PER_JOB=0, MIN_RUNS_PER_JOB=1)


def test_a_run_out_of_time_goes_on_at_the_next_one(waiting):
    job = waiting.env.ref("receivables_ext.ir_cron_allocate_credits")
    done = []
    with small_batches(waiting, 2), without_time():
        while some := (run_job(waiting) and settled(waiting)):
            done.append(some)
            progress = waiting.env["ir.cron.progress"].search(
                [("cron_id", "=", job.id)], order="id desc", limit=1
            )
            left = len(NAMES) - sum(map(len, done))
            assert (progress.done, progress.remaining) == (len(some), left)
    assert done == [NAMES[:2], NAMES[2:]]


@pytest.mark.parametrize("by_hand", [True, False])
def test_customers_left_alone_do_not_keep_the_others_waiting(waiting, by_hand):
    """Those allocated by hand, or who fail each time, come first in the list."""
    if by_hand:
        for name in NAMES[:2]:
            waiting.partners[name].allocation_strategy = "manual"
        waiting.cr.commit()
    error = UserError("This one cannot be allocated.")
    done = []
    with small_batches(waiting, 1), without_time(), failing(waiting, NAMES[0], error):
        for _run in range(6):
            run_job(waiting)
            done += settled(waiting)
    assert sorted(done) == NAMES[2 if by_hand else 1 :]


@pytest.mark.parametrize("size", [1, 100])
def test_a_user_allocates_during_the_run(waiting, users, size):
    """The run has read the credit as open; the user uses a part of it first."""
    debit, credit = (
        item.key
        for kind in (INVOICE, PAYMENT)
        for item in waiting.book.items(kind, customer=NAMES[3])
    )
    with (
        small_batches(waiting, size),
        Meeting(waiting.registry).waiting(RUN, "_allocate", lambda: run_job(waiting)),
    ):
        assert len(apply(waiting, users[0], (debit, credit, 2000))()) == 1
    rows = committed(waiting)
    assert sum(cents for *_keys, cents in rows) == 6000 * len(NAMES)
    assert sorted(c for d, _credit, c in rows if d == debit) == [2000, 4000]


def test_a_customer_somebody_is_allocating_waits_for_the_next_run(waiting, users):
    debit, credit = (
        item.key
        for kind in (INVOICE, PAYMENT)
        for item in waiting.book.items(kind, customer=NAMES[3])
    )
    act = apply(waiting, users[0], (debit, credit, 6000))
    with Meeting(waiting.registry).waiting(
        "receivables.allocation", "apply", act, after=True
    ) as result:
        run_job(waiting)
    assert len(result()) == 1
    assert settled(waiting) == NAMES
    links = [link for link in waiting.book.links.values() if link.debit == debit]
    assert len(links) == 1


@pytest.mark.parametrize("size", [1, 100])
def test_a_document_edited_during_the_run_does_not_stop_it(waiting, size):
    """Somebody writes a note on an invoice while its customer is being allocated."""
    partner = waiting.partners[NAMES[1]]
    [item] = waiting.book.items(INVOICE, customer=NAMES[1])
    invoice = waiting.records[item.document]
    run = waiting.registry[RUN]
    original = run._allocate
    edits = []

    @wraps(original)
    def allocate(records, partners, company):
        made = original(records, partners, company)
        if partner in partners and len(edits) < 2:
            edits.append(edit(waiting.registry, invoice.id))
        return made

    with small_batches(waiting, size), patch.object(run, "_allocate", allocate):
        run_job(waiting)
    assert edits
    assert set(settled(waiting)) >= {name for name in NAMES if name != NAMES[1]}
    run_job(waiting)
    committed(waiting)
    assert not waiting.book.credit(NAMES[1])


def edit(registry, move_id):
    """Write and commit a note on an invoice, unless another transaction has it in hand."""
    with registry.cursor() as cr, mute_logger("odoo.sql_db"):
        try:
            cr.execute("SET LOCAL lock_timeout = '200ms'")
            cr.execute("UPDATE account_move SET narration = 'Seen' WHERE id = %s", [move_id])
        except LockNotAvailable:
            cr.rollback()
            return False
    return True
