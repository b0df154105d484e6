from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .discount_common import DiscountCommon

CLERK = "receivables_ext.group_receivables_user"
MANAGER = "receivables_ext.group_receivables_manager"


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestDiscountRefused(DiscountCommon):
    """When no discount is granted, in one sentence, with nothing booked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        text = "2026-03-01 invoice INV2 1200.00 2026-03-31"
        cls.docs = cls.book(text, customer=cls.other_customer)
        cls.invoice = cls.docs["INV2"]

    def assertRefused(self, words, amount, documents, **values):
        before = self.cost_of(self.discount_account)
        payment = self.draft(amount, documents, apply_discount=True, **values)
        self.assertFalse(payment.beyond_amount)
        with self.assertRaises(UserError) as caught:
            payment.action_post()
        self.assertIn(words, str(caught.exception))
        self.assertEqual(payment.state, "draft")
        self.assertEqual(self.cost_of(self.discount_account), before)

    def test_amounts_out_of_bounds_are_refused(self):
        for amount in (1200.0, 1200.01, 5000.0):
            self.assertRefused("below", amount, self.invoice)
        self.assertRefused("above zero", 0.0, self.invoice)

    def test_something_was_paid(self):
        self.pay_in_dialog(1.0, self.invoice)
        dialog = self.payment_dialog(self.invoice)
        dialog.amount = 1180.0
        self.assertFalse(dialog.discount_possible)
        self.assertRefused("is paid already", 1180.0, self.invoice)

    def test_a_credit_note_used_first_counts_as_paid(self):
        credit_note = self.receivable(self.credit_note())
        self.assertRefused(
            "take the credit notes out",
            1080.0,
            self.invoice,
            allocation_line_ids=[
                Command.create({"line_id": self.receivable(self.invoice).id, "amount": 1180.0}),
                Command.create({"line_id": credit_note.id, "amount": -100.0}),
            ],
        )

    def credit_note(self):
        text = "2026-03-01 credit_note RINV1 100.00"
        return self.book(text, customer=self.other_customer)["RINV1"]

    def test_only_invoices_have_discounts(self):
        self.assertRefused("Choose the invoices", 50.0, self.invoice.browse())
        credit_note = self.credit_note()
        item = self.receivable(credit_note)
        self.assertRefused(
            "Choose the invoices",
            50.0,
            credit_note,
            allocation_line_ids=[Command.create({"line_id": item.id, "amount": -1.0})],
        )
        opening = self.env["account.move"].create(
            {
                "date": "2026-03-01",
                "journal_id": self.company_data["default_journal_misc"].id,
                "line_ids": [
                    Command.create(
                        {
                            "account_id": account.id,
                            "partner_id": self.customer.id,
                            "balance": balance,
                        }
                    )
                    for account, balance in (
                        (self.company_data["default_account_receivable"], 100.0),
                        (self.gain, -100.0),
                    )
                ],
            }
        )
        opening.action_post()
        item = self.receivable(opening)
        self.assertRefused(
            "is not",
            98.0,
            self.invoice.browse(),
            partner_id=self.customer.id,
            allocation_line_ids=[Command.create({"line_id": item.id, "amount": 98.0})],
        )

    def test_not_activated(self):
        self.company.discount_enabled = False
        dialog = self.payment_dialog(self.invoice)
        dialog.amount = 1180.0
        self.assertFalse(dialog.discount_possible)
        self.assertRefused("not activated", 1180.0, self.invoice)
        with self.assertRaises(UserError):
            self.pay_in_dialog(1180.0, self.invoice, apply_discount=True)

    def test_no_account(self):
        self.company.account_journal_early_pay_discount_loss_account_id = False
        self.discount_account = self.loss
        self.assertRefused("No account is set", 1180.0, self.invoice)

    # === After the due date === #

    def test_late_it_takes_the_right_and_a_reason(self):
        late = {"date": "2026-04-01"}
        clerk = self.person("late_clerk", CLERK)
        manager = self.person("late_manager", MANAGER)
        with freeze_time("2026-04-01"):
            payment = self.draft(1180.0, self.invoice, apply_discount=True, **late)
            with self.assertRaises(UserError) as caught:
                payment.with_user(clerk).action_post()
            self.assertIn("was due on 03/31/2026", str(caught.exception))
            self.assertFalse(payment.with_user(clerk).discount_possible)
            with self.assertRaises(UserError) as caught:
                payment.with_user(manager).action_post()
            self.assertIn("say why", str(caught.exception))
            payment.discount_reason = "  "
            with self.assertRaises(UserError):
                payment.with_user(manager).action_post()
            payment.discount_reason = "Agreed on 30 March"
            payment.with_user(manager).action_post()
        self.end_of_transaction()
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertIn("Agreed on 30 March", payment.message_ids.mapped("body")[0])

    def test_on_the_due_date_and_within_the_days_of_grace_it_is_not_late(self):
        self.company.discount_grace_days = 5
        for day, late in (("2026-03-31", False), ("2026-04-05", False), ("2026-04-06", True)):
            payment = self.draft(1180.0, self.invoice, date=day)
            self.assertEqual(payment.discount_is_late, late, day)
