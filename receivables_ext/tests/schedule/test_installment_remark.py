from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .installment_acts_common import InstallmentActsCommon

THREE = "2026-05-31=30,2026-06-30=30,2026-07-31=40"


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15")
class TestInstallmentRemark(InstallmentActsCommon):
    """Notes and promises for all selected installments."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoice = cls.book(f"2026-05-01 invoice INV1 1000 {THREE}")["INV1"]

    def promise(self, installments, **values):
        dialog = self.dialog(installments.action_promise())
        dialog.write(values)
        dialog.action_save()
        return self.installments(self.invoice)

    def test_a_promise_is_expected_then_and_due_as_before(self):
        some = self.installments(self.invoice)[:2]
        after = self.promise(some, promised_date="2026-06-20", note="the director signs")
        self.assertEqual(
            [str(day) for day in after.mapped("date_expected")],
            ["2026-06-20", "2026-06-20", "2026-07-31"],
        )
        self.assertEqual(after.mapped("note"), ["the director signs"] * 2 + [False])
        self.assertEqual(after.mapped("status"), ["overdue", "due", "due"])
        self.assertIn("promised for 06/20/2026", self.invoice.message_ids[0].body)

    def test_a_promise_keeps_the_note_and_is_taken_back(self):
        first = self.installments(self.invoice)[0]
        first.note = "dispute"
        first = self.promise(first, promised_date="2026-06-20")[0]
        self.assertEqual(first.note, "dispute")
        dialog = self.dialog(first.action_promise())
        self.assertTrue(dialog.is_promised)
        self.assertEqual(str(dialog.promised_date), "2026-06-20")
        dialog.action_clear_promise()
        first = self.installments(self.invoice)[0]
        self.assertEqual((first.promised_date, first.note), (False, "dispute"))
        self.assertEqual(first.date_expected, first.date_due)

    def test_no_promise_in_the_past_nor_without_a_day(self):
        first = self.installments(self.invoice)[0]
        with self.assertRaisesRegex(UserError, "today or later"):
            self.promise(first, promised_date="2026-06-14")
        with self.assertRaisesRegex(UserError, "Enter the day"):
            self.promise(first, promised_date=False)
        self.assertEqual(
            str(self.promise(first, promised_date="2026-06-15")[0].date_expected), "2026-06-15"
        )

    def test_what_is_paid_is_promised_no_longer(self):
        payment = self.book("2026-06-01 payment PAY1 300")["PAY1"]
        self.settle_by_core(self.invoice, payment)
        installments = self.installments(self.invoice)
        after = self.promise(installments, promised_date="2026-08-31")
        self.assertEqual(
            after.mapped("promised_date"), [False] + [fields.Date.to_date("2026-08-31")] * 2
        )
        with self.assertRaisesRegex(UserError, "Nothing is left to collect"):
            after[0].action_promise()

    def test_one_note_for_all(self):
        installments = self.installments(self.invoice)
        dialog = self.dialog(installments.action_note())
        self.assertEqual((dialog.count, dialog.summary), (3, "ACME"))
        dialog.note = "sent a copy"
        dialog.action_save()
        installments = self.installments(self.invoice)
        self.assertEqual(installments.mapped("note"), ["sent a copy"] * 3)
        dialog = self.dialog(installments.action_note())
        self.assertEqual(dialog.note, "sent a copy")
        dialog.note = False
        dialog.action_save()
        self.assertEqual(self.installments(self.invoice).mapped("note"), [False] * 3)

    def test_a_scheduled_payment_then_a_cheque_say_their_date(self):
        first = self.installments(self.invoice)[0]
        self.promise(first, promised_date="2026-06-20")
        payment = self.book("2026-06-15 draft PAY1 300")["PAY1"]
        payment.allocation_line_ids = [
            Command.clear(),
            Command.create({"line_id": first.line_id.id, "amount": 300.0}),
        ]
        payment.date = "2026-06-25"
        payment.action_schedule()
        self.assertEqual(str(self.installments(self.invoice)[0].date_expected), "2026-06-25")

        cheque = self.book("2026-06-15 draft PAY2 100")["PAY2"]
        second = self.installments(self.invoice)[1]
        cheque.instrument_due_date = "2026-07-10"
        cheque.allocation_line_ids = [
            Command.clear(),
            Command.create({"line_id": second.line_id.id, "amount": 100.0}),
        ]
        cheque.action_post()
        second = self.installments(self.invoice)[1]
        self.assertEqual(str(second.date_expected), "2026-07-10")
        self.assertEqual(str(second.date_due), "2026-06-30")

    def test_who_may_write_one(self):
        first = self.installments(self.invoice)[0]
        clerk = self.clerk()
        dialog = self.dialog(first.with_user(clerk).action_note(), clerk)
        dialog.note = "called them"
        dialog.action_save()
        self.assertEqual(self.installments(self.invoice)[0].note, "called them")
        for user in (self.salesperson(), self.auditor()):
            with self.assertRaises(AccessError):
                first.with_user(user).action_note()
            with self.assertRaises(AccessError):
                first.with_user(user).action_promise()
