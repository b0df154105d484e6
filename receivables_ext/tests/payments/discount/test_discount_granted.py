from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .discount_common import DiscountCommon

CLERK = "receivables_ext.group_receivables_user"


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestDiscountGranted(DiscountCommon):
    """A discount closes the invoice with its first and only payment."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book(
            """
            2026-03-01 invoice INV2 1200.00 2026-03-31
            2026-03-01 invoice PARTS 1000.00 2026-03-31=30,2026-04-30=30,2026-05-31=40
            """,
            customer=cls.other_customer,
        )
        cls.invoice = cls.docs["INV2"]

    # === The figures of the document === #

    def test_the_percentage_is_shown_live(self):
        dialog = self.payment_dialog(self.invoice)
        self.assertFalse(dialog.discount_possible)
        dialog.amount = 1180.0
        self.assertTrue(dialog.discount_possible)
        self.assertEqual(dialog.closing_words.replace("\xa0", " "), "$ 20.00 = 1.67 %")
        dialog.amount = 1176.0
        self.assertEqual(dialog.closing_words.replace("\xa0", " "), "$ 24.00 = 2.00 %")
        saved = dialog.save()
        granted = (saved.granted_discount_amount, saved.granted_discount_percentage)
        self.assertEqual(granted, (24.0, 2.0))

    def test_it_closes_the_invoice_from_the_dialog(self):
        dialog = self.payment_dialog(self.invoice)
        dialog.amount = 1180.0
        dialog.apply_discount = True
        self.assertFalse(dialog.show_payment_difference)
        dialog.save().action_create_payments()
        self.end_of_transaction()
        self.assertClosed(20.0)

    def test_it_closes_the_invoice_from_the_form_of_a_payment(self):
        form = self.payment_form(partner_id=self.other_customer, amount=1180.0)
        form.journal_id = self.journal
        form.memo = self.invoice.name
        self.assertTrue(form.discount_possible)
        form.apply_discount = True
        self.assertEqual(form.credit_left_amount, 0.0)
        self.assertEqual((form.beyond_amount, form.allocated_amount), (20.0, 1200.0))
        payment = form.save()
        payment.action_post()
        self.end_of_transaction()
        self.assertClosed(20.0)
        self.assertEqual(payment.granted_discount_percentage, 1.67)
        self.assertEqual(payment.allocation_event_ids.mapped("reason"), ["discount"])
        self.assertIn("1.67", payment.message_ids.mapped("body")[0])

    def assertClosed(self, granted):
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual(self.cost_of(self.discount_account), granted)
        payment = self.invoice.matched_payment_ids or self.env["account.payment"].search(
            [("partner_id", "=", self.other_customer.id)], limit=1
        )
        self.assertEqual((payment.amount, payment.beyond_amount), (1200.0 - granted, granted))

    def test_one_cent_may_be_granted_or_all_but_one(self):
        self.grant(1199.99, self.invoice)
        self.assertEqual(self.cost_of(self.discount_account), 0.01)
        self.grant(0.01, self.docs["PARTS"])
        self.assertEqual(self.cost_of(self.discount_account), 1000.0)

    def test_unticked_the_rest_stays_open(self):
        form = self.payment_form(partner_id=self.other_customer, amount=1180.0)
        form.journal_id = self.journal
        form.memo = self.invoice.name
        form.apply_discount = True
        form.apply_discount = False
        form.save().action_post()
        self.assertResiduals(self.docs, INV2=20.0)

    def test_an_amount_that_leaves_nothing_to_grant_unticks_it(self):
        form = self.payment_form(partner_id=self.other_customer, amount=1180.0)
        form.journal_id = self.journal
        form.memo = self.invoice.name
        form.apply_discount = True
        form.amount = 1200.0
        self.assertFalse(form.apply_discount)
        self.assertEqual((form.beyond_amount, form.allocated_amount), (0.0, 1200.0))

    def test_several_installments_are_settled_together(self):
        payment = self.grant(980.0, self.docs["PARTS"])
        self.assertEqual(self.docs["PARTS"].lifecycle_status, "paid")
        self.assertEqual((payment.beyond_amount, payment.allocated_amount), (20.0, 1000.0))
        self.assertEqual(self.cost_of(self.discount_account), 20.0)

    def test_on_several_invoices_it_is_shared_and_shown(self):
        documents = self.docs["INV2"] + self.docs["PARTS"]
        dialog = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=documents.ids
        )
        form = Form(dialog)
        form.group_payment = True
        form.amount = 2156.0
        for document in documents:
            self.assertIn(document.name, form.closing_words)
        self.assertIn("24.00", form.closing_words)
        form.apply_discount = True
        form.save().action_create_payments()
        self.end_of_transaction()
        self.assertResiduals(self.docs, INV2=0.0, PARTS=0.0)
        self.assertEqual(self.cost_of(self.discount_account), 44.0)

    # === Taken back === #

    def test_a_correction_takes_it_back_and_offers_it_again(self):
        payment = self.grant(1180.0, self.invoice)
        again = self.correct(payment)
        self.assertResiduals(self.docs, INV2=1200.0)
        self.assertEqual(self.cost_of(self.discount_account), 0.0)
        again.action_post()
        self.end_of_transaction()
        self.assertClosed(20.0)

    def test_a_refund_takes_it_back(self):
        self.refund(self.grant(1180.0, self.invoice), 1180.0)
        self.assertResiduals(self.docs, INV2=1200.0)
        self.assertEqual(self.cost_of(self.discount_account), 0.0)

    def test_core_keeps_its_own_discount(self):
        self.agree(self.invoice)
        dialog = self.payment_dialog(self.invoice)
        self.assertTrue(dialog.early_payment_discount_mode)
        self.assertFalse(dialog.discount_possible)
        self.assertEqual(dialog.amount, 1176.0)
        dialog.save().action_create_payments()
        self.end_of_transaction()
        self.assertClosed(24.0)

    # === By whom === #

    def test_a_clerk_grants_it(self):
        clerk = self.person("discount_clerk", CLERK)
        dialog = self.call(
            clerk,
            "account.payment.register",
            "web_save",
            [],
            {"amount": 1180.0, "apply_discount": True},
            specification={},
            context={
                "active_model": "account.move",
                "active_ids": self.invoice.ids,
                "allowed_company_ids": self.company.ids,
            },
        )
        wizard = self.env["account.payment.register"].browse(dialog[0]["id"]).with_user(clerk)
        wizard.action_create_payments()
        self.end_of_transaction()
        self.assertClosed(20.0)

    def test_a_registered_payment_keeps_what_was_said(self):
        payment = self.grant(1180.0, self.invoice)
        for values in (
            {"apply_discount": False},
            {"discount_reason": "x"},
            {"apply_tolerance": True},
        ):
            with self.assertRaises(UserError):
                payment.write(values)

    def test_scheduled_it_is_granted_on_its_day(self):
        payment = self.pay_in_dialog(
            1180.0, self.invoice, payment_date="2026-03-20", apply_discount=True
        )
        self.assertEqual(payment.collection_state, "scheduled")
        self.assertResiduals(self.docs, INV2=1200.0)
        with freeze_time("2026-03-20"), self.enter_registry_test_mode():
            self.env.ref("receivables_ext.ir_cron_register_scheduled").method_direct_trigger()
        self.end_of_transaction()
        self.assertEqual(payment.date, fields.Date.to_date("2026-03-20"))
        self.assertClosed(20.0)
