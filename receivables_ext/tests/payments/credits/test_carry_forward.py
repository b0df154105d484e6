from odoo.tests import tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestCarryForward(ReceivablesCommon):
    """What a payment leaves stays usable, over many invoices and many months."""

    def test_3050_on_an_invoice_of_1500_leaves_1550_for_the_next(self):
        docs = self.book("2026-01-01 invoice A 1500.00 2026-01-31")
        payment = self.payment_form(amount=3050.0).save()
        payment.action_post()
        self.assertResiduals(docs, A=0.0)
        self.assertEqual(payment.unallocated_amount, 1550.0)
        docs |= self.book("2026-02-01 invoice B 1550.00 2026-02-28")
        self.assertEqual(docs["B"].available_credit, 1550.0)
        docs["B"].action_apply_credits()
        self.assertEqual(
            docs["B"].payment_state, self.env["account.move"]._get_invoice_in_payment_state()
        )
        self.assertEqual(payment.unallocated_amount, 0.0)
        self.assertEqual(self.customer.amount_to_use, 0.0)

    def test_one_credit_is_used_in_parts_over_months(self):
        docs = self.book("2026-01-01 payment PAY1 1000.00")
        for month, (asked, left) in enumerate(((120.0, 880.0), (330.5, 549.5), (549.5, 0.0)), 2):
            docs |= self.book(f"2026-{month:02}-01 invoice INV{month} 600.00")
            self.service.apply([self.row(docs[f"INV{month}"], docs["PAY1"], asked)])
            self.assertEqual(docs["PAY1"].unallocated_amount, left)
        self.assertResiduals(docs, INV2=480.0, INV3=269.5, INV4=50.5)

    def test_2000_paid_by_500_then_700_and_800(self):
        docs = self.book("2026-01-01 invoice INV1 2000.00 2026-01-31")
        for amount, left in ((500.0, 1500.0), (700.0, 800.0), (800.0, 0.0)):
            self.payment_form(amount=amount).save().action_post()
            self.assertResiduals(docs, INV1=left)

    def test_a_second_cheque_is_proposed_on_what_the_first_leaves(self):
        docs = self.book(
            """
            2026-01-01  invoice  INV1  100.00  2026-01-31
            2026-02-01  invoice  INV2  200.00  2026-02-28
            """
        )
        first = self.payment_form(amount=120.0).save()
        second = self.payment_form(amount=150.0).save()
        self.assertEqual(
            [line.amount for line in second.allocation_line_ids.sorted("date_due")], [0.0, 150.0]
        )
        (first + second).action_post()
        self.assertResiduals(docs, INV1=0.0, INV2=30.0)
