from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ....models.checks.identity import find_disagreements
from ....models.payments.corrections.refund import refundable_amount
from ....models.receipts.payment_content import payment_shares
from ..discount.discount_common import DiscountCommon

INVOICING = "account.group_account_invoice"


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestRetention(DiscountCommon):
    """A retention guarantee closes its document, and is owed on its day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.retained_account = cls.company_data["default_account_receivable"].copy(
            {"code": "411700", "name": "Retention guarantees"}
        )
        cls.retention = cls.env["receivables.deduction.kind"].create(
            {
                "name": "Retention guarantee",
                "account_id": cls.retained_account.id,
                "is_retention": True,
                "retention_months": 12,
            }
        )

    def retain(self, amount=950.0, retained=50.0, **values):
        payment = self.draft(amount, self.invoice, **values)
        payment.deduction_ids = [Command.create({"kind_id": self.retention.id, "amount": retained})]
        payment.action_propose_allocation()
        payment.action_post()
        self.end_of_transaction()
        return payment

    def owed(self, payment):
        return payment.move_id.line_ids.filtered("is_retained")

    def installment(self, line):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["receivables.installment"].browse(line.id)

    def assertAgreed(self):
        self.env.flush_all()
        self.assertFalse(find_disagreements(self.env, self.customer.ids))

    def test_no_more_is_retained_than_is_settled(self):
        payment = self.draft(0.01, self.invoice)
        payment.deduction_ids = [Command.create({"kind_id": self.retention.id, "amount": 5000.0})]
        with self.assertRaisesRegex(UserError, "settle at least"):
            payment.action_post()

    def test_it_closes_the_document_and_is_owed_on_its_day(self):
        payment = self.retain()
        line = self.owed(payment)
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual((line.account_id, line.amount_residual), (self.retained_account, 50.0))
        self.assertEqual(line.date_maturity, date(2027, 3, 5))
        self.assertEqual((payment.unallocated_amount, payment.allocation_state), (0.0, "full"))
        self.assertEqual((payment.beyond_amount, payment.allocated_amount), (50.0, 1000.0))
        self.assertFigures(950.0, 50.0, 0.0)
        self.assertAgreed()
        for document in (payment, self.invoice):
            said = document.retained_words.replace("\xa0", " ")
            self.assertEqual(said, "$ 50.00 retained, due on 03/05/2027")
        due = self.installment(line)
        self.assertEqual((due.status, due.date_due), ("due", date(2027, 3, 5)))
        self.assertIn("Retention guarantee", due.document)
        with freeze_time("2027-03-06"):
            self.assertEqual(self.installment(line).status, "overdue")

    def test_a_payment_settles_it(self):
        line = self.owed(self.retain())
        later = self.draft(50.0, self.invoice, allocation_line_ids=[], date="2027-03-05")
        with freeze_time("2027-03-05"):
            later.action_propose_allocation()
            self.assertEqual(later.allocation_line_ids.line_id, line)
            later.action_post()
            self.end_of_transaction()
            self.assertTrue(line.reconciled)
            self.assertFalse(self.invoice.retained_words)
            self.assertEqual(later.allocation_state, "full")
            self.assertFigures(1000.0, 0.0, 0.0)
            self.assertAgreed()
            self.assertEqual(self.installment(line).status, "settled")
            (share,) = payment_shares(self.env, later)
            self.assertIn("Retention guarantee (PBNK1/2026", share["document"])

    def test_the_statement_says_it(self):
        self.retain()
        statement = self.env["receivables.statement"].create(
            {
                "partner_ids": [Command.set(self.customer.ids)],
                "date_from": "2026-03-01",
                "date_to": "2026-03-31",
            }
        )
        said = statement.get_statements()[0]
        self.assertEqual(said["closing"], 50.0)
        words = {line["description"]: line["debit"] - line["credit"] for line in said["lines"]}
        self.assertEqual(words["Retention guarantee"], 50.0)
        self.assertIn(-1000.0, words.values())
        self.assertTrue([each for each in words if "950.00, Retention guarantee" in each], words)

    def test_a_correction_takes_it_back(self):
        payment = self.retain()
        again = self.correct(payment)
        self.assertFalse(self.owed(payment).amount_residual)
        self.assertResiduals({"INV1": self.invoice}, INV1=1000.0)
        again.action_post()
        self.end_of_transaction()
        self.assertEqual(self.owed(again).amount_residual, 50.0)
        self.assertEqual(self.owed(again).date_maturity, date(2027, 3, 5))
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertAgreed()

    def test_what_was_paid_of_it_is_credit_once_it_is_undone(self):
        payment = self.retain()
        later = self.draft(50.0, self.invoice, allocation_line_ids=[])
        later.action_propose_allocation()
        later.action_post()
        self.end_of_transaction()
        again = self.correct(payment)
        self.assertEqual(again.allocation_line_ids.line_id.move_id, self.invoice)
        self.assertEqual(later.unallocated_amount, 50.0)
        self.assertAgreed()

    def test_it_goes_with_the_allocation_that_is_removed(self):
        payment = self.retain()
        lines = self.invoice.line_ids.filtered(lambda each: each.display_type == "payment_term")
        lines.remove_move_reconcile()
        self.end_of_transaction()
        self.assertFalse(self.owed(payment).amount_residual)
        self.assertEqual(payment.unallocated_amount, 950.0)
        self.assertResiduals({"INV1": self.invoice}, INV1=1000.0)
        self.assertAgreed()
        self.correct(payment)
        self.assertAgreed()

    def test_it_is_no_money_that_can_be_given_back(self):
        payment = self.retain()
        self.assertEqual(refundable_amount(payment), 950.0)
        self.refund(payment, 950.0)
        self.assertResiduals({"INV1": self.invoice}, INV1=1000.0)
        self.assertFalse(self.owed(payment).amount_residual)
        self.assertAgreed()

    def test_back_to_draft_it_is_booked_again(self):
        self.company.payment_correction_policy = "until_transferred"
        payment = self.retain()
        payment.action_draft()
        payment.deduction_ids.amount = 40.0
        payment.amount = 960.0
        payment.action_propose_allocation()
        payment.action_post()
        self.end_of_transaction()
        self.assertEqual(self.owed(payment).mapped("amount_residual"), [40.0])
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertAgreed()

    def test_an_insurer_pays_and_the_customer_owes_it(self):
        payer = self.env["res.partner"].create({"name": "Insurer", "is_company": True})
        other = self.other_customer
        payment = self.draft(950.0, self.invoice, payer_id=payer.id)
        payment.partner_id = other
        payment.allocation_line_ids.amount = 1000.0
        payment.deduction_ids = [Command.create({"kind_id": self.retention.id, "amount": 50.0})]
        payment.action_post()
        self.end_of_transaction()
        self.assertEqual(self.owed(payment).partner_id, self.customer)
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertAgreed()

    # === Refused === #

    def test_without_a_day_it_is_refused(self):
        self.retention.retention_months = 0
        with self.assertRaises(UserError) as caught:
            self.retain()
        self.assertIn("enter the day on which it is due", str(caught.exception))
        self.retention.retention_months = 12
        payment = self.draft(950.0, self.invoice)
        payment.deduction_ids = [
            Command.create({"kind_id": self.retention.id, "amount": 50.0, "date_due": "2026-03-04"})
        ]
        payment.action_propose_allocation()
        with self.assertRaises(UserError):
            payment.action_post()

    def test_of_documents_of_several_customers_it_is_refused(self):
        other = self.book("2026-03-01 invoice INV2 500.00", customer=self.other_customer)["INV2"]
        payer = self.env["res.partner"].create({"name": "Insurer", "is_company": True})
        payment = self.draft(1450.0, self.invoice + other, payer_id=payer.id)
        payment.deduction_ids = [Command.create({"kind_id": self.retention.id, "amount": 50.0})]
        for line in payment.allocation_line_ids:
            line.amount = line.amount_residual
        with self.assertRaises(UserError) as caught:
            payment.action_post()
        self.assertIn("is owed by one customer", str(caught.exception))

    def test_its_account_is_one_of_its_own(self):
        with self.assertRaises(UserError):
            self.retention.account_id = self.company_data["default_account_expense"]
        self.retention.account_id = self.company_data["default_account_receivable"]
        with self.assertRaises(UserError) as caught:
            self.retain()
        self.assertIn("an account of its own", str(caught.exception))

    def test_a_kind_that_was_deducted_keeps_its_account(self):
        self.retain()
        with self.assertRaises(UserError) as caught:
            self.retention.account_id = self.company_data["default_account_receivable"]
        self.assertIn("Archive it", str(caught.exception))
        self.retention.write({"account_id": self.retained_account.id, "name": "Guarantee"})

    def test_nobody_says_that_an_item_is_retained(self):
        invoicing = self.person("retention_forger", INVOICING)
        lines = self.invoice.line_ids
        for method, ids, values in (
            ("write", lines.ids, {"is_retained": True}),
            ("create", [], None),
        ):
            with self.assertRaises(UserError) as caught:
                if values:
                    self.call(invoicing, lines._name, method, ids, values)
                else:
                    entry = {
                        "move_type": "entry",
                        "line_ids": [
                            Command.create({"account_id": account.id, "is_retained": True})
                            for account in (self.retained_account, self.loss)
                        ],
                    }
                    self.call(invoicing, "account.move", "create", [entry])
            self.assertIn("booked with their payment", str(caught.exception))
