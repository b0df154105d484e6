from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Date
from odoo.tests import Form, tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10")
class TestPaymentRefund(ReceivablesCommon):
    """Money is given back: an outbound payment linked to the one that brought it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book(
            """
            2026-01-01 invoice INV1 100.00 2026-01-31
            2026-01-02 invoice INV2  50.00 2026-02-28
            2026-02-05 payment PAY1 180.00
            """
        )
        cls.payment = cls.docs["PAY1"]
        cls.allocate()

    def refund(self, **values):
        action = self.payment.action_refund()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        for name, value in {"reason": "Order cancelled", **values}.items():
            form[name] = value
        return self.env["account.payment"].browse(form.save().action_refund()["res_id"])

    def test_what_is_left_is_proposed_and_given_back(self):
        refund = self.refund()
        self.assertRecordValues(
            refund,
            [
                {
                    "payment_type": "outbound",
                    "amount": 30.0,
                    "refunded_payment_id": self.payment.id,
                    "collection_state": "registered",
                }
            ],
        )
        self.assertResiduals(self.docs, INV1=0.0, INV2=0.0, PAY1=0.0)
        self.assertFalse(self.receivable(refund).amount_residual)
        self.assertEqual(self.customer.amount_received, 150.0)
        self.assertEqual(self.payment.refunded_amount, 30.0)
        self.assertEqual(self.payment.collection_state, "registered")
        self.assertEqual(self.payment.amount, 180.0)

    def test_more_than_what_is_left_reopens_the_last_invoice_for_the_rest(self):
        self.refund(amount=50.0)
        self.assertResiduals(self.docs, INV1=0.0, INV2=20.0, PAY1=0.0)
        self.assertEqual(self.customer.amount_received, 130.0)
        self.assertEqual(self.customer.amount_pending, 20.0)

    def test_the_whole_payment(self):
        self.refund(amount=180.0)
        self.assertEqual(self.payment.collection_state, "refunded")
        self.assertResiduals(self.docs, INV1=100.0, INV2=50.0, PAY1=0.0)
        self.assertEqual(self.customer.amount_received, 0.0)

    def test_in_two_times_and_not_more(self):
        self.refund(amount=100.0)
        with self.assertRaisesRegex(UserError, "more than what can be given back"):
            self.refund(amount=80.01)
        self.refund(amount=80.0)
        self.assertEqual(self.payment.collection_state, "refunded")
        self.assertEqual(self.payment.refundable_amount, 0.0)

    def test_the_second_refund_leaves_the_first_as_it_is(self):
        """It reopens invoices, not what was given back before."""
        first = self.refund(amount=30.0)
        self.refund(amount=70.0)
        self.assertFalse(self.receivable(first).amount_residual)
        self.assertResiduals(self.docs, INV1=20.0, INV2=50.0, PAY1=0.0)

    def test_a_payment_entered_again_pays_for_what_was_given_back(self):
        first = self.refund(amount=30.0)
        self.env["receivables.payment.correction"]._request(
            self.payment, "Wrong reference", Date.to_date("2026-03-10")
        )
        again = self.payment.replacement_ids
        again.action_post()
        self.assertFalse(self.receivable(first).amount_residual)
        self.assertEqual(again.refundable_amount, 150.0)
        self.payment = again
        with self.assertRaisesRegex(UserError, "more than what can be given back"):
            self.refund(amount=150.01)
        self.refund(amount=150.0)
        self.assertFalse(self.receivable(first).amount_residual)
        self.assertResiduals(self.docs, INV1=100.0, INV2=50.0)

    def test_a_corrected_refund_gives_no_more_back_either(self):
        refund = self.refund(amount=30.0)
        day = Date.to_date("2026-03-10")
        self.env["receivables.payment.correction"]._request(refund, "Wrong amount", day)
        again = refund.follower_ids
        again.amount = 5000.0
        with self.assertRaisesRegex(UserError, "more than what can be given back"):
            again.action_post()

    def test_nothing_or_less_is_refused(self):
        for amount in (0.0, -1.0):
            with self.assertRaisesRegex(UserError, "above zero"):
                self.refund(amount=amount)

    def test_a_refund_that_is_corrected_counts_no_more(self):
        refund = self.refund(amount=180.0)
        self.env["receivables.payment.correction"]._request(
            refund, "Wrong account", Date.to_date("2026-03-10")
        )
        self.assertEqual(self.payment.collection_state, "registered")
        self.assertEqual(self.payment.refundable_amount, 180.0)
        again = refund.follower_ids
        again.action_post()
        self.assertEqual(self.payment.collection_state, "refunded")
        self.assertFalse(self.receivable(again).amount_residual)

    def test_the_returned_payment_of_a_refund_leaves_a_debt(self):
        """The surplus was given back, then the cheque bounced: the customer owes it all."""
        self.refund()
        self.env["receivables.payment.return"]._return(
            self.payment,
            Date.to_date("2026-03-10"),
            self.env.ref("receivables_ext.return_reason_am04"),
        )
        self.assertEqual(self.payment.collection_state, "returned")
        self.assertEqual(self.customer.amount_pending, 180.0)

    def test_what_replaces_a_payment_was_given_back_with_it(self):
        """Corrected twice, the same money is not given back twice."""
        self.refund(amount=100.0)
        for _time in range(2):
            self.env["receivables.payment.correction"]._request(
                self.payment, "Wrong reference", Date.to_date("2026-03-10")
            )
            self.payment = self.payment.replacement_ids
            self.payment.action_post()
        self.assertEqual(self.payment.refundable_amount, 80.0)
        with self.assertRaisesRegex(UserError, "more than what can be given back"):
            self.refund(amount=80.01)
        self.refund(amount=80.0)
        self.assertEqual(self.payment.refundable_amount, 0.0)
        self.assertEqual(self.customer.amount_received, 0.0)

    def test_a_corrected_refund_takes_over_the_match_with_the_bank(self):
        refund = self.refund()
        liquidity, _counterpart, _others = refund._seek_for_lines()
        bank = self.env["account.bank.statement.line"].create(
            {"journal_id": self.journal.id, "amount": -30.0, "payment_ref": "Refund"}
        )
        suspense = bank.move_id.line_ids.filtered(
            lambda line: line.account_id == self.journal.suspense_account_id
        )
        suspense.account_id = liquidity.account_id
        (suspense + liquidity).reconcile()
        today = Date.to_date("2026-03-10")
        self.env["receivables.payment.correction"]._request(refund, "Wrong memo", today)
        refund.replacement_ids.action_post()
        self.assertTrue(refund.replacement_ids.is_matched)

    def test_a_remote_client_gives_the_payment_only(self):
        """The journal and the method are proposed, as in the dialog."""
        values = {"payment_id": self.payment.id, "reason": "Order cancelled", "amount": 10.0}
        dialog = self.env["receivables.refund.payment"].create(values)
        self.assertEqual(dialog.journal_id, self.journal)
        self.assertTrue(dialog.payment_method_line_id)
