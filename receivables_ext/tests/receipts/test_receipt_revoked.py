from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .receipt_common import ReceiptCommon


@tagged("post_install", "-at_install")
class TestReceiptRevoked(ReceiptCommon):
    """What was issued and is no longer true is revoked, and the customer told."""

    def setUp(self):
        super().setUp()
        self.docs = self.settle("2026-01-01 invoice INV 100\n2026-01-02 payment PAY 100")
        self.invoice, self.payment = self.docs["INV"], self.docs["PAY"]
        self.run_cron()
        self.receipt = self.receipts(self.invoice)

    def bounce(self):
        action = self.payment.action_return()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        form.reason_id = self.env.ref("receivables_ext.return_reason_am04")
        form.save().action_return()
        self.end_transaction()

    def assertRevoked(self, words):
        self.assertEqual(self.receipt.state, "revoked")
        self.assertIn(words, self.receipt.revoked_reason)
        self.assertTrue(self.receipt.revoked_on)
        self.assertArchived(self.receipt)

    def test_returned_by_the_bank(self):
        self.bounce()
        self.assertRevoked(f"The payment {self.payment.name} was returned by the bank.")
        self.assertReceipts(self.invoice, ("receipted", "revoked", 0.0))

    def test_released(self):
        self.release(self.invoice)
        self.assertRevoked(f"What {self.payment.name} settled was released.")

    def test_corrected(self):
        action = self.payment.action_correct()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        form.reason = "Typed wrongly"
        form.save().action_correct()
        self.end_transaction()
        self.assertRevoked("was undone")

    def test_the_payment_is_reset_to_draft(self):
        self.company.payment_correction_policy = "until_transferred"
        self.payment.action_draft()
        self.end_transaction()
        self.assertRevoked("was undone")

    def test_the_payment_is_validated_again(self):
        self.test_the_payment_is_reset_to_draft()
        self.payment.action_post()
        self.end_transaction()
        self.assertReceipts(
            self.invoice, ("receipted", "revoked", 0.0), ("receipted", "queued", 0.0)
        )

    def test_a_payment_in_draft_leaves_the_others(self):
        invoice = self.book("2026-01-01 invoice INV 200")["INV"]
        payments = [self.pay(invoice, amount) for amount in (50.0, 150.0)]
        self.run_cron()
        self.company.payment_correction_policy = "until_transferred"
        payments[1].action_draft()
        self.end_transaction()
        self.assertReceipts(invoice, ("receipted", "revoked", 0.0), ("balance", "queued", 150.0))

    def test_the_invoice_is_reset_to_draft(self):
        self.draft_by_law(self.invoice)
        self.end_transaction()
        self.assertRevoked(f"The invoice {self.invoice.name} is no longer registered.")
        with self.assertRaisesRegex(UserError, "Cancel the invoice instead"):
            self.invoice.unlink()

    def test_an_invoice_whose_document_only_waits_may_be_deleted(self):
        docs = self.settle("2026-01-01 invoice INV 50\n2026-01-02 payment PAY 50")
        self.assertReceipts(docs["INV"], ("receipted", "queued", 0.0))
        self.draft_by_law(docs["INV"])
        docs["INV"].name = False
        docs["INV"].unlink()
        self.end_transaction()
        self.assertFalse(docs["INV"].exists())

    def test_settled_again_another_document_is_issued(self):
        self.release(self.invoice)
        self.settle_by_core(self.invoice, self.payment)
        self.end_transaction()
        self.run_cron()
        self.assertReceipts(
            self.invoice, ("receipted", "revoked", 0.0), ("receipted", "issued", 0.0)
        )
        self.assertEqual(len({*self.receipts(self.invoice).mapped("name")}), 2)

    def test_an_earlier_balance_stays_true(self):
        invoice = self.book("2026-01-01 invoice INV 200")["INV"]
        for amount in (50.0, 150.0):
            self.pay(invoice, amount)
            self.run_cron()
        last = max(invoice.line_ids.matched_credit_ids, key=lambda partial: partial.amount)
        last.unlink()
        self.run_cron()
        self.assertReceipts(invoice, ("balance", "issued", 150.0), ("receipted", "revoked", 0.0))

    def test_what_is_left_of_several_is_said_again(self):
        invoice = self.book("2026-01-01 invoice INV 200")["INV"]
        for amount in (50.0, 150.0):
            self.pay(invoice, amount)
        self.run_cron()
        last = max(invoice.line_ids.matched_credit_ids, key=lambda partial: partial.amount)
        last.unlink()
        self.run_cron()
        self.assertReceipts(invoice, ("receipted", "revoked", 0.0), ("balance", "issued", 150.0))

    def test_the_customer_is_told_once(self):
        self.send_mails()
        self.assertEqual(self.receipt.state, "sent")
        self.bounce()
        self.assertEqual(len(self.sent), 1)
        self.run_cron()
        self.run_cron()
        self.send_mails()
        self.assertEqual([mail["To"] for mail in self.sent], ['"ACME" <acme@example.com>'] * 2)
        self.assertIn("no longer valid", self.sent[1]["Subject"])
        self.assertIn("returned by the bank", self.sent[1].get_body().get_content())
        self.assertEqual(self.receipt.state, "revoked")

    def test_the_customer_is_not_told_when_the_company_does_not_want_it(self):
        self.company.receipt_tells_revoked = False
        self.send_mails()
        self.bounce()
        self.run_cron()
        self.send_mails()
        self.assertEqual(len(self.sent), 1)

    def test_what_did_not_leave_yet_never_does(self):
        self.assertEqual(self.receipt.mail_id.state, "outgoing")
        self.bounce()
        self.run_cron()
        self.send_mails()
        self.assertFalse(self.sent)

    def test_the_customer_is_told_while_it_is_sent_once_more(self):
        self.send_mails()
        self.receipt.action_send_again()  # its mail waits
        self.bounce()
        self.run_cron()
        self.send_mails()
        self.assertEqual(len(self.sent), 2, "not the document again")
        self.assertIn("no longer valid", self.sent[1]["Subject"])

    def test_what_was_refused_does_not_leave_afterwards(self):
        self.refused.add("acme@")
        self.send_mails()
        self.bounce()
        self.refused.clear()
        self.env["mail.mail"].sudo().search([("state", "=", "exception")]).mark_outgoing()
        self.send_mails()
        self.assertFalse(self.sent)

    def test_the_receipt_of_a_payment(self):
        receipt = self.issue._queue_payment(self.payment)
        self.run_cron()
        self.bounce()
        self.assertEqual(receipt.state, "revoked")
        self.assertIn("returned by the bank", receipt.revoked_reason)

    def test_a_payment_whose_receipt_was_issued_is_not_deleted(self):
        self.company.payment_correction_policy = "until_transferred"
        receipt = self.issue._queue_payment(self.payment)
        self.run_cron()
        with self.assertRaisesRegex(UserError, "kept as its evidence"), self.env.cr.savepoint():
            self.payment.unlink()
        self.payment.action_draft()
        self.payment.action_cancel()
        self.end_transaction()
        self.assertEqual(receipt.state, "revoked")
        with self.assertRaisesRegex(UserError, "kept as its evidence"):
            self.payment.unlink()

    def test_a_payment_whose_receipt_only_waits_may_be_deleted(self):
        self.company.payment_correction_policy = "until_transferred"
        receipt = self.issue._queue_payment(self.payment)
        self.payment.unlink()
        self.run_cron()
        self.assertFalse(receipt.exists())

    def test_the_receipt_of_a_payment_that_settles_nothing(self):
        payment = self.book("2026-02-01 payment PAY9 10")["PAY9"]
        receipt = self.issue._queue_payment(payment)
        self.run_cron()
        self.company.payment_correction_policy = "until_transferred"
        payment.action_draft()
        self.end_transaction()
        self.assertEqual(receipt.state, "revoked")
