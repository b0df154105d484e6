from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from ..discount.discount_common import DiscountCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestDeductionRefund(DiscountCommon):
    """Money given back takes along all that was granted with it, whatever is left to use."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fee = cls.env["receivables.deduction.kind"].create(
            {"name": "Bank fee", "account_id": cls.loss.id}
        )

    def deduct(self, money, deducted, settled=1000.0):
        payment = self.draft(money, self.invoice)
        payment.deduction_ids = [Command.create({"kind_id": self.fee.id, "amount": deducted})]
        payment.allocation_line_ids.amount = settled
        payment.action_post()
        self.end_of_transaction()
        return payment

    def test_what_is_left_to_use_carries_nothing_of_it(self):
        payment = self.deduct(1045.0, 5.0)
        self.assertFigures(1045.0, 0.0, 50.0)
        self.refund(payment, 1045.0)
        self.assertFigures(0.0, 1000.0, 0.0)
        self.assertResiduals({"INV1": self.invoice, "PAY": payment}, INV1=1000.0, PAY=0.0)
        self.assertEqual(self.cost_of(self.loss), 0.0)
        self.assertEqual(payment.collection_state, "refunded")

    def test_in_several_parts_it_ends_the_same(self):
        payment = self.deduct(1045.0, 5.0)
        costs = []
        for amount in (50.0, 333.33, 333.33, 328.34):
            self.refund(payment, amount)
            costs.append(self.cost_of(self.loss))
        self.assertEqual(costs[0], 5.0)  # that was to use
        self.assertEqual(costs, sorted(costs, reverse=True))
        self.assertFigures(0.0, 1000.0, 0.0)
        self.assertEqual((costs[-1], payment.unallocated_amount), (0.0, 0.0))

    def test_what_is_used_later_is_money(self):
        payment = self.deduct(1045.0, 5.0)
        other = self.book("2026-03-02 invoice INV2 50.00")["INV2"]
        self.settle_by_core(other, payment)
        self.end_of_transaction()
        self.refund(payment, 50.0)
        self.assertResiduals({"INV1": self.invoice, "INV2": other}, INV1=0.0, INV2=50.0)
        self.assertEqual(self.cost_of(self.loss), 5.0)
        partials = self.receivable(payment).matched_debit_ids
        partials.filtered(lambda each: each.debit_move_id.move_id == self.invoice).unlink()
        self.end_of_transaction()
        self.assertFigures(995.0, 1050.0, 995.0)

    def test_on_account_it_goes_with_the_last_money(self):
        payment = self.deduct(980.0, 20.0, settled=0.0)
        self.refund(payment, 400.0)
        self.assertEqual(self.cost_of(self.loss), 20.0)
        self.refund(payment, 580.0)
        self.assertEqual((self.cost_of(self.loss), payment.unallocated_amount), (0.0, 0.0))
        self.assertFigures(0.0, 1000.0, 0.0)

    def test_a_deduction_above_what_is_settled_leaves_money(self):
        payment = self.deduct(1000.0, 60.0, settled=40.0)
        self.refund(payment, 1000.0)
        self.assertFigures(0.0, 1000.0, 0.0)
        self.assertEqual((self.cost_of(self.loss), payment.unallocated_amount), (0.0, 0.0))

    def test_of_a_third_party_its_own_customer_gives_all_of_it_back(self):
        other = self.book("2026-03-01 invoice INV2 500.00", customer=self.other_customer)["INV2"]
        payer = self.env["res.partner"].create({"name": "Insurer", "is_company": True})
        payment = self.draft(1485.0, self.invoice + other, payer_id=payer.id)
        payment.partner_id = self.customer
        payment.deduction_ids = [Command.create({"kind_id": self.fee.id, "amount": 15.0})]
        for line in payment.allocation_line_ids:
            line.amount = line.amount_residual
        payment.action_post()
        self.end_of_transaction()
        self.refund(payment, 985.0)
        self.assertFigures(0.0, 1000.0, 0.0)
        self.assertResiduals({"INV2": other, "INV1": self.invoice}, INV2=0.0, INV1=1000.0)
        self.assertEqual(self.cost_of(self.loss), 0.0)
