from odoo.tests import tagged

from .deposit_common import DepositCommon


@tagged("post_install", "-at_install")
class TestDepositHint(DepositCommon):
    """A payment that looks like a deposit is pointed out: tax is due on a deposit."""

    def pay(self, name, amount):
        return self.book(f"2026-01-10 payment {name} {amount}")[name]

    def test_a_payment_of_the_amount_asked_names_the_order(self):
        order = self.quote(deposit_percentage=30)
        self.quote(deposit_amount=40)
        payment = self.pay("PAY1", 300)
        self.assertEqual(payment.deposit_order_id, order)
        self.assertIn(order.name, payment.deposit_hint)
        self.assertEqual(payment.action_open_deposit_order()["res_id"], order.id)
        self.assertFalse(self.pay("PAY2", 301).deposit_hint)
        order.action_confirm()
        payment.invalidate_recordset()
        self.assertFalse(payment.deposit_hint, "Its deposit invoice exists: use it there")

    def test_a_memo_names_an_order_that_asked_nothing(self):
        order = self.quote()
        payment = self.pay("PAY1", 120)
        self.assertFalse(payment.deposit_hint)
        payment = self.pay(f"acompte_{order.name}", 130)
        self.assertEqual(payment.deposit_order_id, order)
        self.assertIn("a down payment on the order", payment.deposit_hint)

    def test_a_confirmed_order_that_awaits_its_deposit_is_enough(self):
        order = self.quote(deposit_percentage=30)
        order.action_confirm()
        order.deposit_invoice_ids._reverse_moves(cancel=True)
        payment = self.pay("PAY1", 55)
        self.assertEqual(payment.deposit_order_id, order)

    def test_others_and_used_payments_are_left_alone(self):
        self.book("2026-01-05 invoice INV1 200")
        self.quote(deposit_amount=200)
        payment = self.pay("PAY1", 200)
        self.assertTrue(payment.deposit_hint)
        self.allocate()
        payment.invalidate_recordset()
        self.assertFalse(payment.deposit_hint)
        self.quote(deposit_percentage=30, customer=self.other_customer)
        self.assertFalse(self.pay("PAY2", 300).deposit_hint)

    def test_many_payments_cost_no_more_queries(self):
        for amount in (300, 310, 320):
            self.quote(deposit_amount=amount)
        payments = self.env["account.payment"].union(
            *(self.pay(f"PAY{amount}", amount) for amount in (300, 310, 320))
        )
        costs = []
        for some in (payments, payments[:1], payments):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some.mapped("deposit_hint")
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(costs[1], costs[2], "The first one fills the caches")
