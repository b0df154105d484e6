from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10")
class TestPaymentStale(ReceivablesCommon):
    """Money that came is booked, whatever became of the documents that it was meant for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book("2026-02-01 invoice INV1 120.00 2026-02-28")

    def plan(self, amount, **lines):
        payment = self.book(f"2026-03-01 draft PAY1 {amount}")["PAY1"]
        payment.allocation_line_ids = [
            Command.create({"line_id": self.receivable(self.docs[name])[:1].id, "amount": planned})
            for name, planned in lines.items()
        ]
        return payment

    def credit(self, amount):
        """A credit note of which ``amount`` settles the invoice."""
        note = self.book(f"2026-03-02 credit_note RINV1 {amount}")["RINV1"]
        self.service.apply([self.row(self.docs["INV1"], note, amount)])

    def said(self, payment):
        return " ".join(payment.message_ids.mapped(lambda message: message.body or ""))

    def assertPlan(self, payment, **expected):
        planned = {
            name: sum(
                payment.allocation_line_ids.filtered(
                    lambda line, name=name: line.move_id == self.docs[name]
                ).mapped("amount")
            )
            for name in expected
        }
        self.assertEqual(planned, expected)

    def test_a_credit_note_leaves_less_to_settle(self):
        payment = self.plan(120.0, INV1=120.0)
        self.assertFalse(payment.plan_changes)
        self.credit(50.0)
        payment.invalidate_recordset()
        self.assertIn("70.00", payment.plan_changes)
        self.assertIn("50.00", payment.plan_changes)
        payment.action_post()
        self.assertResiduals(self.docs, INV1=0.0)
        self.assertEqual(payment.unallocated_amount, 50.0)
        self.assertPlan(payment, INV1=70.0)
        self.assertIn("50.00", self.said(payment))

    def test_more_than_what_is_open_is_credit(self):
        payment = self.plan(150.0, INV1=120.01)
        payment.action_post()
        self.assertResiduals(self.docs, INV1=0.0)
        self.assertEqual(payment.unallocated_amount, 30.0)

    def test_what_was_settled_in_the_meantime_is_credit(self):
        payment = self.plan(120.0, INV1=120.0)
        self.credit(120.0)
        payment.action_post()
        self.assertEqual(payment.unallocated_amount, 120.0)
        self.assertFalse(payment.allocation_line_ids)

    def test_another_customer_takes_the_money_and_not_the_invoice(self):
        payment = self.plan(120.0, INV1=120.0)
        payment.partner_id = self.other_customer
        payment.action_post()
        self.assertResiduals(self.docs, INV1=120.0)
        self.assertEqual(self.other_customer.amount_to_use, 120.0)
        self.assertEqual(self.customer.amount_pending, 120.0)

    def test_two_payments_confirmed_together_share_what_is_open(self):
        first, second = self.plan(100.0, INV1=100.0), self.plan(50.0, INV1=50.0)
        (first + second).action_post()
        self.assertResiduals(self.docs, INV1=0.0)
        self.assertEqual((first.unallocated_amount, second.unallocated_amount), (0.0, 30.0))

    def test_a_credit_note_is_used_no_further_than_the_invoices(self):
        """120 less a credit note of 40, until the invoice has 30 left."""
        self.docs.update(self.book("2026-02-02 credit_note RINV2 40.00"))
        payment = self.plan(80.0, INV1=120.0, RINV2=-40.0)
        self.credit(90.0)
        payment.action_post()
        self.assertResiduals(self.docs, INV1=0.0, RINV2=10.0)
        self.assertEqual(payment.unallocated_amount, 80.0)

    def test_a_share_of_a_third_party_shrinks_with_its_document(self):
        theirs = self.book("2026-02-01 invoice INV2 60.00", customer=self.other_customer)
        self.docs.update(theirs)
        payment = self.book("2026-03-01 draft PAY1 180.00")["PAY1"]
        payment.payer_id = self.env["res.partner"].create({"name": "Insurance"})
        payment.allocation_line_ids = [
            Command.create({"line_id": self.receivable(self.docs[name]).id, "amount": amount})
            for name, amount in (("INV1", 120.0), ("INV2", 60.0))
        ]
        note = self.book("2026-03-02 credit_note RINV2 20.00", customer=self.other_customer)
        self.service.apply([self.row(theirs["INV2"], note["RINV2"], 20.0)])
        payment.action_post()
        self.assertResiduals(self.docs, INV1=0.0, INV2=0.0)
        self.assertEqual(self.customer.amount_to_use, 20.0)  # the customer of the payment
        self.assertEqual(self.other_customer.amount_to_use, 0.0)

    def test_a_document_that_is_a_draft_again_takes_nothing(self):
        payment = self.plan(120.0, INV1=120.0)
        self.docs["INV1"].button_draft()
        payment.action_post()
        self.assertEqual(payment.unallocated_amount, 120.0)

    def test_presented_again_it_settles_what_is_open(self):
        payment = self.plan(120.0, INV1=120.0)
        payment.action_post()
        reason = self.env["receivables.return.reason"].search([], limit=1)
        self.env["receivables.payment.return"]._return(payment, payment.date, reason)
        self.credit(50.0)
        again = self.env["account.payment"].browse(payment.action_present_again()["res_id"])
        self.assertPlan(again, INV1=70.0)
        self.assertEqual(again.credit_left_amount, 50.0)
        self.assertIn("70.00", self.said(again))
        again.action_post()
        self.assertResiduals(self.docs, INV1=0.0)
        self.assertEqual((again.amount, again.unallocated_amount), (120.0, 50.0))

    def test_a_scheduled_payment_is_booked_on_its_day_and_says_it(self):
        payment = self.plan(120.0, INV1=120.0)
        payment.date = "2026-03-20"
        payment.action_schedule()
        self.credit(50.0)
        with freeze_time("2026-03-20"), self.enter_registry_test_mode():
            self.env.ref("receivables_ext.ir_cron_register_scheduled").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(payment.collection_state, "registered")
        self.assertFalse(payment.activity_ids)
        self.assertEqual(payment.unallocated_amount, 50.0)
        self.assertIn("50.00", self.said(payment))
