from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .beyond_money_common import BeyondMoneyCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10")
class TestBeyondMoney(BeyondMoneyCommon):
    """What a payment settles beyond its money is a figure of its own, everywhere."""

    # === Refund === #

    def test_what_was_never_received_is_not_refunded(self):
        payment = self.pay_early()
        self.assertEqual((payment.amount, payment.beyond_amount), (980.0, 20.0))
        self.assertEqual(payment.refundable_amount, 980.0)
        self.assertEqual((payment.allocated_amount, payment.credit_left_amount), (1000.0, 0.0))
        self.assertFigures(980.0, 0.0, 0.0)
        with self.assertRaises(UserError):
            self.refund(payment, 980.01)

    def test_a_refund_takes_the_discount_back(self):
        payment = self.pay_early()
        discount = self.company.account_journal_early_pay_discount_loss_account_id
        self.assertEqual(self.cost_of(discount), 20.0)
        self.refund(payment, 980.0)
        self.assertFigures(0.0, 1000.0, 0.0)
        self.assertResiduals({"INV1": self.invoice, "PAY": payment}, INV1=1000.0, PAY=0.0)
        self.assertEqual(self.cost_of(discount), 0.0)
        self.assertEqual(payment.collection_state, "refunded")

    def test_a_refund_in_two_parts_takes_the_discount_back_in_two_parts(self):
        payment = self.pay_early()
        discount = self.company.account_journal_early_pay_discount_loss_account_id
        self.refund(payment, 490.0)
        self.assertFigures(490.0, 500.0, 0.0)
        self.assertEqual(self.cost_of(discount), 10.0)
        self.assertEqual(payment.refundable_amount, 490.0)
        self.refund(payment, 490.0)
        self.assertFigures(0.0, 1000.0, 0.0)
        self.assertEqual(self.cost_of(discount), 0.0)
        self.assertEqual(payment.refundable_amount, 0.0)

    def test_the_tax_in_the_discount_is_taken_back_too(self):
        payment = self.pay_early(self.company_data["default_tax_sale"])
        self.assertEqual((payment.amount, payment.beyond_amount), (1127.0, 23.0))
        taxes = payment.move_id.line_ids.tax_repartition_line_id
        self.assertTrue(taxes)
        self.refund(payment, 1127.0)
        self.assertFigures(0.0, 1150.0, 0.0)
        items = payment.move_id.line_ids + payment.taken_back_ids.line_ids
        for line in items.filtered("tax_repartition_line_id") or self.fail("no tax"):
            same = items.filtered(lambda each, line=line: each.account_id == line.account_id)
            self.assertEqual(sum(same.mapped("balance")), 0.0)

    # === Removal === #

    def test_a_removal_leaves_the_money_to_use_and_no_discount(self):
        payment = self.pay(980.0)
        self.remove_allocations(payment)
        self.assertFigures(980.0, 1000.0, 980.0)
        self.assertEqual((payment.unallocated_amount, payment.beyond_amount), (980.0, 0.0))
        self.assertEqual(payment.allocation_state, "none")
        self.assertEqual(self.cost_of(self.loss), 0.0)
        self.assertEqual(
            self.env["account.payment"].search(
                [("id", "=", payment.id), ("allocation_state", "=", "none")]
            ),
            payment,
        )
        self.allocate()
        self.end_of_transaction()
        self.assertFigures(980.0, 20.0, 0.0)
        self.remove_allocations(payment)
        self.assertFigures(980.0, 1000.0, 980.0)

    def test_the_removal_from_one_of_several_invoices_takes_back_its_part(self):
        other = self.book("2026-03-02 invoice INV2 1000.00")["INV2"]
        payment = self.pay(1960.0, self.invoice + other)
        self.assertFigures(1960.0, 0.0, 0.0)
        partials = self.receivable(payment).matched_debit_ids
        partials.filtered(lambda partial: partial.debit_move_id.move_id == self.invoice).unlink()
        self.end_of_transaction()
        self.assertFigures(1960.0, 1000.0, 980.0)
        self.allocate()
        self.end_of_transaction()
        self.assertFigures(1960.0, 20.0, 0.0)
        # The other one still has the whole of its own discount.
        partials = self.receivable(payment).matched_debit_ids
        partials.filtered(lambda partial: partial.debit_move_id.move_id == other).unlink()
        self.end_of_transaction()
        self.assertFigures(1960.0, 1020.0, 980.0)
        self.assertEqual(self.cost_of(self.loss), 0.0)

    def test_core_removes_as_we_do(self):
        payment = self.pay(980.0)
        self.invoice.js_remove_outstanding_partial(self.receivable(payment).matched_debit_ids.id)
        self.end_of_transaction()
        self.assertFigures(980.0, 1000.0, 980.0)

    def test_what_is_settled_again_at_once_keeps_its_discount(self):
        payment = self.pay(980.0)
        self.receivable(payment).matched_debit_ids.unlink()
        self.settle_by_core(self.invoice, payment)
        self.end_of_transaction()
        self.assertFigures(980.0, 0.0, 0.0)
        self.assertEqual(self.cost_of(self.loss), 20.0)

    def test_a_partial_discount_leaves_the_rest_open(self):
        """700 and 10 written off by hand: 290 stay open, and 10 come back with the 700."""
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.customer.id,
                "amount": 700.0,
                "date": "2026-03-05",
                "journal_id": self.journal.id,
                "write_off_line_vals": [
                    {
                        "name": "Goodwill",
                        "account_id": self.loss.id,
                        "partner_id": self.customer.id,
                        "currency_id": self.company.currency_id.id,
                        "amount_currency": 10.0,
                        "balance": 10.0,
                    }
                ],
            }
        )
        payment.action_post()
        self.end_of_transaction()
        self.assertFalse(payment.taken_back_ids)
        self.settle_by_core(self.invoice, payment)
        self.end_of_transaction()
        self.assertFigures(700.0, 290.0, 0.0)
        self.remove_allocations(payment)
        self.assertFigures(700.0, 1000.0, 700.0)

    # === What was taken back stays so === #

    def test_what_was_taken_back_is_locked_with_the_payment(self):
        payment = self.pay(980.0)
        self.remove_allocations(payment)
        entry = payment.taken_back_ids
        partial = self.receivable(payment).matched_debit_ids
        for deed in (
            partial.unlink,
            entry.button_draft,
            lambda: entry.copy({"takes_back_payment_id": payment.id}),
            lambda: entry.write({"takes_back_payment_id": False}),
        ):
            with self.assertRaises(UserError):
                deed()
        self.assertFigures(980.0, 1000.0, 980.0)
