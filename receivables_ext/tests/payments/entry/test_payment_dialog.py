from odoo.tests import Form, tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestPaymentDialog(ReceivablesCommon):
    """The payment dialog of an open invoice uses credits first, then asks what remains."""

    def test_the_dialog_uses_the_credit_of_300_and_asks_700(self):
        docs = self.book("2026-01-05 payment PAY1 300.00\n2026-02-01 invoice INV1 1000.00")
        dialog = self.payment_dialog(docs["INV1"])
        self.assertEqual(len(dialog.credit_line_ids), 1)
        self.assertEqual((dialog.amount, dialog.payment_difference), (700.0, 0.0))
        dialog.save().action_create_payments()
        self.assertResiduals(docs, INV1=0.0, PAY1=0.0)
        received = self.env["account.payment"].search([("partner_id", "=", self.customer.id)])
        self.assertEqual(sorted(received.mapped("amount")), [300.0, 700.0])

    def test_the_amount_to_use_of_a_credit_can_be_edited(self):
        docs = self.book("2026-01-05 payment PAY1 300.00\n2026-02-01 invoice INV1 1000.00")
        dialog = self.payment_dialog(docs["INV1"])
        with dialog.credit_line_ids.edit(0) as line:
            line.amount = 120.0
        self.assertEqual(dialog.amount, 880.0)
        dialog.amount = 80.0
        dialog.save().action_create_payments()
        self.assertResiduals(docs, INV1=800.0, PAY1=180.0)

    def test_credits_only_registers_no_payment(self):
        docs = self.book("2026-01-05 payment PAY1 300.00\n2026-02-01 invoice INV1 1000.00")
        self.payment_dialog(docs["INV1"]).save().action_use_credits_only()
        self.assertResiduals(docs, INV1=700.0, PAY1=0.0)
        self.assertEqual(
            self.env["account.payment"].search_count([("partner_id", "=", self.customer.id)]), 1
        )

    def test_credits_that_cover_everything_register_no_payment(self):
        docs = self.book("2026-01-05 payment PAY1 300.00\n2026-02-01 invoice INV1 100.00")
        dialog = self.payment_dialog(docs["INV1"])
        self.assertEqual(dialog.amount, 0.0)
        dialog.save().action_create_payments()
        self.assertResiduals(docs, INV1=0.0, PAY1=200.0)

    def test_credits_settle_the_earliest_installments(self):
        docs = self.book(
            """
            2026-01-05  payment  PAY1  400.00
            2026-02-01  invoice  INV1  1000.00  2026-02-28=30,2026-03-31=30,2026-04-30=40
            """
        )
        self.payment_dialog(docs["INV1"]).save().action_use_credits_only()
        self.assertEqual(
            self.receivable(docs["INV1"]).mapped("amount_residual"), [0.0, 200.0, 400.0]
        )

    def test_code_that_opens_the_dialog_pays_the_whole_invoice_as_in_core(self):
        docs = self.book("2026-01-05 payment PAY1 300.00\n2026-02-01 invoice INV1 1000.00")
        self._register_payment(docs["INV1"])
        self.assertResiduals(docs, INV1=0.0, PAY1=300.0)

    def test_an_early_payment_discount_is_forfeited_by_a_credit_as_in_core(self):
        term = self.env["account.payment.term"].create(
            {
                "name": "2/10",
                "early_discount": True,
                "discount_percentage": 2.0,
                "discount_days": 10000,
            }
        )
        docs = self.book("2026-01-05 payment PAY1 300.00\n2026-02-01 invoice INV1 1000.00")
        invoice = docs["INV1"].copy(
            {"invoice_payment_term_id": term.id, "invoice_date": "2026-02-01"}
        )
        invoice.action_post()
        dialog = self.payment_dialog(invoice)
        self.assertEqual(dialog.amount, 700.0)
        with dialog.credit_line_ids.edit(0) as line:
            line.amount = 0.0
        self.assertEqual(dialog.amount, 980.0)

    def test_a_difference_is_written_off_beside_a_credit(self):
        """Using the credit changes what is due, not what the user decided about the rest."""
        docs = self.book("2026-01-05 payment PAY1 300.00\n2026-02-01 invoice INV1 1000.00")
        method = self.journal.inbound_payment_method_line_ids[:1]
        method.payment_account_id = self.company_data["default_account_assets"]
        dialog = self.payment_dialog(docs["INV1"])
        dialog.amount = 690.0
        dialog.payment_difference_handling = "reconcile"
        dialog.writeoff_account_id = self.company_data["default_account_expense"]
        dialog.save().action_create_payments()
        self.assertResiduals(docs, INV1=0.0, PAY1=0.0)

    def test_invoices_of_the_list_are_paid_one_after_the_other(self):
        docs = self.book(
            """
            2026-02-01  invoice  INV1  100.00
            2026-02-01  invoice  INV2  200.00
            2026-02-01  invoice  INV3  300.00
            """
        )
        invoices = docs["INV1"] + docs["INV2"] + docs["INV3"]
        action = invoices.action_pay_one_by_one()
        asked = []
        while action["type"] == "ir.actions.act_window":
            dialog = Form(self.env[action["res_model"]].with_context(**action["context"]))
            asked.append(dialog.amount)
            wizard = dialog.save()
            skip = dialog.amount == 200.0
            action = wizard.action_skip() if skip else wizard.action_create_payments()
        self.assertEqual(asked, [100.0, 200.0, 300.0])
        self.assertEqual(action["type"], "ir.actions.act_window_close")
        self.assertResiduals(docs, INV1=0.0, INV2=200.0, INV3=0.0)
