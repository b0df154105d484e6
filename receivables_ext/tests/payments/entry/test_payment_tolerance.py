from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestPaymentTolerance(ReceivablesCommon):
    """A clerk writes off what the company tolerates; who invoices, as in core."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk, cls.invoicing = (
            new_test_user(
                cls.env,
                login,
                groups=f"base.group_user,{group}",
                company_id=cls.company.id,
                company_ids=[Command.set(cls.company.ids)],
            )
            for login, group in (
                ("clerk", "receivables_ext.group_receivables_user"),
                ("invoicing", "account.group_account_invoice"),
            )
        )
        cls.loss = cls.company_data["default_account_expense"]
        cls.gain = cls.company_data["default_account_revenue"]
        cls.docs = cls.book("2026-02-01 invoice INV1 1000.00")

    def tolerate(self, amount, percentage=0.0):
        self.company.write(
            {
                "tolerance_amount": amount,
                "tolerance_percentage": percentage,
                "tolerance_loss_account_id": self.loss.id,
                "tolerance_gain_account_id": self.gain.id,
            }
        )

    def write_off(self, paid, account, user=None, **forged):
        """Pay ``paid`` of the invoice and write the rest off, as a remote call would."""
        dialog = (
            self.env["account.payment.register"]
            .with_user(user or self.clerk)
            .with_context(active_model="account.move", active_ids=self.docs["INV1"].ids)
            .create(
                {
                    "amount": paid,
                    "payment_difference_handling": "reconcile",
                    "writeoff_account_id": account.id,
                    **forged,
                }
            )
        )
        return dialog.action_create_payments()

    def assertRefused(self, *args, **forged):
        with self.assertRaises(UserError) as caught:
            self.write_off(*args, **forged)
        self.assertIn("is not yours to write off", str(caught.exception))
        self.assertResiduals(self.docs, INV1=1000.0)

    def test_nothing_is_tolerated_at_first(self):
        equity = self.company_data["default_account_assets"]
        for account in (equity, self.loss):
            self.assertRefused(1.0, account)
            self.assertRefused(999.99, account)

    def test_a_discount_is_not_pretended(self):
        """A remote call may send any field: core alone says what is an early payment discount."""
        self.assertRefused(1.0, self.loss, early_payment_discount_mode=True)
        self.assertRefused(1.0, self.loss, payment_difference=0.0)

    def test_within_the_amount_on_its_account(self):
        self.tolerate(5.0)
        self.assertRefused(994.99, self.loss)
        self.assertRefused(995.0, self.gain)
        self.assertRefused(1005.0, self.loss)
        self.write_off(995.0, self.loss)
        self.assertResiduals(self.docs, INV1=0.0)

    def test_more_than_due(self):
        self.tolerate(5.0)
        self.write_off(1005.0, self.gain)
        self.assertResiduals(self.docs, INV1=0.0)

    def test_the_smaller_of_amount_and_percentage(self):
        self.tolerate(5.0, 0.1)
        self.assertRefused(998.99, self.loss)
        self.write_off(999.0, self.loss)

    def test_who_invoices_writes_off_as_in_core(self):
        self.write_off(1.0, self.company_data["default_account_expense"], self.invoicing)
        self.assertResiduals(self.docs, INV1=0.0)

    def test_the_dialog_proposes_the_account(self):
        self.tolerate(5.0)
        method = self.journal.inbound_payment_method_line_ids[:1]
        method.payment_account_id = self.company_data["default_account_assets"]
        dialog = Form(
            self.env["account.payment.register"]
            .with_user(self.clerk)
            .with_context(active_model="account.move", active_ids=self.docs["INV1"].ids)
        )
        dialog.amount = 996.0
        dialog.payment_difference_handling = "reconcile"
        self.assertEqual(dialog.writeoff_account_id, self.loss)
        dialog.save().action_create_payments()
        self.assertResiduals(self.docs, INV1=0.0)
