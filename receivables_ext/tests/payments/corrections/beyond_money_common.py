from odoo.fields import Command

from ...common import ReceivablesCommon


class BeyondMoneyCommon(ReceivablesCommon):
    """Pay with a discount or a write-off, and compare every figure of the customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.loss = cls.company_data["default_account_expense"]
        cls.docs = cls.book("2026-03-01 invoice INV1 1000.00")
        cls.invoice = cls.docs["INV1"]

    def pay(self, amount, invoices=None, handling="reconcile", **values):
        """Pay in core's dialog, and write the difference off."""
        payment = (
            self.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=(invoices or self.invoice).ids)
            .create(
                {
                    "amount": amount,
                    "group_payment": True,
                    "payment_difference_handling": handling,
                    "writeoff_account_id": self.loss.id,
                    "writeoff_label": "Rounded",
                    **values,
                }
            )
            ._create_payments()
        )
        self.end_of_transaction()
        return payment

    def end_of_transaction(self):
        self.env.cr.precommit.run()
        self.env.invalidate_all()

    def pay_early(self, tax=None):
        """Pay 980 of 1 000 with an early payment discount of 2 %."""
        term = self.env["account.payment.term"].create(
            {
                "name": "2 % within 14 days",
                "early_discount": True,
                "discount_percentage": 2,
                "discount_days": 14,
                "line_ids": [Command.create({"value_amount": 100, "nb_days": 30})],
            }
        )
        self.invoice.button_draft()
        self.invoice.invoice_payment_term_id = term
        if tax:
            self.invoice.invoice_line_ids.tax_ids = tax
        self.invoice.action_post()
        payment = (
            self.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=self.invoice.ids)
            .create({"payment_date": "2026-03-05"})
            ._create_payments()
        )
        self.end_of_transaction()
        return payment

    def refund(self, payment, amount):
        action = payment.action_refund()
        dialog = self.env[action["res_model"]].with_context(**action["context"])
        refund = dialog.create({"amount": amount, "reason": "Goods returned"}).action_refund()
        self.end_of_transaction()
        return self.env["account.payment"].browse(refund["res_id"])

    def correct(self, payment):
        action = payment.action_correct()
        dialog = self.env[action["res_model"]].with_context(**action["context"])
        action = dialog.create({"reason": "Wrong date"}).action_correct()
        self.end_of_transaction()
        return self.env["account.payment"].browse(action["res_id"])

    def remove_allocations(self, payment):
        partials = self.receivable(payment).matched_debit_ids
        # What was taken back stays so: see the last of these tests.
        partials -= partials.filtered("debit_move_id.move_id.takes_back_payment_id")
        partials.with_context(receivables_removal_reason="Wrong invoice").unlink()
        self.end_of_transaction()

    def cost_of(self, account):
        """What the account of the discount says now."""
        lines = self.env["account.move.line"].search(
            [("account_id", "=", account.id), ("parent_state", "=", "posted")]
        )
        return round(sum(lines.mapped("balance")), 2)

    def assertFigures(self, received, pending, to_use):
        """The card of the customer, and the identity with the ledger."""
        self.assertEqual(
            (
                self.customer.amount_received,
                self.customer.amount_pending,
                self.customer.amount_to_use,
            ),
            (received, pending, to_use),
        )
        ledger = sum(self.open_lines().mapped("amount_residual"))
        self.assertAlmostEqual(pending - to_use, ledger)
