from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestSettledOutside(ReceivablesCommon):
    """Paid although no payment is recorded: a note that changes no figure."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book("2026-01-01 invoice INV1 100.00 2026-01-31")
        cls.invoice = cls.docs["INV1"]

    def mark(self, move=None, user=None):
        move = (move or self.invoice).with_user(user or self.env.user)
        action = move.action_mark_settled_outside()
        form = Form(move.env[action["res_model"]].with_context(**action["context"]))
        form.reason = "Paid to the parent company"
        form.save().action_mark()

    def test_it_is_said_and_nothing_is_recorded(self):
        self.mark()
        self.assertTrue(self.invoice.settled_outside)
        self.assertEqual(self.invoice.settled_outside_user_id, self.env.user)
        self.assertIn("Paid to the parent company", self.invoice.message_ids[0].body)
        self.assertEqual(self.invoice.payment_state, "not_paid")
        self.assertResiduals(self.docs, INV1=100.0)
        self.assertEqual(self.customer.amount_pending, 100.0)
        self.assertFalse(
            self.env["account.payment"].search([("partner_id", "=", self.customer.id)])
        )

    def test_it_is_taken_back(self):
        self.mark()
        self.invoice.action_unmark_settled_outside()
        self.assertFalse(self.invoice.settled_outside)
        self.assertFalse(self.invoice.settled_outside_reason)
        self.assertIn("Marked as to pay", self.invoice.message_ids[0].body)

    def test_a_real_payment_takes_it_away(self):
        self.mark()
        self.book("2026-01-05 payment PAY1 40.00")
        self.allocate()
        self.assertFalse(self.invoice.settled_outside)
        self.assertResiduals(self.docs, INV1=60.0)

    def test_only_open_invoices_are_marked(self):
        docs = self.book(
            """
            2026-01-01 credit_note CN1 10.00
            2026-01-02 invoice INV2 20.00
            2026-01-03 payment PAY1 20.00
            """,
            self.other_customer,
        )
        self.settle_by_core(docs["INV2"], docs["PAY1"])
        for move in (docs["CN1"], docs["INV2"], self.invoice.copy()):
            with self.assertRaisesRegex(UserError, "is not an open invoice"):
                self.mark(move)

    def test_it_is_a_right_of_its_own(self):
        clerk, marker = (
            new_test_user(
                self.env,
                f"outside_{name}",
                groups=f"base.group_user,receivables_ext.{group}",
                company_id=self.company.id,
                company_ids=[Command.set(self.company.ids)],
            )
            for name, group in (
                ("clerk", "group_receivables_user"),
                ("marker", "group_settle_outside"),
            )
        )
        with self.assertRaisesRegex(UserError, "You may not mark invoices as paid"):
            self.invoice.with_user(clerk)._mark_settled_outside("x")
        with self.assertRaisesRegex(UserError, "You may not mark invoices as paid"):
            self.invoice.with_user(clerk).action_unmark_settled_outside()
        self.mark(user=marker)
        self.assertEqual(self.invoice.settled_outside_user_id, marker)

    def test_the_note_is_not_written_by_hand(self):
        with self.assertRaisesRegex(UserError, "Use Mark as paid"):
            self.invoice.settled_outside = True
        with self.assertRaisesRegex(UserError, "Use Mark as paid"):
            self.invoice.copy({"settled_outside_reason": "x"})


@tagged("post_install", "-at_install")
class TestFollowedPayments(ReceivablesCommon):
    """What an invoice shows of its payments, and what is not forgotten of them."""

    def test_an_invoice_lists_all_its_payments(self):
        docs = self.book(
            """
            2026-01-01 invoice INV1 100.00
            2026-01-05 payment PAY1 30.00
            2026-01-06 payment PAY2 40.00
            """
        )
        self.allocate()
        correction = self.env["receivables.payment.correction"]
        correction._request(docs["PAY1"], "Wrong amount", docs["PAY1"].date)
        scheduled = self.payment_form(amount=30.0, date="2099-01-01").save()
        scheduled.action_schedule()
        action = docs["INV1"].action_open_payments()
        found = self.env["account.payment"].search(action["domain"])
        self.assertEqual(found, docs["PAY1"] + docs["PAY2"] + scheduled)

    def test_the_dialog_says_what_was_done(self):
        invoice = self.book("2026-01-01 invoice INV1 100.00")["INV1"]
        form = self.payment_dialog(invoice)
        wizard = form.save().with_context(dont_redirect_to_payments=True)
        message = wizard.action_create_payments()["params"]["message"]
        self.assertRegex(message, r"Payment of .*100\.00 recorded on INV/")

    def test_payments_left_to_use_leave_one_task(self):
        docs = self.book("2026-01-05 payment PAY1 30.00\n2026-01-06 payment PAY2 40.00")
        invoice = self.book("2026-01-07 invoice INV1 40.00")["INV1"]
        self.settle_by_core(invoice, docs["PAY2"])
        reminder = self.env["receivables.credit.reminder"]
        self.company.credit_reminder_days = 15
        self.assertEqual(reminder._forgotten(self.company), docs["PAY1"])
        self.assertGreater(docs["PAY1"].unallocated_days, 15)
        self.assertFalse(docs["PAY2"].unallocated_days)
        for _run in range(2):
            self.env.flush_all()
            with self.enter_registry_test_mode():
                self.env.ref("receivables_ext.ir_cron_remind_credits").method_direct_trigger()
            self.env.invalidate_all()
            self.assertEqual(len(docs["PAY1"].activity_ids), 1)
        self.assertFalse(docs["PAY2"].activity_ids)

    def test_the_task_goes_to_somebody_who_may_act(self):
        """Who entered the payment left: a manager of the company takes over, and others go on."""
        keep = {"company_id": self.company.id, "company_ids": [Command.set(self.company.ids)]}
        manager, clerk = (
            new_test_user(
                self.env, login, groups=f"receivables_ext.group_receivables_{role}", **keep
            )
            for login, role in (("stays", "manager"), ("leaves", "user"))
        )
        draft = self.book("2026-01-05 draft PAY1 30.00")["PAY1"]
        payment = draft.with_user(clerk).copy({"date": "2026-01-05"})
        payment.action_post()
        clerk.active = False
        self.company.credit_reminder_days = 15
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("receivables_ext.ir_cron_remind_credits").method_direct_trigger()
        self.env.invalidate_all()
        person = payment.sudo().activity_ids.user_id
        self.assertTrue(person.active)
        self.assertNotEqual(person, clerk)
        self.assertTrue(payment.with_user(person).has_access("write"))
        self.assertTrue(manager.active)
