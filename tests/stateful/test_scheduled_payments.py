"""The scheduled action that registers payments on their day: it fails, stops, runs again."""

from functools import wraps
from unittest.mock import patch

import pytest
from psycopg2.errors import SerializationFailure

from odoo import api
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from odoo.addons.receivables_ext.models.payments.entry import plan

from tests.stateful.model import PAYMENT
from tests.stateful.test_scheduled_run import without_time
from tests.stateful.test_two_payments import entries
from tests.stateful.test_two_users import apply, committed, issue
from tests.stateful.world import CUSTOMERS

JOB = "receivables_ext.ir_cron_register_scheduled"
TASK = "receivables_ext.mail_activity_scheduled"
RUN = "receivables.payment.schedule"
LOGGER = "odoo.addons.receivables_ext.models.payments.entry.scheduled_run"


def run_job(world):
    """Run the job as the scheduler does; return what it tells the person who started it."""
    with world.registry.cursor() as cr:
        env = api.Environment(cr, api.SUPERUSER_ID, {})
        return env.ref(JOB).method_direct_trigger()


def run_once(world):
    """Run the action by hand: core does not run it again for what is left."""
    with world.registry.cursor() as cr:
        api.Environment(cr, api.SUPERUSER_ID, {})[RUN]._cron_register()


def registered(world, *others):
    """Payments registered since the last look: each once, with its plan settled.

    :param others: rows that somebody else has allocated meanwhile
    """
    world.cr.rollback()
    done = [p for p in world.book.scheduled if p.collection_state != "scheduled"]
    expected = [*others]
    for payment in done:
        customer, plan = world.book.scheduled.pop(payment)
        name = world.record(PAYMENT, customer, payment)
        assert entries(world, payment) == 1
        expected += [(key, (name, 0), cents) for key, cents in plan.items()]
    assert sorted(committed(world)) == sorted(expected)
    return done


def tasks(payment):
    return payment.activity_ids.filtered(lambda task: task.activity_type_id == task.env.ref(TASK))


def failing(world, payment, error, at_commit=False):
    """Let the registration of one payment fail once it is written, or when committed."""

    def fail():
        raise error

    original, bad = plan.settle_plans, payment.id

    @wraps(original)
    def settle(payments):
        result = original(payments)
        if bad in payments.ids:
            payments.env.cr.precommit.add(fail) if at_commit else fail()
        return result

    return patch.object(plan, "settle_plans", settle)


def test_a_second_run_finds_nothing(world, due):
    assert run_job(world) is True
    assert registered(world) == due
    assert run_job(world) is True
    assert registered(world) == []


# === One that fails === #


@pytest.mark.parametrize("bad", [0, 1])
def test_a_plan_that_no_longer_fits_shrinks_to_what_is_open(world, users, due, bad):
    """Money that came is always booked: what is left of it stays as credit, and both are said."""
    [key] = world.book.scheduled[due[bad]][1]
    credit = (issue(world, PAYMENT, 900), 0)
    world.cr.commit()
    row = (key, credit, 900)
    assert apply(world, users[0], row)()
    assert committed(world) == [row]
    world.book.scheduled[due[bad]] = (CUSTOMERS[0], {key: 600})
    run_job(world)
    assert sorted(registered(world), key=due.index) == due
    assert not any(map(tasks, due))
    said = due[bad].message_ids.mapped("body")
    assert any("6.00" in text and "4.00" in text for text in said), said


def test_who_loses_a_race_is_tried_again_in_the_same_run(world, due):
    """A number was taken at the same moment: nobody's mistake, and no reason to wait a day."""
    original, lost = plan.settle_plans, []

    def settle(payments):
        if due[1].id in payments.ids and not lost:
            lost.append(True)
            raise SerializationFailure
        return original(payments)

    with patch.object(plan, "settle_plans", settle):
        run_once(world)
    assert lost
    assert sorted(registered(world), key=due.index) == due
    assert not any(map(tasks, due))


@pytest.mark.parametrize("at_commit", [False, True])
@pytest.mark.parametrize("error", [UserError("Refused by a module."), RuntimeError("Broken")])
def test_an_error_leaves_the_others_registered(world, due, error, at_commit):
    with failing(world, due[1], error, at_commit), mute_logger(LOGGER):
        run_job(world)
    assert registered(world) == [due[0], *due[2:]]
    [task] = tasks(due[1])
    is_sentence = isinstance(error, UserError)
    assert ("Refused by a module." if is_sentence else "unexpected error") in task.note
    assert "Broken" not in task.note
    run_job(world)
    assert registered(world) == [due[1]]


# === Stopped === #


def test_what_was_registered_before_a_stop_stays(world, due):
    with (
        failing(world, due[2], SystemExit("the server stops")),
        pytest.raises(SystemExit),
        world.registry.cursor() as cr,
    ):
        api.Environment(cr, api.SUPERUSER_ID, {})[RUN]._cron_register()
    assert registered(world) == due[:2]
    assert not tasks(due[2])
    run_job(world)
    assert registered(world) == due[2:]


def test_a_run_out_of_time_goes_on_at_the_next_one(world, due):
    job = world.env.ref(JOB)
    for number, payment in enumerate(due, start=1):
        with without_time():
            run_job(world)
        assert registered(world) == [payment]
        progress = world.env["ir.cron.progress"].search(
            [("cron_id", "=", job.id)], order="id desc", limit=1
        )
        assert (progress.done, progress.remaining) == (1, len(due) - number)


def test_one_that_always_fails_does_not_keep_the_others_waiting(world, due):
    with without_time(), failing(world, due[0], UserError("Refused by a module.")):
        for _run in range(4):
            run_job(world)
    assert registered(world) == due[1:]
