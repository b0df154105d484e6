from odoo.tests import tagged

from .deposit_common import DepositCommon


@tagged("post_install", "-at_install")
class TestDepositStanding(DepositCommon):
    """What an order says of its deposits when it changes or is cancelled."""

    def confirmed(self):
        order = self.quote(deposit_percentage=30)
        order.action_confirm()
        return order, order.deposit_invoice_ids

    def test_an_order_changed_after_its_deposit_says_what_remains(self):
        order, _deposit = self.confirmed()
        self.assertEqual((order.deposit_invoiced, order.deposit_left_to_invoice), (300, 700))
        order.order_line.filtered("product_id").price_unit = 1500
        self.assertEqual(order.deposit_left_to_invoice, 1200)
        self.assertIn("1,200.00", order.deposit_sentence)
        self.assertFalse(order.deposit_needs_care)
        order.order_line.filtered("product_id").price_unit = 250
        self.assertEqual(order.deposit_left_to_invoice, -50)
        self.assertIn("give back", order.deposit_sentence)
        self.assertTrue(order.deposit_needs_care)

    def test_as_many_queries_for_any_number_of_orders(self):
        orders = self.env["sale.order"].union(*(self.confirmed()[0] for _number in range(4)))
        self.env.flush_all()
        counts = []
        for some in (orders[:1], orders[:1], orders):  # the first one also fills the caches
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.read(["deposit_invoiced", "deposit_left_to_invoice", "deposit_invoice_ids"])
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])

    def test_a_cancelled_order_says_what_to_do_with_its_deposit(self):
        order, deposit = self.confirmed()
        order.action_cancel()
        self.assertEqual(deposit.state, "posted")
        self.assertIn(f"{deposit.name} still stands", order.deposit_sentence)
        self.assertTrue(order.deposit_needs_care)
        note = order.message_ids.filtered(lambda each: deposit.name in each.body)[:1]
        self.assertIn(f'data-oe-id="{deposit.id}"', note.body)
        deposit._reverse_moves(cancel=True)
        self.assertFalse(order.deposit_sentence)

    def test_a_paid_deposit_of_a_cancelled_order_is_refunded_or_kept(self):
        order, deposit = self.confirmed()
        self.book("2026-01-10 payment PAY1 300")
        self.allocate()
        order.action_cancel()
        self.assertIn("300.00", order.deposit_sentence)
        self.assertIn("keep the money as their credit", order.deposit_sentence)
        self.assertEqual((deposit.state, deposit.amount_residual), ("posted", 0))

    def test_a_paid_deposit_that_is_credited_does_not_stand(self):
        """Core leaves the credit note open: the money is to refund, or credit of the customer."""
        order, deposit = self.confirmed()
        self.book("2026-01-10 payment PAY2 300")
        self.allocate()
        note = deposit._reverse_moves()
        self.assertEqual(order.deposit_invoiced, 300)
        note.action_post()
        self.assertEqual((deposit.payment_state, note.payment_state), ("paid", "not_paid"))
        self.assertEqual((order.deposit_invoiced, order.deposit_left_to_invoice), (0, 1000))
        order.action_cancel()
        self.assertFalse(order.deposit_sentence)
        self.assertFalse(order.deposit_needs_care)
        order.action_draft()
        order.action_confirm()
        self.assertEqual((order.deposit_invoiced, order.deposit_left_to_invoice), (300, 700))
        self.assertEqual(order._create_invoices(final=True).amount_total, 700)

    def test_a_credit_without_deposit_needs_no_care(self):
        order = self.quote((1000.0, None), (-1500.0, None))
        order.action_confirm()
        self.assertFalse(order.deposit_needs_care)

    def test_a_deposit_that_is_credited_and_replaced_counts_once(self):
        order, deposit = self.confirmed()
        replacing = self.env["account.move"].browse(deposit.credit_and_replace("Wrong address"))
        self.assertEqual((order.deposit_invoiced, order.deposit_awaited), (300, False))
        replacing.action_post()
        self.assertEqual((order.deposit_invoiced, order.deposit_left_to_invoice), (300, 700))
        final = order._create_invoices(final=True)
        self.assertEqual(final.amount_total, 700)

    def test_the_quotation_prints_what_it_asks(self):
        order = self.quote(deposit_percentage=30)
        report = self.env["ir.actions.report"]
        page = report._render_qweb_html("sale.report_saleorder", order.ids)[0].decode()
        self.assertIn("Deposit on acceptance", page)
        self.assertIn("300.00", page)
        order.deposit_percentage = 0
        page = report._render_qweb_html("sale.report_saleorder", order.ids)[0].decode()
        self.assertNotIn("Deposit on acceptance", page)
        order, deposit = self.confirmed()
        page = report._render_qweb_html("account.report_invoice", deposit.ids)[0].decode()
        self.assertIn("Deposit Invoice", page)
