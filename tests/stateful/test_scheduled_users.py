"""Users who work on scheduled payments while the scheduled action registers them."""

import pytest

from odoo.exceptions import UserError

from tests.stateful.conftest import schedule
from tests.stateful.model import PAYMENT
from tests.stateful.test_scheduled_payments import RUN, registered, run_job, run_once, tasks
from tests.stateful.test_two_users import apply, issue, refused
from tests.stateful.users import Meeting, together


def register_now(user, payment):
    return lambda: user.call(payment, "action_register_now")


@pytest.mark.parametrize("arranged", [True, False])
def test_a_user_registers_now_during_the_run(world, users, due, arranged):
    """The user has the form open; they press the button once the run has registered it."""
    act = register_now(users[0], due[1])
    if arranged:
        method = ("account.payment", "action_register_now")
        with Meeting(world.registry).waiting(*method, act) as result:
            run_job(world)
        pressed = result()
    else:
        pressed, _told = together(act, lambda: run_job(world))
    assert pressed is None or refused(pressed, "Somebody else"), pressed
    assert registered(world) == due
    assert not any(map(tasks, due))


def test_a_payment_that_a_user_is_registering_is_left_to_him(world, users, due):
    """They have begun and not yet committed: the run takes the others, and no task is left."""
    act = register_now(users[0], due[1])
    method = ("account.payment", "action_unschedule")
    with Meeting(world.registry).waiting(*method, act, after=True) as result:
        run_job(world)
        assert registered(world) == [payment for payment in due if payment != due[1]]
    assert result() is None
    assert registered(world) == [due[1]]
    assert not any(map(tasks, due))


@pytest.mark.parametrize("count", [2, 3])
def test_several_users_register_now(world, users, due, count):
    acts = [register_now(user, due[0]) for user in (*users, users[0])[:count]]
    results = together(*acts)
    assert any(result is None for result in results), results
    assert all(result is None or isinstance(result, UserError) for result in results), results
    assert registered(world) == [due[0]]


def test_an_invoice_in_use_leaves_its_payment_for_the_next_run(world, users, due):
    """Somebody is allocating the invoice: that is nobody's mistake, so no task is left."""
    [key] = world.book.scheduled[due[1]][1]
    credit = (issue(world, PAYMENT, 400), 0)
    world.cr.commit()
    act = apply(world, users[0], (key, credit, 400))
    method = ("receivables.allocation", "apply")
    with Meeting(world.registry).waiting(*method, act, after=True) as result:
        run_job(world)
        world.cr.rollback()
        assert not tasks(due[1])
        progress = world.env["ir.cron.progress"].search([], order="id desc", limit=1)
        assert progress.remaining == 1, "core runs the action again"
    assert len(result()) == 1
    done = registered(world, (key, credit, 400))
    assert done == [payment for payment in due if payment != due[1]]
    run_job(world)
    assert registered(world) == [due[1]]


def test_a_payment_taken_back_during_the_run_stays_a_draft(world, users, due):
    """The run has listed it; the user takes it back before its turn comes."""
    with Meeting(world.registry).waiting(RUN, "_register_one", lambda: run_job(world)):
        assert users[0].call(due[1], "action_unschedule") is True
    del world.book.scheduled[due[1]]
    assert registered(world) == [payment for payment in due if payment != due[1]]
    assert due[1].collection_state == "draft"


@pytest.mark.parametrize("workers", [2, 3])
def test_workers_that_run_together_leave_nothing(world, workers):
    """Who loses a race for a number tries again: nobody else would before the next run."""
    due = schedule(world, 20)
    together(*[lambda: run_once(world)] * workers)
    assert sorted(registered(world), key=due.index) == due
    assert not any(map(tasks, due))
