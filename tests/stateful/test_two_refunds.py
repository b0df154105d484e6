"""Two users who give back, or present again, the same payment at once."""

import pytest

from tests.stateful.model import REFUND
from tests.stateful.test_two_corrections import (
    CORRECT,
    TOLD,
    bounce,
    correct,
    dialog,
    meet,
    one_wins,
    undone,
)
from tests.stateful.test_two_users import committed, refused
from tests.stateful.world import CUSTOMERS, to_cents

DIALOG = "receivables.refund.payment"


def refund(user, payment, amount):
    journal = payment.journal_id
    method = journal.outbound_payment_method_line_ids[:1]
    values = {"journal_id": journal.id, "payment_method_line_id": method.id, "reason": user.login}
    return dialog(user, payment, DIALOG, "action_refund", amount=amount, **values)


def given_back(world, payment):
    """The model learns of the refunds; return their total."""
    world.cr.rollback()
    [name] = [name for name, record in world.records.items() if record == payment]
    total = sum(payment.refund_ids.mapped("amount"))
    settled = world.book.make_room((name, 0), to_cents(total))
    for refund in payment.refund_ids:
        new = world.record(REFUND, CUSTOMERS[0], refund, payment=name)
        settled[new, 0] = to_cents(refund.amount)
    if payment.collection_state == "reversed":  # what it settled meanwhile is gone
        for key, cents in settled.items():
            world.book.allocate(("gone", key), key, (name, 0), cents)
        world.record_undone(name, "reversed")
    return total


@pytest.mark.parametrize("arranged", [True, False])
@pytest.mark.parametrize(("amount", "total"), [(120.0, 120.0), (70.0, 70.0), (20.0, 40.0)])
def test_two_refunds_never_exceed_the_payment(world, cashiers, paid, amount, total, arranged):
    """The second is told what is left; two that fit together are both made."""
    acts = [refund(user, paid, amount) for user in cashiers]
    results = meet(world, arranged, (DIALOG, "action_refund"), acts)
    for number, result in enumerate(results):
        if refused(result, TOLD[0]):
            results[number] = acts[number]()  # in a minute, as they were told
    if amount != total / 2:
        assert one_wins(results, "more than what can be given back")
    assert given_back(world, paid) == total, results
    committed(world)


@pytest.mark.parametrize("arranged", [True, False])
def test_a_refund_and_a_correction_at_once(world, users, cashiers, paid, arranged):
    """What was given back stays so, and the payment that replaces it does not give it again."""
    acts = [refund(cashiers[0], paid, 50.0), correct(users[1], paid)]
    results = meet(world, arranged, (CORRECT, "action_correct"), acts)
    told = [result for result in results if isinstance(result, Exception)]
    assert all(any(refused(result, words) for words in TOLD) for result in told), told
    assert len(told) < 2
    given_back(world, paid)
    committed(world)
    if paid.collection_state == "reversed" and paid.refund_ids:
        assert paid.replacement_ids.action_post() is None
        assert paid.replacement_ids.refundable_amount == 70.0
        world.cr.rollback()


# === Presented again === #


@pytest.mark.parametrize("arranged", [True, False])
def test_a_returned_payment_is_presented_again_once(world, users, paid, arranged):
    assert bounce(users[0], paid)() == {"type": "ir.actions.act_window_close"}
    undone(world, paid, "returned")
    acts = [lambda user=user: user.call(paid, "action_present_again") for user in users]
    results = meet(world, arranged, ("receivables.payment.return", "_present_again"), acts)
    for result in results:  # the second is told, or goes on with the first one's draft
        if isinstance(result, Exception):
            assert refused(result, TOLD[0]) or refused(result, "already presented again")
    assert committed(world) == []
    assert len(paid.replacement_ids) == 1
    assert acts[0]()["res_id"] == paid.replacement_ids.id
