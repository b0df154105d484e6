"""Two users at the same moment, each in a transaction of their own that is really committed."""

import pytest

from odoo.exceptions import LockError, UserError
from odoo.fields import Command

from tests.stateful.ledger import problems
from tests.stateful.model import CREDIT_NOTE, INVOICE, PAYMENT
from tests.stateful.users import Meeting, User, together
from tests.stateful.world import CUSTOMERS, day_of

SERVICE = "receivables.allocation"


def book(world, *documents):
    """Book (kind, cents) for the first customer and commit; return the keys of their items."""
    keys = []
    for kind, cents in documents:
        keys.append((issue(world, kind, cents), 0))
    world.cr.commit()
    return keys


def issue(world, kind, cents, customer=CUSTOMERS[0]):
    if kind == PAYMENT:
        document = world.create_payment(customer, cents, day_of(40))
    else:
        move_type = "out_invoice" if kind == INVOICE else "out_refund"
        document = world.create_invoice(customer, cents, day_of(30), move_type=move_type)
    document.action_post()
    return world.record(kind, customer, document)


def draft(world, cents, **plan):
    """A committed draft payment that is meant to settle ``{invoice name: cents}``."""
    payment = world.create_payment(CUSTOMERS[0], cents, day_of(40))
    payment.allocation_line_ids = [
        Command.create({"line_id": world.lines[name, 0].id, "amount": planned / 100})
        for name, planned in plan.items()
    ]
    world.cr.commit()
    return payment


def apply(world, user, *rows):
    """The act of ``user`` who settles ``rows`` (debit key, credit key, cents)."""
    service, proposal = world.env[SERVICE], [world.row(*row) for row in rows]
    return lambda: user.call(service, "apply", proposal)


def committed(world):
    """What the database holds now agrees with the model; return the rows just allocated."""
    world.cr.rollback()
    world.env.invalidate_all()
    rows = world.adopt()
    expected, found = world.book.figures([*world.partners]), world.figures()
    found.pop("closed"), expected.pop("closed")
    assert found == expected
    assert not problems(world.env)
    return rows


def refused(result, words):
    return (
        isinstance(result, UserError) and not isinstance(result, LockError) and words in str(result)
    )


# === One credit, two invoices === #


@pytest.mark.parametrize("kind", [PAYMENT, CREDIT_NOTE])
def test_the_second_is_told_that_the_credit_is_used(world, users, kind):
    """Both have read it open; the first commits; the second was about to settle."""
    first, second = users
    one, two, credit = book(world, (INVOICE, 10000), (INVOICE, 10000), (kind, 10000))
    act = apply(world, second, (two, credit, 10000))
    with Meeting(world.registry).waiting(SERVICE, "apply", act) as result:
        assert len(apply(world, first, (one, credit, 10000))()) == 1
    assert refused(result(), "Nothing is left to allocate on"), result()
    assert committed(world) == [(one, credit, 10000)]


def test_both_succeed_when_the_credit_is_enough(world, users):
    first, second = users
    one, two, credit = book(world, (INVOICE, 10000), (INVOICE, 10000), (PAYMENT, 10000))
    act = apply(world, second, (two, credit, 6000))
    with Meeting(world.registry).waiting(SERVICE, "apply", act) as result:
        assert len(apply(world, first, (one, credit, 4000))()) == 1
    assert len(result()) == 1
    assert committed(world) == [(one, credit, 4000), (two, credit, 6000)]


def test_two_credits_on_one_invoice(world, users):
    first, second = users
    invoice, one, two = book(world, (INVOICE, 10000), (PAYMENT, 8000), (CREDIT_NOTE, 8000))
    act = apply(world, second, (invoice, two, 8000))
    with Meeting(world.registry).waiting(SERVICE, "apply", act) as result:
        assert len(apply(world, first, (invoice, one, 8000))()) == 1
    assert refused(result(), "20.00"), result()
    assert committed(world) == [(invoice, one, 8000)]


def test_a_document_in_use_is_said_in_one_sentence(world, users):
    """The first has written and not yet committed: the second does not wait, and can retry."""
    first, second = users
    one, two, credit = book(world, (INVOICE, 10000), (INVOICE, 10000), (PAYMENT, 10000))
    act = apply(world, first, (one, credit, 4000))
    again = apply(world, second, (two, credit, 6000))
    with Meeting(world.registry).waiting(SERVICE, "apply", act, after=True) as result:
        busy = again()
    assert isinstance(busy, LockError), busy
    assert str(busy).startswith("Somebody else is allocating one of these documents")
    assert len(result()) == 1
    assert len(again()) == 1
    assert committed(world) == [(one, credit, 4000), (two, credit, 6000)]


def test_four_users_share_a_credit_for_three(world, users):
    """No order is arranged here; the user who was told to try again does so."""
    with world.registry.cursor() as cr:
        people = [*users, *(User.create(world.registry, cr, name) for name in ("third", "fourth"))]
    *invoices, credit = book(world, *[(INVOICE, 3000)] * 4, (PAYMENT, 10000))
    acts = [
        apply(world, user, (invoice, credit, 3000))
        for user, invoice in zip(people, invoices, strict=True)
    ]
    made = 0
    while acts:
        results = together(*acts)
        made += sum(isinstance(result, list) for result in results)
        assert all(isinstance(result, list | UserError) for result in results), results
        told = [result for result in results if not isinstance(result, list | LockError)]
        assert all("10.00" in str(result) for result in told), told
        acts = [
            act for act, result in zip(acts, results, strict=True) if isinstance(result, LockError)
        ]
    assert made == 3
    assert len(committed(world)) == 3


def test_opposite_orders_do_not_block_each_other(world, users):
    first, second = users
    one, two, some, more = book(
        world, (INVOICE, 10000), (INVOICE, 10000), (PAYMENT, 10000), (PAYMENT, 10000)
    )
    for _round in range(3):
        results = together(
            apply(world, first, (one, some, 1000), (two, more, 1000)),
            apply(world, second, (two, more, 1000), (one, some, 1000)),
        )
        assert any(isinstance(result, list) for result in results), results
        assert all(isinstance(result, list | LockError) for result in results), results
        committed(world)


# === Dialogs === #


@pytest.mark.parametrize("cents", [6000, 4000])
def test_two_dialogs_on_one_credit_note(world, users, cents):
    """Both dialogs propose the whole credit note; the second one to confirm is told."""
    first, second = users
    one, credit = book(world, (INVOICE, 10000), (CREDIT_NOTE, 6000))
    note = world.records[credit[0]]
    dialogs = [
        world.env["receivables.allocate"]
        .sudo()
        .browse(user.call(note, "action_use_credit")["res_id"])
        for user in users
    ]
    act = lambda: second.call(dialogs[1], "action_apply")
    with Meeting(world.registry).waiting("receivables.allocate", "action_apply", act) as result:
        first.call(dialogs[0].line_ids, "write", {"amount": cents / 100})
        first.call(dialogs[0], "action_apply")
    # Core tries again: by then less than the dialog shows is open on the invoice, or left of
    # the credit note.
    assert committed(world) == [(one, credit, cents)]
    assert refused(result(), "40.00" if cents == 6000 else "20.00"), result()


def removal(world, user, mark):
    dialog = user.call(
        world.env["receivables.allocation.removal"],
        "create",
        {"partial_ids": [Command.set([mark])], "reason": user.login},
    )
    dialog = world.env["receivables.allocation.removal"].browse(dialog)
    return lambda: user.call(dialog, "action_remove")


def test_an_allocation_is_undone_once(world, users):
    first, second = users
    one, credit = book(world, (INVOICE, 10000), (PAYMENT, 6000))
    [mark] = apply(world, first, (one, credit, 6000))()
    committed(world)
    act = removal(world, second, mark)
    with Meeting(world.registry).waiting("receivables.allocation.removal", "action_remove", act):
        removal(world, first, mark)()
    world.book.release(mark)
    assert committed(world) == []


def test_a_credit_is_released_while_another_user_wants_it(world, users):
    first, second = users
    one, two, credit = book(world, (INVOICE, 10000), (INVOICE, 10000), (PAYMENT, 10000))
    [mark] = apply(world, first, (one, credit, 10000))()
    committed(world)
    act = apply(world, second, (two, credit, 10000))
    with Meeting(world.registry).waiting(SERVICE, "apply", act) as result:
        removal(world, first, mark)()
    assert len(result()) == 1, "what was released in the meantime can be used"
    world.book.release(mark)
    assert committed(world) == [(two, credit, 10000)]
