from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .payer_common import PayerCommon


@tagged("post_install", "-at_install")
class TestPayerRefusals(PayerCommon):
    """What cannot be paid for somebody else, in one sentence."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company = cls.setup_other_company()["company"]

    def test_without_payer_only_the_customers_own_documents(self):
        docs = self._invoices()
        with self.assertRaisesRegex(ValidationError, "not a document of ACME.*Paid by"):
            self._pay(100.0, {docs["INV2"]: 33.33}, payer_id=False)
        payment = self._pay(100.0, {docs["INV2"]: 33.33})
        with self.assertRaisesRegex(ValidationError, "not a document of ACME"):
            payment.payer_id = False
        payment.write({"payer_id": False, "allocation_line_ids": [Command.clear()]})
        payment.action_post()
        self.assertEqual(payment.unallocated_amount, 100.0)

    def test_a_contact_of_the_customer_is_no_third_party(self):
        docs = self._invoices()
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        with self.assertRaisesRegex(ValidationError, "not a document of ACME"):
            self._pay(100.0, {docs["INV2"]: 33.33}, payer_id=contact.id)

    def test_a_payer_of_another_company(self):
        self.payer.company_id = self.other_company
        with self.assertRaisesRegex(ValidationError, "payer belongs to another company"):
            self._pay(100.0, {})

    def test_a_payer_who_moved_to_another_company_since(self):
        payment = self._pay(100.0, {})
        self.payer.company_id = self.other_company
        with self.assertRaisesRegex(ValidationError, "payer belongs to another company"):
            payment.action_post()
        self.assertEqual((payment.state, payment.move_id.id), ("draft", False))

    def test_a_customer_of_another_company(self):
        docs = self._invoices()
        self.cr.execute(
            "UPDATE res_partner SET company_id = %s WHERE id = %s",
            (self.other_company.id, self.other_customer.id),
        )
        self.other_customer.invalidate_recordset(["company_id"])
        with self.assertRaisesRegex(ValidationError, "customer of .* belongs to another company"):
            self._pay(100.0, {docs["INV2"]: 33.33})

    def test_a_document_of_another_company(self):
        theirs = self.init_invoice(
            "out_invoice",
            partner=self.other_customer,
            amounts=[50.0],
            company=self.other_company,
            post=True,
        )
        with self.assertRaisesRegex(ValidationError, "document of another company"):
            self._pay(100.0, {theirs: 50.0})

    def test_more_than_received(self):
        docs = self._invoices()
        payment = self._pay(100.0, {docs["INV1"]: 90.0, docs["INV2"]: 10.01})
        with self.assertRaisesRegex(UserError, "Lower the amounts to settle"):
            payment.action_post()
        self.assertEqual((payment.state, payment.move_id.id), ("draft", False))

    def test_credit_notes_of_one_customer_do_not_pay_for_another(self):
        docs = self._invoices()
        docs |= self.book("2026-01-05 credit_note CN2 50.00", self.other_customer)
        payment = self._pay(70.0, {docs["INV1"]: 100.0, docs["INV2"]: 20.0, docs["CN2"]: -50.0})
        with self.assertRaisesRegex(UserError, "credit notes of Globex exceed .*30.00"):
            payment.action_post()
        self.assertEqual((payment.state, payment.move_id.id), ("draft", False))

    def test_more_than_what_is_open_on_one_of_them(self):
        """The money is booked all the same: the rest is credit of the customer of the payment."""
        docs = self._invoices()
        payment = self._pay(100.0, {docs["INV1"]: 10.0, docs["INV2"]: 33.34})
        payment.action_post()
        self.assertResiduals(docs, INV1=90.0, INV2=0.0)
        self.assertEqual(payment.unallocated_amount, 56.67)

    def test_a_document_that_is_not_on_a_receivable_account(self):
        account = self.company_data["default_account_receivable"].copy(
            {"code": "416000", "account_type": "asset_current", "reconcile": True}
        )
        entry = self.env["account.move"].create(
            {
                "line_ids": [
                    Command.create(
                        {
                            "account_id": account_id,
                            "balance": balance,
                            "partner_id": self.other_customer.id,
                        }
                    )
                    for account_id, balance in (
                        (account.id, 50.0),
                        (self.company_data["default_account_revenue"].id, -50.0),
                    )
                ]
            }
        )
        entry.action_post()
        payment = self._pay(100.0, {})
        doubtful = entry.line_ids.filtered(lambda line: line.account_id == account)
        with self.assertRaisesRegex(ValidationError, "not a receivable account"):
            payment.allocation_line_ids = [Command.create({"line_id": doubtful.id, "amount": 50.0})]
