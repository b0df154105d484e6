"""Two users who credit and replace, or modify, the same invoice at once."""

import pytest

from tests.stateful.model import INVOICE
from tests.stateful.test_two_corrections import meet, one_wins
from tests.stateful.world import CUSTOMERS, day_of

MOVE = "account.move"
# Told to the user who comes second: while the first is working, or afterwards.
TOLD = ("Somebody else is working on", "is already credited by", "nothing to modify")
TOLD += ("is no registered invoice", "replaces it")


@pytest.fixture
def invoice(world):
    """An invoice of 100, committed."""
    move = world.create_invoice(CUSTOMERS[0], 10000, day_of(30))
    move.action_post()
    world.record(INVOICE, CUSTOMERS[0], move)
    world.cr.commit()
    return move


def replace(user, invoice):
    return lambda: user.call(invoice, "credit_and_replace", user.login)


def modify(user, invoice):
    return lambda: user.call(invoice, "modify", user.login)


@pytest.mark.parametrize("arranged", [True, False])
def test_one_of_two_replacements_wins(world, cashiers, invoice, arranged):
    acts = [replace(user, invoice) for user in cashiers]
    results = meet(world, arranged, (MOVE, "credit_and_replace"), acts)
    assert one_wins(results, *TOLD)
    world.cr.rollback()
    world.env.invalidate_all()
    assert len(invoice.reversal_move_ids) == 1
    assert len(invoice.replaced_by_ids) == 1
    assert invoice.amount_residual == 0.0


@pytest.mark.parametrize("modified_first", [True, False])
def test_a_version_and_a_replacement_at_once(world, cashiers, invoice, modified_first):
    acts = [modify(cashiers[0], invoice), replace(cashiers[1], invoice)]
    if not modified_first:
        acts.reverse()
    method = "credit_and_replace" if modified_first else "modify"
    results = meet(world, True, (MOVE, method), acts)
    world.cr.rollback()
    world.env.invalidate_all()
    assert one_wins(results, *TOLD)
    if modified_first:
        assert (invoice.state, invoice.revision_reason) == ("draft", cashiers[0].login)
        assert not invoice.reversal_move_ids
        invoice.action_post()
    else:
        assert invoice.state == "posted"
        assert len(invoice.reversal_move_ids) == 1
