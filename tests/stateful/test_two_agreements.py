"""Two users who agree with a customer on the same invoice, or on the same agreement, at once."""

import pytest

from tests.stateful.model import INVOICE
from tests.stateful.test_two_corrections import meet, one_wins
from tests.stateful.world import CUSTOMERS, day_of

AGREEMENT = "receivables.agreement"
ACCEPT = "receivables.accept.agreement"
# Told to the user who comes second: while the first is working, or afterwards.
TOLD = ("Somebody else is deciding on", "was decided already", "Somebody else has just agreed")
TOLD += ("covers some of these documents",)


@pytest.fixture
def invoice(world):
    """An invoice of 100, committed."""
    move = world.create_invoice(CUSTOMERS[0], 10000, day_of(30))
    move.action_post()
    world.record(INVOICE, CUSTOMERS[0], move)
    world.cr.commit()
    return move


def drafts(world, invoice, count):
    made = [invoice.action_agree_anew()["res_id"] for _time in range(count)]
    world.cr.commit()
    return world.env[AGREEMENT].browse(made)


def agree(user, agreement):
    """The act of ``user`` who has filled the dialog and confirms it."""
    dialog = agreement.env[ACCEPT]
    told = {"agreement_id": agreement.id, "agreed_by": user.login, "agreed_how": "phone"}
    filled = user.call(dialog, "create", told)
    return lambda: user.call(dialog.browse(filled), "action_confirm")


@pytest.mark.parametrize("arranged", [True, False])
@pytest.mark.parametrize("count", [1, 2])
def test_one_of_two_agreements_wins(world, users, invoice, count, arranged):
    """Of one draft, or of two on the same invoice: it is agreed once."""
    both = drafts(world, invoice, count)
    acts = [agree(users[0], both[0]), agree(users[1], both[-1])]
    results = meet(world, arranged, (ACCEPT, "action_confirm"), acts)
    assert one_wins(results, *TOLD)
    world.cr.rollback()
    world.env.invalidate_all()
    agreed = both.filtered(lambda agreement: agreement.state == "agreed")
    assert len(agreed) == 1
    rows = world.env["receivables.installment"].search([("move_id", "=", invoice.id)])
    assert sum(rows.mapped("amount")) == 100.0
    agreed._end("The test is over")
    world.cr.commit()
