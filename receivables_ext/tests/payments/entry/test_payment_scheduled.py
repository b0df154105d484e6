from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command, Date
from odoo.tests import Form, new_test_user, tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-02-10")
class TestPaymentScheduled(ReceivablesCommon):
    """A payment dated in the future waits for its day, outside the accounts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book("2026-01-01 invoice INV1 100.00 2026-01-31")
        cls.invoice = cls.docs["INV1"]

    def schedule(self, date="2026-03-01", amount=60.0):
        form = self.payment_form(amount=amount)
        form.date = date
        payment = form.save()
        payment.action_schedule()
        return payment

    def run_cron(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("receivables_ext.ir_cron_register_scheduled").method_direct_trigger()
        self.env.invalidate_all()

    def test_nothing_is_booked_before_the_day(self):
        payment = self.schedule()
        self.assertRecordValues(
            payment,
            [
                {
                    "collection_state": "scheduled",
                    "scheduled_date": Date.to_date("2026-03-01"),
                    "move_id": False,
                    "name": False,
                }
            ],
        )
        self.assertEqual(self.invoice.payment_state, "not_paid")
        self.assertEqual(self.customer.amount_received, 0.0)
        self.assertEqual(self.customer.amount_to_use, 0.0)
        self.assertEqual(self.customer.amount_pending, 100.0)
        self.assertFalse(self.invoice.available_credit)
        self.assertEqual(self.invoice.scheduled_amount, 60.0)
        self.assertEqual(self.invoice.scheduled_payment_date, Date.to_date("2026-03-01"))
        self.run_cron()
        self.assertEqual(payment.collection_state, "scheduled")

    def test_the_scheduled_action_registers_it_on_its_day(self):
        payment = self.schedule()
        with freeze_time("2026-02-28"):
            self.run_cron()
            self.assertEqual(payment.collection_state, "scheduled")
        with freeze_time("2026-03-01"):
            self.run_cron()
        self.assertEqual(payment.collection_state, "registered")
        self.assertFalse(payment.scheduled_date)
        self.assertEqual(payment.date, Date.to_date("2026-03-01"))
        self.assertResiduals(self.docs, INV1=40.0)
        self.assertFalse(self.invoice.scheduled_amount)

    def test_a_day_late_it_keeps_its_date(self):
        payment = self.schedule()
        with freeze_time("2026-03-05"):
            self.run_cron()
        self.assertEqual(payment.move_id.date, Date.to_date("2026-03-01"))

    def test_one_that_fails_says_why_and_does_not_stop_the_others(self):
        first, second = self.schedule(amount=60.0), self.schedule(amount=30.0)
        first.allocation_line_ids.amount = 61.0  # somebody typed more than comes in
        with freeze_time("2026-03-01"):
            self.run_cron()
            self.run_cron()
        self.assertEqual(first.collection_state, "scheduled")
        self.assertIn("61.00", first.activity_ids.note)
        self.assertEqual(len(first.activity_ids), 1, "told once, however often it fails")
        self.assertEqual(second.collection_state, "registered")

    def test_the_task_goes_to_somebody_who_sees_the_payment(self):
        """A task that could not be given would stop the other payments."""
        groups = "receivables_ext.group_receivables_manager"
        keep = {"company_id": self.company.id, "company_ids": [Command.set(self.company.ids)]}
        new_test_user(self.env, "stays", groups=groups, **keep)
        clerk = new_test_user(self.env, "leaves", groups=groups, **keep)
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        moved = {"company_id": elsewhere.id, "company_ids": [Command.set(elsewhere.ids)]}
        schedule = self.env["receivables.payment.schedule"]
        payment = self.schedule().with_user(clerk).copy({"date": "2026-03-01"}).sudo()
        self.assertEqual(schedule._person_in_charge(payment), clerk)
        for values in (moved, {**keep, "active": False}):
            clerk.write(values)
            person = schedule._person_in_charge(payment)
            self.assertNotEqual(person, clerk)
            self.assertTrue(payment.with_user(person).has_access("read"))

    def test_the_money_came_earlier(self):
        payment = self.schedule()
        payment.action_register_now()
        self.assertEqual(payment.collection_state, "registered")
        self.assertEqual(payment.date, Date.to_date("2026-02-10"))
        self.assertResiduals(self.docs, INV1=40.0)

    def test_it_is_taken_back_cancelled_or_deleted(self):
        payment = self.schedule()
        payment.action_unschedule()
        self.assertEqual(payment.collection_state, "draft")
        payment.action_schedule()
        payment.action_cancel()
        self.assertEqual(payment.collection_state, "cancelled")
        self.assertFalse(self.invoice.scheduled_amount)
        self.schedule().unlink()

    def test_a_plan_that_does_not_fit_is_refused_at_once(self):
        """Not on the day, when nobody is there."""
        form = self.payment_form(amount=20.0)
        form.date = "2026-03-01"
        payment = form.save()
        payment.allocation_line_ids.amount = 20.01
        with self.assertRaisesRegex(UserError, "Lower the amounts to settle"):
            payment.action_schedule()

    def test_the_customer_reads_his_invoice(self):
        self.schedule()
        portal = new_test_user(self.env, "portal", groups="base.group_portal")
        self.invoice.message_subscribe(portal.partner_id.ids)
        self.env.invalidate_all()
        self.assertEqual(self.invoice.with_user(portal).scheduled_amount, 60.0)

    def test_a_scheduled_payment_is_not_edited(self):
        payment = self.schedule()
        with self.assertRaisesRegex(UserError, "take it back to draft to change Amount"):
            payment.amount = 70.0
        payment.memo = "Direct debit of March"

    def test_confirming_a_list_schedules_what_lies_ahead(self):
        today = self.payment_form(amount=10.0)
        today.date = "2026-02-10"
        ahead = self.payment_form(amount=20.0)
        ahead.date = "2026-02-11"
        payments = today.save() + ahead.save()
        payments.action_post()
        self.assertEqual(payments.mapped("collection_state"), ["registered", "scheduled"])

    def test_no_way_books_it_before_its_day(self):
        form = self.payment_form(amount=20.0)
        form.date = "2026-02-11"
        payment = form.save()
        for deed in (payment.action_validate, lambda: payment.write({"state": "in_process"})):
            with self.assertRaisesRegex(UserError, "Schedule it"):
                deed()
        payment.action_schedule()
        with self.assertRaisesRegex(UserError, "Schedule it"):
            payment.action_validate()
        self.assertFalse(payment.move_id)

    def test_an_exchange_difference_is_not_scheduled(self):
        """Core forces the balance of such a payment, and books it as soon as it is created."""
        euro = self.setup_other_currency("EUR", rates=[("2026-01-01", 2.0)])
        action = self.invoice.action_register_payment()
        dialog = self.env[action["res_model"]].with_context(**action["context"])
        exchange = self.company.expense_currency_exchange_account_id
        values = {"payment_date": "2026-03-15", "amount": 40.0, "currency_id": euro.id}
        values |= {"payment_difference_handling": "reconcile", "writeoff_account_id": exchange.id}
        with self.assertRaisesRegex(UserError, "cannot be scheduled"):
            dialog.create(values).action_create_payments()

    def test_today_and_the_past_are_not_scheduled(self):
        with self.assertRaisesRegex(UserError, "is not in the future"):
            self.schedule(date="2026-02-10")

    def test_a_registered_payment_is_not_scheduled(self):
        payment = self.book("2026-02-09 payment PAY1 90.00")["PAY1"]
        with self.assertRaisesRegex(UserError, "only drafts"):
            payment.action_schedule()

    def test_the_dialog_of_an_invoice_schedules(self):
        form = self.payment_dialog(self.invoice)
        form.payment_date = "2026-03-15"
        form.amount = 70.0
        form.save().action_create_payments()
        payment = self.env["account.payment"].search([("partner_id", "=", self.customer.id)])
        self.assertEqual(payment.collection_state, "scheduled")
        self.assertFalse(payment.move_id)
        self.assertEqual(self.invoice.payment_state, "not_paid")
        self.assertEqual(self.invoice.scheduled_amount, 70.0)
        with freeze_time("2026-03-15"):
            self.run_cron()
        self.assertResiduals(self.docs, INV1=30.0)

    def test_the_dialog_of_several_invoices_schedules_one_payment_for_each(self):
        other = self.book("2026-01-02 invoice INV2 50.00", self.other_customer)["INV2"]
        action = (self.invoice + other).action_register_payment()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        form.payment_date = "2026-03-15"
        form.save().action_create_payments()
        self.env.invalidate_all()
        self.assertEqual((self.invoice + other).mapped("scheduled_amount"), [100.0, 50.0])

    def test_a_search_finds_it(self):
        payment = self.schedule()
        found = self.env["account.payment"].search([("collection_state", "=", "scheduled")])
        self.assertIn(payment, found)
        action = self.invoice.action_open_scheduled_payments()
        self.assertEqual(action["domain"], [("id", "in", payment.ids)])
