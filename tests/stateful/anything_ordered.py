"""Orders that ask a deposit: accepted, changed, invoiced, cancelled, in any order.

Their deposits are invoices as any other: the acts on invoices pay, credit and replace them too.
"""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from odoo.fields import Command

from tests.stateful.anything import amounts, picks, shares
from tests.stateful.anything_undone import UndoingMachine


class OrderMachine(UndoingMachine):
    """What is sold with a deposit."""

    def set_up_company(self):
        super().set_up_company()
        self.orders = self.env["sale.order"]
        self.product = self.env["product.product"].create(
            {
                "name": "Staircase",
                "type": "service",
                "invoice_policy": "order",
                "taxes_id": [Command.clear()],
            }
        )

    def picked_order(self, pick, *states):
        return self.picked(self.orders.filtered(lambda order: order.state in states), pick)

    def note_invoices(self):
        self.moves |= self.orders.invoice_ids

    @rule(pick=picks, cents=amounts, share=shares, part=st.booleans(), accepted=st.booleans())
    def order(self, pick, cents, share, part, accepted):
        """A quotation that asks a part of its total, or as much as an amount; or an order."""
        asked = round(cents * share / 8) / 100
        deposit = {"deposit_percentage": 12.5 * share} if part else {"deposit_amount": asked}
        line = {"product_id": self.product.id, "price_unit": cents / 100, "tax_ids": False}
        with self.act("order with a deposit" if accepted else "quotation with a deposit"):
            order = self.env["sale.order"].create(
                {
                    "partner_id": self.picked(self.customers, pick).id,
                    "order_line": [Command.create(line)],
                    **deposit,
                }
            )
            self.orders += order
            if accepted:
                order.action_confirm()
                assert order._standing_deposits().amount_total == order.deposit_amount
            self.note_invoices()

    @rule(pick=picks, policy=st.sampled_from(("validate", "draft")))
    def accept(self, pick, policy):
        """A quotation, or an order that is taken back to quotation before: one deposit at most."""
        if order := self.picked_order(pick, "draft", "sent", "sale", "cancel"):
            with self.act("order accepted"):
                self.company.deposit_invoice_policy = policy
                if order.state == "sale":
                    order._action_cancel()
                if order.state == "cancel":
                    order.action_draft()
                order.action_confirm()
                self.note_invoices()

    @rule(pick=picks)
    def make_the_deposit(self, pick):
        if order := self.picked_order(pick, "sale"):
            with self.act("deposit made by hand"):
                order.action_make_deposit()
                self.note_invoices()

    @rule(pick=picks, cents=amounts)
    def change_the_order(self, pick, cents):
        if order := self.picked_order(pick, "draft", "sale"):
            with self.act("order changed"):
                line = order.order_line.filtered(lambda line: not line.is_downpayment)
                line.filtered("product_id").price_unit = cents / 100

    @rule(pick=picks)
    def invoice_the_order(self, pick):
        """The rest: with what was invoiced before, it is what was ordered."""
        if order := self.picked_order(pick, "sale"):
            with self.act("order invoiced"):
                is_first = order._standing_invoices() == order._standing_deposits()
                order._create_invoices(final=True)
                self.note_invoices()
                order.invoice_ids.filtered(lambda move: move.state == "draft").action_post()
                posted = order.invoice_ids.filtered(lambda move: move.state == "posted")
                total = sum(posted.mapped("amount_total_signed"))
                assert not is_first or not order._compare_deposit(total, order.amount_total)

    @rule(pick=picks)
    def cancel_the_order(self, pick):
        if order := self.picked_order(pick, "draft", "sent", "sale"):
            with self.act("order cancelled"):
                order._action_cancel()

    @invariant()
    def a_deposit_is_asked_once(self):
        """Also of an order that is confirmed again; what stands is said."""
        for order in self.orders:
            deposits = order._standing_deposits()
            assert len(deposits) <= 1
            assert order.deposit_invoiced == sum(deposits.mapped("amount_total"))
            assert bool(order.deposit_sentence) == bool(deposits or order.deposit_awaited)
            assert not (order.deposit_awaited and deposits)
