from odoo.tests import Form, tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestDialogSeveral(ReceivablesCommon):
    """The payment dialog of several invoices uses and shows the credits of the customer too."""

    def setUp(self):
        super().setUp()
        self.docs = self.book(
            """
            2026-01-05  payment  PAY1  100.00
            2026-02-01  invoice  INV1  250.00
            2026-01-20  invoice  INV2   50.00
            """
        )

    def dialog(self, *names):
        invoices = self.env["account.move"].union(*(self.docs[name] for name in names))
        action = invoices.action_register_payment()
        return Form(self.env[action["res_model"]].with_context(**action["context"]))

    def received(self):
        payments = self.env["account.payment"].search([("partner_id", "=", self.customer.id)])
        return sorted((payments - self.docs["PAY1"]).mapped("amount"))

    def test_one_payment_for_all(self):
        dialog = self.dialog("INV1", "INV2")
        dialog.group_payment = True
        self.assertEqual((len(dialog.credit_line_ids), dialog.credit_total), (1, 100.0))
        self.assertEqual((dialog.amount, dialog.payment_difference), (200.0, 0.0))
        dialog.save().action_create_payments()
        self.assertResiduals(self.docs, INV1=0.0, INV2=0.0, PAY1=0.0)
        self.assertEqual(self.received(), [200.0])

    def test_a_payment_for_each(self):
        dialog = self.dialog("INV1", "INV2")
        dialog.group_payment = False
        self.assertEqual((dialog.credit_total, dialog.amount), (100.0, 200.0))
        dialog.save().action_create_payments()
        self.assertResiduals(self.docs, INV1=0.0, INV2=0.0, PAY1=0.0)
        self.assertEqual(self.received(), [200.0], "Nothing was left of the other")

    def test_a_payment_for_each_of_three(self):
        self.docs |= self.book("2026-02-02 invoice INV3 70.00")
        dialog = self.dialog("INV1", "INV2", "INV3")
        dialog.group_payment = False
        other = self.company_data["default_journal_cash"]
        dialog.journal_id = other
        self.assertEqual(dialog.amount, 270.0)
        dialog.save().action_create_payments()
        self.assertResiduals(self.docs, INV1=0.0, INV2=0.0, INV3=0.0, PAY1=0.0)
        self.assertEqual(self.received(), [70.0, 200.0])
        payments = self.docs["INV1"].matched_payment_ids | self.docs["INV3"].matched_payment_ids
        self.assertEqual(payments.journal_id, other, "As was chosen")

    def test_by_a_clerk(self):
        clerk = self.person("clerk_several", "receivables_ext.group_receivables_user")
        invoices = (self.docs["INV1"] + self.docs["INV2"]).with_user(clerk)
        action = invoices.action_register_payment()
        model = self.env[action["res_model"]].with_user(clerk).with_context(**action["context"])
        dialog = Form(model)
        dialog.group_payment = False
        self.assertEqual(dialog.amount, 200.0)
        dialog.save().action_create_payments()
        self.assertResiduals(self.docs, INV1=0.0, INV2=0.0, PAY1=0.0)
        self.assertEqual(self.received(), [200.0])

    def test_less_than_proposed(self):
        dialog = self.dialog("INV1", "INV2")
        dialog.group_payment = True
        with dialog.credit_line_ids.edit(0) as line:
            line.amount = 30.0
        self.assertEqual(dialog.amount, 270.0)
        dialog.save().action_create_payments()
        self.assertResiduals(self.docs, INV1=0.0, INV2=0.0, PAY1=70.0)

    def test_credits_alone(self):
        self.dialog("INV1", "INV2").save().action_use_credits_only()
        self.assertResiduals(self.docs, INV1=200.0, INV2=0.0, PAY1=0.0)
        self.assertEqual(self.received(), [])

    def test_several_customers_have_no_credits_in_common(self):
        self.docs |= self.book("2026-02-02 invoice INV9 70.00", customer=self.other_customer)
        dialog = self.dialog("INV1", "INV9")
        self.assertFalse(dialog.credit_line_ids)
        dialog.save().action_create_payments()
        self.assertResiduals(self.docs, INV1=0.0, INV9=0.0, PAY1=100.0)

    def test_code_that_opens_it_pays_all_as_in_core(self):
        invoices = self.docs["INV1"] + self.docs["INV2"]
        self._register_payment(invoices, group_payment=True)
        self.assertResiduals(self.docs, INV1=0.0, INV2=0.0, PAY1=100.0)

    # === With the methods as they are at first === #

    def test_a_difference_is_closed(self):
        self.assertFalse(self.journal.inbound_payment_method_line_ids.payment_account_id)
        dialog = self.dialog("INV1")
        dialog.amount = 145.0
        self.assertTrue(dialog.show_payment_difference)
        dialog.payment_difference_handling = "reconcile"
        dialog.writeoff_account_id = self.company_data["default_account_expense"]
        dialog.save().action_create_payments()
        self.assertResiduals(self.docs, INV1=0.0, PAY1=0.0)

    def test_it_says_that_a_payment_is_definitive(self):
        arch = self.dialog("INV1")._view["tree"]
        (words,) = arch.xpath("//p[@name='definitive']")
        self.assertIn("definitive", words.text)
