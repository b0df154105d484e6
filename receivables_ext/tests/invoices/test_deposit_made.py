from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ...models.ledger import roles
from .deposit_common import DepositCommon


@tagged("post_install", "-at_install")
class TestDepositMade(DepositCommon):
    """One deposit invoice when the quotation is accepted, deducted from the final invoice."""

    def test_a_deposit_of_30_percent_is_invoiced_once_with_the_taxes_of_the_order(self):
        order = self.quote((1000.0, self.taxes[0]), (200.0, self.taxes[1]), deposit_percentage=30)
        order.action_confirm()
        deposit = order.deposit_invoice_ids
        self.assertRecordValues(
            deposit,
            [
                {
                    "state": "posted",
                    "move_type": "out_invoice",
                    "partner_id": self.customer.id,
                    "amount_untaxed": 360,
                    "amount_tax": 63.3,
                    "amount_total": 423.3,
                    "payment_state": "not_paid",
                }
            ],
        )
        self.assertEqual(order.deposit_amount, 423.3)
        taxes = {line.tax_ids: line.price_subtotal for line in deposit.invoice_line_ids}
        self.assertEqual(taxes, {self.taxes[0]: 300, self.taxes[1]: 60})
        self.assertEqual(self.customer.amount_pending, 423.3)

        final = order._create_invoices(final=True)
        final.action_post()
        self.assertRecordValues(
            final, [{"amount_untaxed": 840, "amount_tax": 147.7, "amount_total": 987.7}]
        )
        self.assertEqual(order.deposit_left_to_invoice, 0)
        self.assertEqual(order.deposit_invoice_ids, deposit)

    def test_an_amount_is_invoiced_as_asked(self):
        order = self.quote((1000.0, self.taxes[0]), (200.0, self.taxes[1]), deposit_amount=500)
        order.action_confirm()
        self.assertEqual(order.deposit_invoice_ids.amount_total, 500)
        self.assertEqual(len(order.deposit_invoice_ids.invoice_line_ids.tax_ids), 2)

    def test_nothing_asked_nothing_made(self):
        orders = self.quote() + self.quote((-50.0, None), deposit_percentage=30)
        orders.action_confirm()
        self.assertFalse(orders.deposit_invoice_ids)
        self.assertFalse(any(orders.mapped("deposit_awaited")))

    def test_several_orders_confirmed_together_have_one_each(self):
        orders = self.quote(deposit_percentage=30) + self.quote(deposit_amount=70)
        orders.action_confirm()
        totals = [order.deposit_invoice_ids.amount_total for order in orders]
        self.assertEqual(totals, [300, 70])

    def test_whatever_is_confirmed_again_the_deposit_that_stands_is_the_one(self):
        order = self.quote(deposit_percentage=30)
        order.action_confirm()
        deposit = order.deposit_invoice_ids
        order.action_cancel()
        self.assertEqual(deposit.state, "posted")
        order.action_draft()
        self.assertIn("invoiced already", order.deposit_sentence)
        order.action_confirm()
        self.assertEqual(order.deposit_invoice_ids, deposit)

        # Taken back by a credit note, it stands no more.
        order.action_cancel()
        deposit._reverse_moves(cancel=True)
        self.assertEqual(deposit.payment_state, "reversed")
        order.action_draft()
        order.action_confirm()
        again = order.deposit_invoice_ids - deposit
        self.assertRecordValues(again, [{"state": "posted", "amount_total": 300}])
        self.assertEqual(order.deposit_invoiced, 300)

    def test_left_draft_where_the_company_has_it_so(self):
        self.company.deposit_invoice_policy = "draft"
        salesperson = self.person("sales", roles.SALESPERSON)
        order = self.quote(deposit_percentage=30, user_id=salesperson.id)
        self.call(salesperson, "sale.order", "action_confirm", order.ids)
        deposit = order.deposit_invoice_ids
        self.assertEqual((deposit.state, deposit.amount_total), ("draft", 300))
        self.assertEqual(order.deposit_left_to_invoice, 700)
        # Who may not invoice may cancel the order with its draft.
        self.call(salesperson, "sale.order", "action_cancel", order.ids)
        self.assertEqual((order.state, deposit.state), ("cancel", "cancel"))
        self.call(salesperson, "sale.order", "action_draft", order.ids)
        self.call(salesperson, "sale.order", "action_confirm", order.ids)
        self.assertEqual(order.deposit_invoice_ids.mapped("state"), ["draft"])

    def test_a_salesperson_who_may_not_invoice_confirms(self):
        salesperson = self.person("sales", roles.SALESPERSON)
        order = self.quote(deposit_percentage=30, user_id=salesperson.id)
        self.call(salesperson, "sale.order", "action_confirm", order.ids)
        deposit = order.deposit_invoice_ids
        self.assertEqual((deposit.state, deposit.invoice_user_id), ("posted", salesperson))
        seen = self.call(salesperson, "sale.order", "read", order.ids, ["deposit_invoice_ids"])
        self.assertEqual(seen[0]["deposit_invoice_ids"], deposit.ids)
        with self.assertRaises(AccessError):
            self.call(salesperson, "account.move", "button_draft", deposit.ids)

    def test_the_company_of_the_order_invoices(self):
        other = self.setup_other_company(name="Other company")["company"]
        order = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "company_id": other.id,
                "deposit_percentage": 50,
                "order_line": [
                    Command.create({"product_id": self.product.id, "price_unit": 100.0})
                ],
            }
        )
        order.order_line.tax_ids = False
        order.action_confirm()
        deposit = order.deposit_invoice_ids
        self.assertEqual((deposit.company_id, deposit.amount_total), (other, 50))

    def test_an_acceptance_does_not_fail_because_of_the_deposit(self):
        order = self.quote(deposit_percentage=30)
        with patch.object(type(order), "_create_deposit", side_effect=UserError("No journal")):
            order.action_confirm()
        self.assertEqual((order.state, order.deposit_awaited), ("sale", True))
        self.assertIn("not invoiced yet", order.deposit_sentence)
        self.assertIn("No journal", order.activity_ids.note)
        action = order.action_make_deposit()
        self.assertEqual(action["res_id"], order.deposit_invoice_ids.id)
        with self.assertRaisesRegex(UserError, "awaits no deposit"):
            order.action_make_deposit()

        order = self.quote(deposit_percentage=30)
        Move = type(self.env["account.move"])
        with patch.object(Move, "action_post", side_effect=UserError("The period is closed")):
            order.action_confirm()
        self.assertEqual(order.deposit_invoice_ids.state, "draft")
        self.assertIn("The period is closed", order.activity_ids.note)

    def test_a_deposit_lives_as_any_invoice(self):
        order = self.quote(deposit_percentage=30)
        order.action_confirm()
        deposit = order.deposit_invoice_ids
        self.book("2026-01-10 payment PAY1 100")
        self.allocate()
        self.assertEqual((deposit.payment_state, deposit.amount_residual), ("partial", 200))
        statement = self.env["receivables.statement"].create({"partner_ids": self.customer.ids})
        [rows] = statement.get_statements()
        self.assertEqual(rows["closing"], 200)

    def test_it_is_booked_on_the_account_of_the_chart_where_the_company_chose_none(self):
        received = self.env["account.account"].create(
            {"name": "Received on orders", "code": "4191T", "account_type": "liability_current"}
        )
        self.env["ir.default"].set(
            "res.company", "downpayment_account_id", received.id, company_id=self.company.id
        )
        order = self.quote((1000.0, self.taxes[0]), deposit_percentage=30)
        order.action_confirm()
        self.assertEqual(order.deposit_invoice_ids.invoice_line_ids.account_id, received)
        final = order._create_invoices(final=True)
        deducted = final.invoice_line_ids.filtered(lambda line: line.price_subtotal < 0)
        self.assertEqual((deducted.account_id, deducted.price_subtotal), (received, -300))
