from base64 import b64encode

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..discount.discount_common import DiscountCommon

CLERK = "receivables_ext.group_receivables_user"
COLLECTOR = "receivables_ext.group_receivables_collector"
INVOICING = "account.group_account_invoice"
FILE = b64encode(b"certificate")


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestDeductions(DiscountCommon):
    """Documents are settled by money and by what the payer kept, each on its account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.claim = cls.company_data["default_account_assets"]
        Kind = cls.env["receivables.deduction.kind"]
        cls.fee = Kind.create({"name": "Bank fee", "account_id": cls.loss.id, "amount_max": 30.0})
        cls.withheld = Kind.create(
            {
                "name": "Tax withheld",
                "account_id": cls.claim.id,
                "needs_number": True,
                "needs_file": True,
            }
        )

    def deduct(self, amount, *deductions, user=None, **values):
        """Register ``amount`` for the invoice, with ``(kind, amount, values)`` deducted."""
        payment = self.draft(amount, self.invoice, **values)
        payment.deduction_ids = [
            Command.create({"kind_id": kind.id, "amount": deducted, **more})
            for kind, deducted, more in deductions
        ]
        payment.action_propose_allocation()
        payment.with_user(user or self.env.user).action_post()
        self.end_of_transaction()
        return payment

    def proof(self):
        return {"number": "C-17", "file": FILE, "file_name": "c17.pdf"}

    def test_money_and_deductions_settle_together(self):
        payment = self.deduct(935.0, (self.fee, 15.0, {}), (self.withheld, 50.0, self.proof()))
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual((payment.beyond_amount, payment.allocated_amount), (65.0, 1000.0))
        self.assertEqual((self.cost_of(self.loss), self.cost_of(self.claim)), (15.0, 50.0))
        self.assertFigures(935.0, 0.0, 0.0)
        self.assertIn("Tax withheld C-17", payment.move_id.line_ids.mapped("name"))

    def test_the_form_proposes_with_each_deduction(self):
        form = self.payment_form(amount=950.0, journal_id=self.journal)
        with form.deduction_ids.new() as deduction:
            deduction.kind_id = self.fee
            deduction.amount = 20.0
        self.assertEqual((form.allocated_amount, form.credit_left_amount), (970.0, 0.0))
        payment = form.save()
        payment.action_post()
        self.assertResiduals({"INV1": self.invoice}, INV1=30.0)

    def test_the_statement_names_each(self):
        self.deduct(935.0, (self.fee, 15.0, {}), (self.withheld, 50.0, self.proof()))
        statement = self.env["receivables.statement"].create(
            {
                "partner_ids": [Command.set(self.customer.ids)],
                "date_from": "2026-03-01",
                "date_to": "2026-03-31",
            }
        )
        words = statement.get_statements()[0]["lines"][-1]["description"]
        self.assertIn("Bank fee, Tax withheld C-17", words)
        self.assertIn("935.00", words)

    def test_a_discount_beside_a_deduction(self):
        granted = {"apply_discount": True, "discount_reason": "Agreed"}
        payment = self.draft(965.0, self.invoice, **granted)
        payment.deduction_ids = [Command.create({"kind_id": self.fee.id, "amount": 15.0})]
        self.assertEqual(payment.granted_discount_amount, 20.0)
        self.assertEqual(payment.granted_discount_percentage, 2.0)
        payment.action_post()
        self.end_of_transaction()
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual((self.cost_of(self.discount_account), self.cost_of(self.loss)), (20, 15))

    def test_a_correction_takes_it_back_and_proposes_it_again(self):
        payment = self.deduct(985.0, (self.fee, 15.0, {}))
        again = self.correct(payment)
        self.assertEqual(self.cost_of(self.loss), 0.0)
        self.assertResiduals({"INV1": self.invoice}, INV1=1000.0)
        again.action_post()
        self.end_of_transaction()
        self.assertEqual(self.cost_of(self.loss), 15.0)
        self.assertEqual(self.invoice.lifecycle_status, "paid")

    def test_a_third_party_keeps_a_fee(self):
        other = self.book("2026-03-01 invoice INV2 500.00", customer=self.other_customer)["INV2"]
        payer = self.env["res.partner"].create({"name": "Insurer", "is_company": True})
        payment = self.draft(1485.0, self.invoice + other, payer_id=payer.id)
        payment.deduction_ids = [Command.create({"kind_id": self.fee.id, "amount": 15.0})]
        for line in payment.allocation_line_ids:
            line.amount = line.amount_residual
        payment.action_post()
        self.end_of_transaction()
        self.assertResiduals({"INV1": self.invoice, "INV2": other}, INV1=0.0, INV2=0.0)

    # === Certificates === #

    def test_without_its_certificate_it_is_refused(self):
        for proof in ({}, {"number": "C-17"}, {"file": FILE}, {"number": " ", "file": FILE}):
            with self.assertRaises(UserError) as caught:
                self.deduct(950.0, (self.withheld, 50.0, proof))
            self.assertIn("against a certificate", str(caught.exception))

    def test_a_certificate_that_may_follow_is_awaited(self):
        self.withheld.may_follow = True
        payment = self.deduct(950.0, (self.withheld, 50.0, {}))
        deduction = payment.deduction_ids
        self.assertTrue(deduction.is_awaited and payment.awaits_certificate)
        clerk = self.person("deduction_clerk", CLERK)
        self.call(clerk, deduction._name, "write", deduction.ids, {"number": "C-18"})
        self.assertTrue(deduction.is_awaited)
        self.call(clerk, deduction._name, "write", deduction.ids, {"file": FILE.decode()})
        self.assertFalse(deduction.is_awaited)
        for values in ({"number": "C-19"}, {"file": False}, {"amount": 1.0}, {"is_awaited": True}):
            with self.assertRaises(UserError):
                self.call(clerk, deduction._name, "write", deduction.ids, values)
        with self.assertRaises(UserError):
            self.call(clerk, deduction._name, "unlink", deduction.ids)
        with self.assertRaises(UserError):
            payment.write({"deduction_ids": [Command.clear()]})
        with self.assertRaises(UserError):
            values = {"payment_id": payment.id, "kind_id": self.fee.id, "amount": 1.0}
            self.call(clerk, deduction._name, "create", [values])

    # === By whom === #

    def test_a_clerk_deducts_up_to_what_the_kind_allows(self):
        clerk = self.person("fee_clerk", CLERK)
        with self.assertRaises(UserError) as caught:
            self.deduct(969.99, (self.fee, 30.01, {}), user=clerk)
        self.assertIn("$\xa030.00", str(caught.exception).replace("$ ", "$\xa0"))
        self.deduct(970.0, (self.fee, 30.0, {}), user=clerk)
        self.assertEqual(self.invoice.lifecycle_status, "paid")

    def test_without_a_limit_a_clerk_deducts_what_is_proven(self):
        clerk = self.person("proof_clerk", CLERK)
        self.fee.amount_max = 0.0
        with self.assertRaises(UserError):
            self.deduct(999.99, (self.fee, 0.01, {}), user=clerk)
        self.withheld.may_follow = True
        with self.assertRaises(UserError):
            self.deduct(950.0, (self.withheld, 50.0, {}), user=clerk)
        self.deduct(950.0, (self.withheld, 50.0, self.proof()), user=clerk)
        self.assertEqual(self.invoice.lifecycle_status, "paid")

    def test_a_payment_to_a_supplier_has_none(self):
        payment = self.env["account.payment"].create(
            {"payment_type": "outbound", "partner_type": "supplier", "amount": 10.0}
        )
        with self.assertRaises(UserError):
            payment.deduction_ids = [Command.create({"kind_id": self.fee.id, "amount": 1.0})]

    def test_nothing_is_awaited_of_a_payment_that_was_undone(self):
        self.withheld.may_follow = True
        payment = self.deduct(950.0, (self.withheld, 50.0, {}))
        self.correct(payment)
        self.assertFalse(payment.deduction_ids.is_awaited)

    def test_back_to_draft_it_is_booked_as_it_says_then(self):
        """Changed, taken out, beside another amount: the entry is that of the new plan."""
        self.company.payment_correction_policy = "until_transferred"
        for fee, money in ((5.0, 995.0), (15.0, 980.0), (None, 1000.0)):
            payment = self.deduct(970.0, (self.fee, 20.0, {}), (self.withheld, 10.0, self.proof()))
            payment.action_draft()
            self.end_of_transaction()
            if fee:
                payment.deduction_ids[1].unlink()
                payment.deduction_ids.amount = fee
            else:
                payment.deduction_ids.unlink()
            payment.amount = money
            payment.action_propose_allocation()
            payment.action_post()
            self.end_of_transaction()
            self.assertEqual(payment.beyond_amount, fee or 0.0)
            self.assertEqual((self.cost_of(self.loss), self.cost_of(self.claim)), (fee or 0.0, 0))
            self.assertResiduals(
                {"INV1": self.invoice, "PAY": payment}, INV1=1000.0 - money - (fee or 0), PAY=0.0
            )
            payment.action_draft()
            payment.action_cancel()
            self.end_of_transaction()

    def test_who_invoices_deducts_more(self):
        self.deduct(900.0, (self.fee, 100.0, {}), user=self.person("fee_invoicing", INVOICING))
        self.assertEqual(self.invoice.lifecycle_status, "paid")

    def test_a_collector_reads_and_changes_nothing(self):
        collector = self.person("fee_collector", COLLECTOR)
        payment = self.deduct(985.0, (self.fee, 15.0, {}))
        deductions = payment.deduction_ids
        read = self.call(collector, deductions._name, "read", deductions.ids)
        self.assertEqual(read[0]["amount"], 15.0)
        for method, arguments in (("write", [{"number": "1"}]), ("unlink", [])):
            with self.assertRaises(AccessError):
                self.call(collector, deductions._name, method, deductions.ids, *arguments)

    def test_several_small_ones_do_not_pass_the_limit(self):
        clerk = self.person("many_clerk", CLERK)
        with self.assertRaises(UserError):
            self.deduct(940.0, (self.fee, 30.0, {}), (self.fee, 30.0, {}), user=clerk)

    def test_an_account_of_customers_is_refused(self):
        with self.assertRaises(UserError):
            self.fee.account_id = self.company_data["default_account_receivable"]

    def test_a_form_that_is_half_filled(self):
        form = self.payment_form(amount=950.0, journal_id=self.journal)
        with form.deduction_ids.new() as deduction:
            deduction.kind_id = self.fee
            deduction.amount = 0.01
        self.assertTrue(Form(form.save()))
