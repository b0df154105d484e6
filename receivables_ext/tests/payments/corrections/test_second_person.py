from odoo.exceptions import UserError
from odoo.fields import Date
from odoo.tests import new_test_user, tagged

from ....models.payments.corrections.refund import refund_payment
from .definitive_common import DefinitiveCommon

THRESHOLD = 50.0


@tagged("post_install", "-at_install")
class TestSecondPerson(DefinitiveCommon):
    """One rule for all that undoes money: above an amount, two people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.correction_approval_amount = THRESHOLD
        cls.reason = cls.env["receivables.return.reason"].search([], limit=1)
        cls.today = Date.today()
        cls.outbound = {
            "journal_id": cls.journal.id,
            "payment_method_line_id": cls.journal.outbound_payment_method_line_ids[0].id,
        }

    def as_user(self, role, payment=None):
        return (payment or self.payment).with_user(self.users[role])

    def _return(self, payment, **kwargs):
        return payment.env["receivables.payment.return"]._return(
            payment, self.today, self.reason, **kwargs
        )

    def _refund(self, payment, amount):
        return refund_payment(payment, amount, "Order cancelled", date=self.today, **self.outbound)

    def approve(self, role="manager"):
        waiting = self.payment.correction_requested_id
        return waiting.with_user(self.users[role]).action_approve()

    def test_every_act_waits(self):
        for role, undo in {
            "clerk": lambda payment: self._return(payment),
            "manager": lambda payment: self._return(payment),
            "invoicing": lambda payment: self._refund(payment, 60.0),
            "accountant": lambda payment: self._refund(payment, 60.0),
        }.items():
            with self.subTest(role=role), self.cr.savepoint() as savepoint:
                self.assertFalse(undo(self.as_user(role)))
                request = self.payment.correction_requested_id
                self.assertEqual(request.create_uid, self.users[role])
                self.assertEqual(self.payment.collection_state, "registered")
                self.assertResiduals(self.docs, INV1=0.0, PAY1=50.0)
                if role == "manager":
                    with self.assertRaisesRegex(UserError, "a second person must decide"):
                        self.approve("manager")
                with self.assertRaisesRegex(UserError, "waits for approval"):
                    self._return(self.as_user("clerk"))
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_return_is_done_once_approved(self):
        account = self.company_data["default_account_expense"]
        self._return(self.as_user("clerk"), note="No cover", fees=9.0, account=account)
        action = self.approve()
        self.assertEqual(action["res_id"], self.payment.id)
        self.assertEqual(self.payment.collection_state, "returned")
        self.assertResiduals(self.docs, INV1=100.0)
        returned = self.payment.return_ids
        self.assertEqual((returned.note, returned.fees), ("No cover", 9.0))
        self.assertEqual(returned.fees_move_id.line_ids.account_id & account, account)
        self.assertEqual(self.payment.correction_ids.reversal_id, returned.move_id)
        again = self.as_user("clerk").action_present_again()
        self.assertEqual(self.env["account.payment"].browse(again["res_id"]).amount, 150.0)

    def test_a_refund_is_done_once_approved_by_who_may_not_invoice(self):
        self._refund(self.as_user("invoicing"), 60.0)
        self.approve("manager")
        self.assertEqual(self.payment.refunded_amount, 60.0)
        self.assertResiduals(self.docs, INV1=10.0, PAY1=0.0)

    def test_a_request_that_is_refused_leaves_all_as_it_was(self):
        before = self.snapshot()
        self._refund(self.as_user("invoicing"), 60.0)
        self.payment.correction_requested_id.with_user(self.users["manager"]).action_refuse()
        self.assertEqual(self.snapshot(), before)
        self.assertFalse(self.payment.refund_ids)

    def test_small_refunds_add_up(self):
        payment = self.as_user("invoicing")
        self.assertTrue(self._refund(payment, 30.0))
        self.assertTrue(self._refund(payment, 20.0))
        self.assertFalse(self._refund(payment, 0.01))

    def test_a_refund_entered_again_gives_back_no_more(self):
        small = self._refund(self.as_user("invoicing"), 30.0)
        correction = self.env["receivables.payment.correction"]
        again = correction._request(small, "Wrong amount", self.today).replacement_id
        again.amount = 90.0
        with self.assertRaisesRegex(UserError, "needs a second person"):
            self.as_user("invoicing", again).action_post()
        again.amount = 20.0
        self.as_user("invoicing", again).action_post()
        self.assertEqual(self.payment.refunded_amount, 20.0)

    def test_a_payment_is_not_reset_to_draft_alone(self):
        """Where the company lets registered payments go back to draft."""
        self.company.payment_correction_policy = "until_transferred"
        for act in ("action_draft", "action_cancel", "unlink"):
            with self.assertRaisesRegex(UserError, "needs a second person. Use Correct"):
                getattr(self.as_user("accountant"), act)()
        self.company.correction_approval_amount = 150.0
        self.as_user("accountant").action_draft()

    def test_what_the_bank_says_is_a_fact_and_what_it_costs_is_not(self):
        for charged, fees, waits in (
            (False, 60.0, False),
            (True, 40.0, False),
            (True, 60.0, True),
        ):
            account = self.company_data["default_account_expense"]
            with self.subTest(charged=charged, fees=fees), self.cr.savepoint() as savepoint:
                kwargs = {"fees": fees, "charged": charged, "account": account, "seen": True}
                self.assertEqual(bool(self._return(self.payment, **kwargs)), not waits)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_fees_are_an_expense_and_bounded(self):
        self.company.correction_approval_amount = 0.0
        for vals, why in (
            ({"account": self.company_data["default_account_assets"]}, "not an account of expen"),
            ({"account": self.company_data["default_account_revenue"]}, "not an account of expen"),
        ):
            with self.assertRaisesRegex(UserError, why):
                self._return(self.as_user("clerk"), fees=5.0, **vals)
        # Above the payment, one person is not enough, whatever the settings.
        self.assertFalse(self._return(self.as_user("clerk"), fees=150.01, charged=True))
        self.payment.correction_requested_id.with_user(self.users["manager"]).action_refuse()
        self.company.return_fees_max = 20.0
        with self.assertRaisesRegex(UserError, "above what the settings allow"):
            self._return(self.as_user("clerk"), fees=20.01, charged=True)
        self.assertTrue(self._return(self.as_user("clerk"), fees=20.0, charged=True))

    def test_what_somebody_who_left_asked_for_is_said_not_done(self):
        leaver = new_test_user(
            self.env,
            "leaver",
            groups="base.group_user,receivables_ext.group_receivables_user",
            company_id=self.company.id,
        )
        self._return(self.payment.with_user(leaver))
        leaver.active = False
        with self.assertRaisesRegex(UserError, "no longer works here"):
            self.approve()
        self.assertEqual(self.payment.collection_state, "registered")

    def test_the_dialogs_say_it_and_ask(self):
        for role, opener, act, values in (
            ("clerk", "action_return", "action_return", {"reason_id": self.reason.id}),
            ("invoicing", "action_refund", "action_refund", {"amount": 60.0, "reason": "x"}),
        ):
            with self.subTest(act=act), self.cr.savepoint() as savepoint:
                action = getattr(self.as_user(role), opener)()
                dialog = (
                    self.env[action["res_model"]]
                    .with_user(self.users[role])
                    .with_context(**action["context"])
                    .create(values)
                )
                self.assertTrue(dialog.needs_approval)
                self.assertEqual(getattr(dialog, act)()["tag"], "display_notification")
                savepoint.rollback()
                self.env.invalidate_all()
