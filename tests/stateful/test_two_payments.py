"""Two users who register payments, or validate invoices, at the same moment."""

import pytest

from odoo.exceptions import UserError

from tests.stateful.model import INVOICE, PAYMENT
from tests.stateful.test_two_users import apply, book, committed, draft
from tests.stateful.users import Meeting, User, together
from tests.stateful.world import CUSTOMERS, day_of


def entries(world, payment):
    """Posted entries of a payment, whatever it points to."""
    return world.env["account.move"].search_count(
        [("origin_payment_id", "=", payment.id), ("state", "=", "posted")]
    )


@pytest.mark.parametrize("arranged", [True, False])
def test_one_draft_payment_is_registered_once(world, users, arranged):
    [invoice] = book(world, (INVOICE, 10000))
    payment = draft(world, 8000, **{invoice[0]: 8000})
    acts = [lambda user=user: user.call(payment, "action_post") for user in users]
    if arranged:
        with Meeting(world.registry).waiting("account.payment", "action_post", acts[1]) as result:
            results = [acts[0]()]
        results.append(result())
    else:
        results = together(*acts)
    assert all(result is None or isinstance(result, UserError) for result in results), results
    assert any(result is None for result in results), results
    world.cr.rollback()
    name = world.record(PAYMENT, CUSTOMERS[0], payment)
    assert committed(world) == [(invoice, (name, 0), 8000)]
    assert entries(world, payment) == 1


def test_two_drafts_planned_on_one_invoice(world, users):
    """The second payment settles what the first one left, and keeps the rest as credit."""
    first, second = users
    [invoice] = book(world, (INVOICE, 10000))
    paid, late = (draft(world, 8000, **{invoice[0]: 8000}) for _user in users)
    act = lambda: second.call(late, "action_post")
    with Meeting(world.registry).waiting("account.payment", "action_post", act) as result:
        assert first.call(paid, "action_post") is None
    assert result() is None
    world.cr.rollback()
    names = [world.record(PAYMENT, CUSTOMERS[0], payment) for payment in (paid, late)]
    assert committed(world) == [
        (invoice, (names[0], 0), 8000),
        (invoice, (names[1], 0), 2000),
    ]
    assert late.unallocated_amount == 60.0
    assert entries(world, late) == 1


def test_a_credit_in_use_does_not_prevent_validating_an_invoice(world, users):
    """Where credits are applied at once: the invoice is validated, the credit stays open."""
    first, _second = users
    one, credit = book(world, (INVOICE, 10000), (PAYMENT, 10000))
    with world.registry.cursor() as cr:
        billing = User.create(world.registry, cr, "billing", ["account.group_account_invoice"])
    invoice = world.create_invoice(CUSTOMERS[0], 5000, day_of(50))
    world.company.credit_policy = "apply"
    world.cr.commit()
    try:
        act = apply(world, first, (one, credit, 4000))
        with Meeting(world.registry).waiting(
            "receivables.allocation", "apply", act, after=True
        ) as result:
            assert billing.call(invoice, "action_post") in (None, False)
        assert len(result()) == 1
    finally:
        world.cr.rollback()
        world.company.credit_policy = "propose"
        world.cr.commit()
    world.record(INVOICE, CUSTOMERS[0], invoice)
    assert committed(world) == [(one, credit, 4000)]


def test_two_invoices_validated_at_once_share_a_credit(world, users):
    book(world, (PAYMENT, 10000))
    with world.registry.cursor() as cr:
        people = [
            User.create(world.registry, cr, name, ["account.group_account_invoice"])
            for name in ("billing", "accounts")
        ]
    invoices = [world.create_invoice(CUSTOMERS[0], 7000, day_of(50)) for _user in people]
    world.company.credit_policy = "apply"
    world.cr.commit()
    results = together(
        *(
            lambda user=user, move=move: user.call(move, "action_post")
            for user, move in zip(people, invoices, strict=True)
        )
    )
    world.cr.rollback()
    world.company.credit_policy = "propose"
    world.cr.commit()
    assert all(result in (None, False) for result in results), results
    for move in invoices:
        world.record(INVOICE, CUSTOMERS[0], move)
    settled = sum(cents for *_keys, cents in committed(world))
    assert settled in (7000, 10000), "the second may have been left to a person"
    assert invoices[0].name != invoices[1].name
