"""Two users who accept the same quotation at once, or ask twice for its deposit invoice."""

import pytest

from odoo import api
from odoo.fields import Command

from tests.stateful.test_two_users import refused
from tests.stateful.users import Meeting, User, together
from tests.stateful.world import CUSTOMERS


@pytest.fixture
def sellers(copy):
    """Two persons who confirm orders and may not invoice."""
    groups = ("sales_team.group_sale_salesman_all_leads",)
    with copy.cursor() as cr:
        return [User.create(copy, cr, name, groups) for name in ("seller", "colleague")]


@pytest.fixture
def quotation(world):
    """One of 1000 that asks 30 %."""
    product = world.env["product.product"].create({"name": "Work", "type": "service"})
    line = {"product_id": product.id, "price_unit": 1000.0, "tax_ids": [Command.clear()]}
    order = world.env["sale.order"].create(
        {
            "partner_id": world.partners[CUSTOMERS[0]].id,
            "deposit_percentage": 30,
            "order_line": [Command.create(line)],
        }
    )
    world.cr.commit()
    return order


def deposits(world, order):
    """Payment states of its deposit invoices, as committed."""
    world.cr.rollback()
    env = api.Environment(world.cr, api.SUPERUSER_ID, {})
    return sorted(order.with_env(env).deposit_invoice_ids.mapped("payment_state"))


def once(results, words):
    """The second is told; the first is not."""
    told = [result for result in results if isinstance(result, Exception)]
    assert len(told) == 1, results
    assert refused(told[0], words), told


def test_two_acceptances_make_one_deposit(world, sellers, quotation):
    acts = [lambda user=user: user.call(quotation, "action_confirm") for user in sellers]
    once(together(*acts), "not in a state requiring confirmation")
    assert deposits(world, quotation) == ["not_paid"]


def test_two_who_ask_for_it_make_one_deposit(world, sellers, quotation):
    quotation.action_confirm()
    quotation.deposit_invoice_ids._reverse_moves(cancel=True)
    assert quotation.deposit_awaited
    world.cr.commit()
    acts = [lambda user=user: user.call(quotation, "action_make_deposit") for user in sellers]
    meeting = Meeting(world.registry)
    with meeting.waiting("sale.order", "action_make_deposit", acts[0]) as first:
        # The first sees no deposit, and will not see that of the second.
        second = acts[1]()
    once([first(), second], "awaits no deposit")
    assert deposits(world, quotation) == ["not_paid", "reversed"]
