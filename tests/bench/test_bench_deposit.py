"""Orders confirmed with a deposit asked, beside core's confirmation and its own down payment."""

import pytest

from odoo.fields import Command

from .bypass import without_addon
from .measure import measure_pair

pytestmark = pytest.mark.bench

ORDERS = 10
EXTENDED = ("sale.order", "account.move", "account.move.line")


def test_deposits_of_orders_that_are_confirmed(env, report):
    """The same invoices of 30 %, validated: by confirming, or by core's dialog on each order."""
    orders = _orders(env)

    def asked():
        orders.write({"deposit_basis": "percentage", "deposit_percentage": 30.0})
        orders.action_confirm()
        assert len(orders.invoice_ids) == ORDERS, "one deposit an order"

    def by_hand():
        with without_addon(env.registry, *EXTENDED):
            orders.action_confirm()
            for order in orders:
                dialog = env["sale.advance.payment.inv"].create(
                    {
                        "sale_order_ids": [Command.set(order.ids)],
                        "advance_payment_method": "percentage",
                        "amount": 30.0,
                    }
                )
                dialog._create_invoices(order).action_post()
            env.flush_all()

    label = f"{ORDERS} orders confirmed"
    ours, core = measure_pair(
        env, (f"{label}, deposits asked", asked), (f"core: {label}, then down payments", by_hand), 5
    )
    report.compare(ours, core, aim=1.5)


def _orders(env):
    customers = env["res.partner"].search([("customer_rank", ">", 0)], limit=ORDERS)
    product = env["product.product"].create({"name": "Desk", "type": "service"})
    line = {"product_id": product.id, "product_uom_qty": 1, "price_unit": 1000.0}
    orders = env["sale.order"].create(
        [
            {"partner_id": customer.id, "order_line": [Command.create(line)]}
            for customer in customers
        ]
    )
    orders.company_id.deposit_invoice_policy = "validate"
    env.flush_all()
    return orders
