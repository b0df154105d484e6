from odoo.exceptions import UserError
from odoo.tests import tagged

from .installment_common import InstallmentCommon


@tagged("post_install", "-at_install")
class TestInstallmentExpected(InstallmentCommon):
    """When and how the money should come in, and what people note."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoice = cls.book("2026-05-01 invoice INV1 100.00 2026-05-31")["INV1"]

    def test_a_cheque_of_30_june_for_a_due_date_of_31_may(self):
        cheque = self.plan("PAY1", 40.0, self.invoice, instrument_due_date="2026-06-30")
        cheque.action_post()
        self.assertSchedule(
            "2026-05-31 | 2026-06-30 | 10 days late, partly paid",
            *("date_due", "date_expected", "status_label"),
        )
        # Searched, sorted and grouped in SQL as well.
        self.assertTrue(self.installments([("date_expected", ">=", "2026-06-30")]))
        self.assertFalse(self.installments([("date_expected", "<", "2026-06-30")]))

    def test_a_scheduled_payment_says_when_where_and_how(self):
        means = self.env.ref("receivables_ext.means_transfer")
        payment = self.plan("PAY1", 100.0, self.invoice, date="2026-06-15")
        payment.payment_method_line_id.means_id = means
        payment.action_schedule()
        self.assertSchedule(
            f"2026-06-15 | {self.journal.name} | {means.name} | -",
            *("date_expected", "journal_id", "payment_type", "settled"),
        )

    def test_a_promise_comes_after_a_scheduled_payment_and_before_the_due_date(self):
        installment = self.installments()
        installment._write_down({"promised_date": "2026-06-20"})
        self.assertEqual(str(installment.date_expected), "2026-06-20")
        self.assertIn("06/20/2026", self.invoice.message_ids[0].body)
        payment = self.plan("PAY1", 100.0, self.invoice, date="2026-06-15")
        payment.action_schedule()
        self.assertEqual(str(self.installments().date_expected), "2026-06-15")

    def test_the_expected_date_of_a_journal_item_is_the_same(self):
        self.installments()._write_down({"promised_date": "2026-06-20"})
        line = self.receivable(self.invoice)
        line.invalidate_recordset(["expected_date"])
        self.assertEqual(str(line.expected_date), "2026-06-20")

    def test_a_note_is_kept_and_said_on_the_document(self):
        installment = self.installments()
        installment.note = "Calls back on Monday"
        self.assertEqual(self.installments().note, "Calls back on Monday")
        self.assertIn("Calls back on Monday", self.invoice.message_ids[0].body)
        self.assertTrue(self.installments([("note", "ilike", "monday")]))
        installment.note = False
        self.assertFalse(self.installments().note)

    def test_nothing_else_can_be_written(self):
        with self.assertRaisesRegex(UserError, "Only the note"):
            self.installments().write({"note": "x", "amount": 1.0})

    def test_the_reminder_of_the_customer_unless_the_document_has_none(self):
        self.assertEqual(self.installments().followup_mode, "email")
        self.customer.followup_mode = "phone"
        self.assertEqual(self.installments().followup_mode, "phone")
        self.invoice.no_followup = True
        self.assertEqual(self.installments().followup_mode, "none")

    def test_marked_as_paid_is_said_and_still_to_collect(self):
        self.env["receivables.settle.outside"].with_context(
            default_move_ids=self.invoice.ids
        ).create({"reason": "Paid at the counter"}).action_mark()
        self.assertSchedule("100.00 | Paid (not recorded)", "amount_to_collect", "status_label")
