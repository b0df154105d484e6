from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import Form, tagged

from .discount_common import DiscountCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestDiscountAgain(DiscountCommon):
    """A payment that went back to draft grants what it says now, not what it said before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.payment_correction_policy = "until_transferred"
        text = "2026-03-01 invoice INV2 1200.00 2026-03-31"
        cls.docs = cls.book(text, customer=cls.other_customer)
        cls.tax = cls.company_data["default_tax_sale"]
        cls.invoice = cls.docs["INV2"]
        cls.invoice.button_draft()
        cls.invoice.invoice_line_ids.price_unit = 1000.0
        cls.invoice.invoice_line_ids.tax_ids = cls.tax.copy({"name": "20 %", "amount": 20.0})
        cls.invoice.action_post()

    def again(self, **values):
        """Grant 20, take the payment back to draft, change it and register it again."""
        payment = self.grant(1180.0, self.invoice)
        payment.action_draft()
        self.end_of_transaction()
        form = Form(payment, view="account.view_account_payment_form")
        for name, value in values.items():
            form[name] = value
        form.save()
        planned = payment.beyond_amount
        payment.action_post()
        self.end_of_transaction()
        self.assertEqual(payment.beyond_amount, planned)
        return payment

    def causes(self, payment):
        """What its entry books beyond money and customer: accounts, taxes, amounts."""
        lines = payment.move_id.line_ids.filtered(
            lambda line: line.account_id.account_type not in ("asset_receivable", "asset_current")
        )
        return sorted(
            (line.account_id.code, bool(line.tax_line_id), len(line.tax_ids), line.balance)
            for line in lines
        )

    def assertAsNew(self, payment, amount):
        """The same entry as that of a new payment."""
        found = self.causes(payment)
        payment.action_draft()
        payment.action_cancel()
        self.end_of_transaction()
        new = self.grant(amount, self.invoice, duplicate_reason="Entered again")
        self.assertEqual(found, self.causes(new))

    def test_another_amount_grants_what_lacks_of_it(self):
        payment = self.again(amount=1190.0)
        self.assertEqual((payment.beyond_amount, payment.unallocated_amount), (10.0, 0.0))
        self.assertResiduals(self.docs, INV2=0.0)
        self.assertAsNew(payment, 1190.0)

    def test_a_lower_amount_grants_more(self):
        payment = self.again(amount=1100.0)
        self.assertEqual((payment.beyond_amount, payment.unallocated_amount), (100.0, 0.0))
        self.assertAsNew(payment, 1100.0)

    def test_all_that_is_due_grants_nothing(self):
        payment = self.again(amount=1200.0)
        self.assertEqual((payment.beyond_amount, payment.unallocated_amount), (0.0, 0.0))
        self.assertEqual(self.cost_of(self.discount_account), 0.0)
        self.assertResiduals(self.docs, INV2=0.0)

    def test_unticked_the_rest_stays_open(self):
        payment = self.again(apply_discount=False)
        self.assertEqual(payment.beyond_amount, 0.0)
        self.assertEqual(self.cost_of(self.discount_account), 0.0)
        self.assertResiduals(self.docs, INV2=20.0)

    def test_unchanged_it_grants_the_same(self):
        payment = self.again()
        self.assertEqual(payment.beyond_amount, 20.0)
        self.assertAsNew(payment, 1180.0)

    def test_an_agreed_discount_that_nobody_ticked_stays(self):
        self.agree(self.invoice)
        self.payment_dialog(self.invoice).save().action_create_payments()
        self.end_of_transaction()
        payment = self.invoice.matched_payment_ids
        before = self.causes(payment)
        payment.action_draft()
        payment.action_post()
        self.end_of_transaction()
        self.assertEqual(self.causes(payment), before)

    def test_what_the_payer_kept_stays_beside_it(self):
        fee = self.env["receivables.deduction.kind"].create(
            {"name": "Bank fee", "account_id": self.loss.id}
        )
        deductions = [Command.create({"kind_id": fee.id, "amount": 15.0})]
        payment = self.grant(1165.0, self.invoice, deduction_ids=deductions)
        payment.action_draft()
        payment.amount = 1155.0
        payment.action_post()
        self.end_of_transaction()
        self.assertResiduals(self.docs, INV2=0.0)
        self.assertEqual((payment.beyond_amount, payment.unallocated_amount), (45.0, 0.0))
        self.assertEqual((self.cost_of(self.loss), payment.granted_discount_amount), (15.0, 30.0))
        payment.action_draft()
        payment.apply_discount = False
        payment.allocation_line_ids.amount = 1170.0
        payment.action_post()
        self.end_of_transaction()
        self.assertResiduals(self.docs, INV2=30.0)
        self.assertEqual(self.cost_of(self.loss), 15.0)
