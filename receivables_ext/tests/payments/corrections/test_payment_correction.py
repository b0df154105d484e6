from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command, Date
from odoo.tests import Form, new_test_user, tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-02-10")
class TestPaymentCorrection(ReceivablesCommon):
    """A wrong payment is reversed and entered again; nothing is edited."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk, cls.manager, cls.other_manager = (
            new_test_user(
                cls.env,
                f"correction_{name}",
                groups=f"base.group_user,receivables_ext.group_receivables_{role}",
                company_id=cls.company.id,
                company_ids=[Command.set(cls.company.ids)],
            )
            for name, role in (("clerk", "user"), ("manager", "manager"), ("other", "manager"))
        )
        cls.docs = cls.book(
            """
            2026-01-01 invoice INV1 100.00 2026-01-31
            2026-01-02 invoice INV2  80.00 2026-02-28
            2026-01-05 payment PAY1 150.00
            """
        )
        cls.payment = cls.docs["PAY1"]
        cls.allocate()

    def correct(self, payment=None, user=None, **values):
        """Press *Correct*, fill the dialog, confirm; return the action that follows."""
        payment = (payment or self.payment).with_user(user or self.env.user)
        action = payment.action_correct()
        form = Form(
            self.env[action["res_model"]]
            .with_user(user or self.env.user)
            .with_context(**action["context"])
        )
        for name, value in {"reason": "Wrong customer", **values}.items():
            form[name] = value
        return form.save().action_correct()

    def new_draft(self, action):
        return self.env["account.payment"].browse(action["res_id"])

    def test_the_payment_is_reversed_and_entered_again(self):
        draft = self.new_draft(self.correct())
        self.assertEqual(self.payment.collection_state, "reversed")
        self.assertRecordValues(
            draft,
            [
                {
                    "amount": 150.0,
                    "date": Date.to_date("2026-01-05"),
                    "partner_id": self.customer.id,
                    "payment_reference": "PAY1",
                    "collection_state": "draft",
                    "replaces_id": self.payment.id,
                }
            ],
        )
        self.assertEqual(
            draft.allocation_line_ids.sorted("date_due").mapped("amount"), [100.0, 50.0]
        )
        self.assertResiduals(self.docs, INV1=100.0, INV2=80.0, PAY1=0.0)
        draft.action_post()
        self.assertResiduals(self.docs, INV1=0.0, INV2=30.0)

    def test_both_documents_are_numbered_and_point_to_each_other(self):
        draft = self.new_draft(self.correct())
        reversal = self.payment.reversal_ids
        self.assertEqual(reversal.state, "posted")
        self.assertNotIn(reversal.name, (False, "/", self.payment.name))
        self.assertEqual(reversal.reversed_entry_id, self.payment.move_id)
        self.assertIn("Wrong customer", reversal.ref)
        self.assertEqual(reversal.date, Date.to_date("2026-02-10"))
        self.assertEqual(self.payment.follower_ids, draft)
        self.assertEqual(self.payment.correction_ids.replacement_id, draft)
        totals = {
            account: sum(lines.mapped("balance"))
            for account, lines in (self.payment.move_id + reversal)
            .line_ids.grouped("account_id")
            .items()
        }
        self.assertEqual({round(total, 2) for total in totals.values()}, {0.0})
        self.assertTrue(all((self.payment.move_id + reversal).line_ids.mapped("reconciled")))

    def test_the_history_says_why_the_allocations_were_released(self):
        self.correct(reason="Cheque of another customer")
        events = self.env["receivables.allocation.event"].search(
            [("credit_move_id", "=", self.payment.move_id.id), ("kind", "=", "removed")]
        )
        self.assertEqual(set(events.mapped("note")), {"Cheque of another customer"})

    def test_a_reversed_payment_is_not_received(self):
        self.assertEqual(self.customer.amount_received, 150.0)
        self.correct()
        self.customer.invalidate_recordset()
        self.assertEqual(self.customer.amount_received, 0.0)
        self.assertEqual(self.customer.amount_to_use, 0.0)

    def test_a_clerk_corrects(self):
        draft = self.new_draft(self.correct(user=self.clerk))
        draft.with_user(self.clerk).partner_id = self.other_customer
        draft.with_user(self.clerk).allocation_line_ids = [Command.clear()]
        draft.with_user(self.clerk).action_post()
        self.assertEqual(self.payment.correction_ids.create_uid, self.clerk)
        self.assertEqual(self.other_customer.amount_to_use, 150.0)

    def test_a_corrected_payment_is_not_corrected_again(self):
        self.correct()
        with self.assertRaisesRegex(UserError, "there is nothing to undo"):
            self.correct()

    def test_a_draft_is_not_corrected(self):
        draft = self.book("2026-02-07 draft PAY2 10.00")["PAY2"]
        with self.assertRaisesRegex(UserError, "there is nothing to undo"):
            self.correct(draft)

    # === Dates === #

    def test_a_closed_period_moves_the_reversal_to_the_first_open_day(self):
        self.company.fiscalyear_lock_date = "2026-02-03"
        action = self.payment.action_correct()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        form.reason = "x"
        form.date = "2026-01-20"
        self.assertEqual(form.open_date, Date.to_date("2026-02-04"))
        form.save().action_correct()
        self.assertEqual(self.payment.reversal_ids.date, Date.to_date("2026-02-04"))
        self.assertEqual(self.payment.correction_ids.date, Date.to_date("2026-02-04"))

    def test_a_date_that_makes_no_sense_is_refused(self):
        with self.assertRaisesRegex(UserError, "in the future"):
            self.correct(date="2026-02-11")
        with self.assertRaisesRegex(UserError, "before the payment"):
            self.correct(date="2026-01-04")

    # === Bank === #

    def test_what_the_bank_matched_stays_matched(self):
        liquidity, _counterpart, _others = self.payment._seek_for_lines()
        bank = self.env["account.move"].create(
            {
                "journal_id": self.journal.id,
                "date": "2026-01-06",
                "line_ids": [
                    Command.create(
                        {"account_id": self.journal.default_account_id.id, "balance": 150.0}
                    ),
                    Command.create({"account_id": liquidity.account_id.id, "balance": -150.0}),
                ],
            }
        )
        bank.action_post()
        line = bank.line_ids.filtered(lambda item: item.account_id == liquidity.account_id)
        (line + liquidity).reconcile()
        draft = self.new_draft(self.correct())
        self.assertTrue(liquidity.reconciled)
        draft.action_post()
        self.assertTrue(draft.is_matched)
        self.assertTrue(all(bank.line_ids[1].mapped("reconciled")))

    # === Approval === #

    def test_above_the_threshold_a_second_person_confirms(self):
        self.company.correction_approval_amount = 149.99
        action = self.correct(user=self.manager)
        self.assertEqual(action["tag"], "display_notification")
        self.assertEqual(self.payment.collection_state, "registered")
        self.assertResiduals(self.docs, INV1=0.0, INV2=30.0)
        asked = self.payment.correction_requested_id
        self.assertEqual(asked.create_uid, self.manager)
        self.assertIn(self.other_manager, self.payment.activity_ids.user_id)
        with self.assertRaisesRegex(UserError, "second person"):
            asked.with_user(self.manager).action_approve()
        with self.assertRaisesRegex(UserError, "role Receivables: Manager"):
            asked.with_user(self.clerk).action_approve()
        with self.assertRaisesRegex(UserError, "already asked"):
            self.correct(user=self.clerk)
        action = self.payment.with_user(self.other_manager).action_approve_correction()
        self.assertEqual(self.payment.collection_state, "reversed")
        self.assertEqual(asked.approver_id, self.other_manager)
        self.assertEqual(self.new_draft(action).replaces_id, self.payment)
        self.assertFalse(self.payment.activity_ids)
        with self.assertRaisesRegex(UserError, "already decided"):
            asked.with_user(self.other_manager).action_approve()
        with self.assertRaisesRegex(UserError, "waits for a decision"):
            self.payment.with_user(self.other_manager).action_approve_correction()

    def test_a_request_on_a_payment_undone_meanwhile_can_only_be_refused(self):
        self.company.correction_approval_amount = 100.0
        self.correct(user=self.clerk)
        reason = self.env.ref("receivables_ext.return_reason_am04")
        self.env["receivables.payment.return"]._return(
            self.payment, Date.today(), reason, seen=True
        )
        payment = self.payment.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "nothing to undo"):
            payment.action_approve_correction()
        payment.action_refuse_correction()
        self.assertEqual(payment.correction_ids.state, "refused")
        self.assertFalse(payment.activity_ids)

    def test_a_refused_correction_leaves_everything(self):
        self.company.correction_approval_amount = 100.0
        self.correct(user=self.clerk)
        self.payment.with_user(self.manager).action_refuse_correction()
        self.assertEqual(self.payment.correction_ids.state, "refused")
        self.assertEqual(self.payment.collection_state, "registered")
        self.assertResiduals(self.docs, INV1=0.0, INV2=30.0)
        self.correct(user=self.clerk)
        self.assertEqual(len(self.payment.correction_ids), 2)

    def test_at_the_threshold_nobody_is_asked(self):
        self.company.correction_approval_amount = 150.0
        self.correct(user=self.clerk)
        self.assertEqual(self.payment.collection_state, "reversed")
