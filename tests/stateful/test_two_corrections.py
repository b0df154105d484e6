"""Two users who correct, return or approve the same payment at once."""

import pytest

from odoo.fields import Date

from tests.stateful.test_two_users import committed, refused
from tests.stateful.users import Meeting, together

CORRECT, RETURN = "receivables.correct.payment", "receivables.return.payment"
# Told to the user who comes second: while the first is working, or afterwards.
TOLD = ("Somebody else is working on", "there is nothing to undo")

DECIDED = ("already decided", "waits for a decision")


def dialog(user, payment, model, method, **values):
    """The act of ``user`` who has filled a dialog on ``payment`` and confirms it."""
    wizard = payment.env[model]
    filled = user.call(wizard, "create", {"payment_id": payment.id, **values})
    assert isinstance(filled, int), filled
    return lambda: user.call(wizard.browse(filled), method)


def correct(user, payment):
    return dialog(user, payment, CORRECT, "action_correct", reason=user.login)


def bounce(user, payment):
    reason = payment.env.ref("receivables_ext.return_reason_am04")
    return dialog(user, payment, RETURN, "action_return", reason_id=reason.id)


def meet(world, arranged, method, acts):
    """Results of two acts: the second has read the database before the first, or no order."""
    if not arranged:
        return together(*acts)
    with Meeting(world.registry).waiting(*method, acts[1]) as result:
        first = acts[0]()
    return [first, result()]


def one_wins(results, *told):
    """Whether one act succeeds and the other is refused with one of these sentences."""
    losers = [result for result in results if isinstance(result, Exception)]
    assert len(losers) == 1, results
    assert any(refused(losers[0], words) for words in told), losers
    return True


def undone(world, payment, how):
    """The model learns of the reversal; the database must agree, with one counter-entry."""
    world.cr.rollback()
    [name] = [name for name, record in world.records.items() if record == payment]
    assert len(payment.move_id.reversal_move_ids) == 1
    world.record_undone(name, how)
    assert committed(world) == []


# === Corrected, returned === #


@pytest.mark.parametrize("arranged", [True, False])
def test_one_of_two_corrections_wins(world, users, paid, arranged):
    acts = [correct(user, paid) for user in users]
    assert one_wins(meet(world, arranged, (CORRECT, "action_correct"), acts), *TOLD)
    undone(world, paid, "reversed")
    assert len(paid.correction_ids) == 1
    assert paid.replacement_ids.state == "draft", "one new draft, no more"
    assert paid.replacement_ids.allocation_line_ids.amount == 100.0


def test_a_correction_under_way_is_said_in_one_sentence(world, users, paid):
    """Everything is written and nothing committed: the second does not wait."""
    acts = [correct(user, paid) for user in users]
    with Meeting(world.registry).waiting(CORRECT, "action_correct", acts[0], after=True) as first:
        assert refused(acts[1](), TOLD[0])
    assert not isinstance(first(), Exception)
    undone(world, paid, "reversed")


@pytest.mark.parametrize("arranged", [True, False])
@pytest.mark.parametrize("returned_first", [True, False])
def test_a_correction_and_a_return_at_once(world, users, paid, returned_first, arranged):
    acts = [correct(users[0], paid), bounce(users[1], paid)]
    method = (CORRECT, "action_correct")
    if returned_first:
        acts.reverse()
    else:
        method = (RETURN, "action_return")
    results = meet(world, arranged, method, acts)
    assert one_wins(results, *TOLD)
    is_returned = isinstance(results[0], Exception) != returned_first
    undone(world, paid, "returned" if is_returned else "reversed")
    assert len(paid.return_ids) == int(is_returned)
    assert len(paid.replacement_ids) == int(not is_returned)


# === Approved === #


@pytest.fixture
def asked(world, users, paid):
    """A correction that waits for a second person."""
    world.company.correction_approval_amount = 1.0
    world.cr.commit()
    assert correct(users[0], paid)()["tag"] == "display_notification"
    world.cr.rollback()
    yield paid.correction_requested_id
    world.cr.rollback()
    world.company.correction_approval_amount = 0.0
    world.cr.commit()


@pytest.mark.parametrize("arranged", [True, False])
def test_a_correction_is_approved_once(world, managers, paid, asked, arranged):
    acts = [lambda user=user: user.call(paid, "action_approve_correction") for user in managers]
    results = meet(world, arranged, (asked._name, "action_approve"), acts)
    assert one_wins(results, *TOLD, *DECIDED)
    undone(world, paid, "reversed")
    assert asked.state == "done"
    assert asked.approver_id.login in ("head", "deputy")
    assert len(paid.replacement_ids) == 1


@pytest.mark.parametrize("refused_first", [True, False])
def test_a_correction_is_approved_or_refused(world, managers, paid, asked, refused_first):
    methods = ["action_refuse_correction", "action_approve_correction"]
    if not refused_first:
        methods.reverse()
    acts = [
        lambda user=user, method=method: user.call(paid, method)
        for user, method in zip(managers, methods, strict=True)
    ]
    late = (asked._name, methods[1].removesuffix("_correction"))
    assert one_wins(meet(world, True, late, acts), *DECIDED)
    if refused_first:
        assert committed(world) == []
        assert (asked.state, paid.collection_state) == ("refused", "registered")
    else:
        undone(world, paid, "reversed")
        assert asked.state == "done"


def test_a_payment_returned_meanwhile_is_no_longer_corrected(world, users, managers, paid, asked):
    """A person waits for the decision; what the bank tells does not, and ends the request."""
    assert refused(bounce(users[1], paid)(), "already asked to undo")
    reason = world.env.ref("receivables_ext.return_reason_am04")
    returns = world.env["receivables.payment.return"]
    assert returns._return(paid, Date.today(), reason, seen=True)
    world.cr.commit()
    assert refused(managers[0].call(paid, "action_approve_correction"), TOLD[1])
    assert managers[0].call(paid, "action_refuse_correction") is True
    undone(world, paid, "returned")
    assert asked.state == "refused"


def test_two_ask_for_the_same_correction(world, users, paid):
    world.company.correction_approval_amount = 1.0
    world.cr.commit()
    acts = [correct(user, paid) for user in users]
    results = meet(world, True, (CORRECT, "action_correct"), acts)
    world.cr.rollback()
    world.company.correction_approval_amount = 0.0
    world.cr.commit()
    assert one_wins(results, "already waits for approval", "already asked")
    assert committed(world) == []
    assert len(paid.correction_ids) == 1
