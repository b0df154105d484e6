from base64 import b64encode
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..discount.discount_common import DiscountCommon

CLERK = "receivables_ext.group_receivables_user"
FILE = b64encode(b"certificate")


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestDeductionDialog(DiscountCommon):
    """Deductions are entered where an invoice is paid, as on the payment."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Kind = cls.env["receivables.deduction.kind"]
        cls.fee = Kind.create({"name": "Bank fee", "account_id": cls.loss.id, "amount_max": 30.0})
        cls.claim = cls.company_data["default_account_assets"]
        cls.withheld = Kind.create(
            {
                "name": "Tax withheld",
                "account_id": cls.claim.id,
                "needs_number": True,
                "needs_file": True,
            }
        )
        cls.account = cls.company_data["default_account_receivable"].copy({"code": "411700"})
        cls.retention = Kind.create(
            {
                "name": "Retention guarantee",
                "account_id": cls.account.id,
                "is_retention": True,
                "retention_days": 30,
            }
        )

    def dialog(self, documents=None, user=None):
        context = {
            "active_model": "account.move",
            "active_ids": (documents or self.invoice).ids,
        }
        Dialog = self.env["account.payment.register"].with_context(**context)
        return Form(Dialog.with_user(user or self.env.user))

    def deducted(self, *deductions):
        return [
            Command.create({"kind_id": kind.id, "amount": amount, **more})
            for kind, amount, more in deductions
        ]

    def test_the_amount_follows_what_is_deducted(self):
        form = self.dialog()
        with form.deduction_ids.new() as line:
            line.kind_id = self.fee
            line.amount = 15.0
        self.assertEqual((form.amount, form.payment_difference), (985.0, 0.0))
        self.assertEqual(
            form.deduction_words.replace("\xa0", " "),
            "$ 985.00 received + $ 15.00 deducted = $ 1,000.00 settled",
        )
        with form.deduction_ids.new() as line:
            line.kind_id = self.retention
            line.amount = 35.0
        self.assertEqual(form.amount, 950.0)
        payment = form.save()._create_payments()
        self.end_of_transaction()
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual((payment.amount, payment.beyond_amount), (950.0, 50.0))
        self.assertEqual(self.cost_of(self.loss), 15.0)
        retained = payment.move_id.line_ids.filtered("is_retained")
        self.assertEqual(retained.amount_residual, 35.0)
        self.assertEqual(retained.date_maturity, date(2026, 4, 4))
        self.assertFigures(950.0, 35.0, 0.0)

    def test_what_was_typed_stays(self):
        form = self.dialog()
        form.amount = 950.0
        self.assertEqual(form.payment_difference, 50.0)
        with form.deduction_ids.new() as line:
            line.kind_id = self.fee
            line.amount = 20.0
        self.assertEqual((form.amount, form.payment_difference), (950.0, 30.0))
        form.save()._create_payments()
        self.end_of_transaction()
        self.assertResiduals({"INV1": self.invoice}, INV1=30.0)

    def test_several_documents_in_one_payment(self):
        other = self.book("2026-03-02 invoice INV2 500.00")["INV2"]
        payment = self.pay_in_dialog(
            1485.0, self.invoice + other, deduction_ids=self.deducted((self.fee, 15.0, {}))
        )
        self.assertEqual(len(payment), 1)
        self.assertResiduals({"INV1": self.invoice, "INV2": other}, INV1=0.0, INV2=0.0)

    def test_a_payment_for_each_document_has_none(self):
        other = self.book("2026-03-02 invoice INV2 500.00")["INV2"]
        deductions = self.deducted((self.fee, 15.0, {}))
        with self.assertRaises(UserError) as caught:
            self.pay_in_dialog(
                1485.0, self.invoice + other, group_payment=False, deduction_ids=deductions
            )
        self.assertIn("group the documents in one payment", str(caught.exception))

    def test_with_a_discount_and_a_tolerated_difference(self):
        deductions = self.deducted((self.fee, 15.0, {}))
        self.pay_in_dialog(
            965.0,
            self.invoice,
            apply_discount=True,
            discount_reason="Agreed",
            deduction_ids=deductions,
        )
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual((self.cost_of(self.discount_account), self.cost_of(self.loss)), (20, 15))

    def test_a_discount_that_was_agreed(self):
        """Core's own proposal gives way to the box, which grants as much."""
        self.agree(self.invoice)
        form = self.dialog()
        self.assertEqual(form.amount, 980.0)
        with form.deduction_ids.new() as line:
            line.kind_id = self.fee
            line.amount = 15.0
        form.amount = 965.0
        self.assertTrue(form.discount_possible)
        form.apply_discount = True
        form.save()._create_payments()
        self.end_of_transaction()
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual((self.cost_of(self.discount_account), self.cost_of(self.loss)), (20, 15))

    def test_by_a_third_party_and_with_a_certificate(self):
        payer = self.env["res.partner"].create({"name": "Insurer", "is_company": True})
        proof = {"number": "C-1", "file": FILE, "file_name": "c1.pdf"}
        payment = self.pay_in_dialog(
            950.0,
            self.invoice,
            payer_id=payer.id,
            deduction_ids=self.deducted((self.withheld, 50.0, proof)),
        )
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual((payment.payer_id, payment.deduction_ids.number), (payer, "C-1"))
        self.assertEqual(payment.deduction_ids.file, FILE)

    def test_a_clerk_deducts_as_on_the_payment(self):
        clerk = self.person("dialog_clerk", CLERK)
        for kind, amount, refused in (
            (self.withheld, 50.0, "against a certificate"),
            (self.fee, 30.01, "Invoicing only"),
            (self.fee, 30.0, None),
        ):
            form = self.dialog(user=clerk)
            with form.deduction_ids.new() as line:
                line.kind_id = kind
                line.amount = amount
            dialog = form.save()
            if refused:
                with self.assertRaises(UserError) as caught:
                    dialog.action_create_payments()
                self.assertIn(refused, str(caught.exception))
            else:
                dialog.action_create_payments()
        self.end_of_transaction()
        self.assertEqual(self.invoice.lifecycle_status, "paid")

    def test_scheduled_they_are_planned(self):
        payment = self.pay_in_dialog(
            985.0,
            self.invoice,
            payment_date="2026-03-20",
            deduction_ids=self.deducted((self.fee, 15.0, {})),
        )
        self.assertEqual(payment.collection_state, "scheduled")
        self.assertEqual(payment.allocated_amount, 1000.0)
        self.assertEqual(payment.deduction_ids.amount, 15.0)

    def test_nothing_is_written_off_beside(self):
        with self.assertRaises(UserError) as caught:
            self.pay(950.0, deduction_ids=self.deducted((self.fee, 15.0, {})))
        self.assertIn("Beside deductions nothing is written off", str(caught.exception))

    def test_with_credits_that_are_used_first(self):
        credit = self.book("2026-03-02 payment PAY1 200.00")["PAY1"]
        form = self.dialog()
        with form.credit_line_ids.edit(0) as line:
            line.amount = 200.0
        with form.deduction_ids.new() as line:
            line.kind_id = self.fee
            line.amount = 15.0
        self.assertEqual(form.amount, 785.0)
        form.save().action_create_payments()
        self.end_of_transaction()
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual(credit.unallocated_amount, 0.0)
