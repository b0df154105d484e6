from odoo.fields import Command
from odoo.tests import Form, tagged

from .payer_common import PayerCommon


@tagged("post_install", "-at_install")
class TestPayer(PayerCommon):
    """One transfer of a third party settles the documents of several customers."""

    # === The entry === #

    def test_one_line_for_the_bank_and_one_for_each_customer(self):
        docs = self._invoices()
        payment = self._pay(250.0, {docs["INV1"]: 100.0, docs["INV2"]: 33.33, docs["INV3"]: 60.0})
        self.assertFigures(
            ACME=(0.0, 100.0), Globex=(0.0, 33.33), Initech=(0.0, 66.67), Holding=(0.0, 0.0)
        )
        payment.action_post()
        self.assertEqual(
            self._entry(payment),
            {
                ("Holding", 250.0, 250.0),
                ("ACME", -156.67, -156.67),
                ("Globex", -33.33, -33.33),
                ("Initech", -60.0, -60.0),
            },
        )
        self.assertResiduals(docs, INV1=0.0, INV2=0.0, INV3=6.67)
        self.assertFigures(
            ACME=(156.67, -56.67), Globex=(33.33, 0.0), Initech=(60.0, 6.67), Holding=(0.0, 0.0)
        )
        self.assertEqual((payment.unallocated_amount, payment.allocation_state), (56.67, "partial"))
        self.assertEqual(self.customer.amount_to_use, 56.67)

    def test_another_currency_is_exact_in_both(self):
        currency = self.setup_other_currency("EUR", rates=[("2026-01-01", 3.0)])
        docs = self._invoices(currency)
        payment = self._pay(
            200.0, {docs["INV1"]: 100.0, docs["INV2"]: 33.33, docs["INV3"]: 66.67}, currency
        )
        payment.action_post()
        self.assertEqual(
            self._entry(payment),
            {
                ("Holding", 200.0, 66.67),
                ("ACME", -100.0, -33.34),
                ("Globex", -33.33, -11.11),
                ("Initech", -66.67, -22.22),
            },
        )
        self.assertResiduals(docs, INV1=0.0, INV2=0.0, INV3=0.0)
        self.assertEqual(payment.allocation_state, "full")
        self.assertTrue(payment.is_reconciled)
        self.assertFigures(
            ACME=(33.34, 0.0), Globex=(11.11, 0.0), Initech=(22.22, 0.0), Holding=(0.0, 0.0)
        )

    def test_nothing_for_the_customer_of_the_payment_leaves_no_line_of_his(self):
        docs = self._invoices()
        payment = self._pay(100.0, {docs["INV2"]: 33.33, docs["INV3"]: 66.67})
        payment.action_post()
        self.assertEqual(
            self._entry(payment),
            {("Holding", 100.0, 100.0), ("Globex", -33.33, -33.33), ("Initech", -66.67, -66.67)},
        )
        self.assertFigures(
            ACME=(0.0, 100.0), Globex=(33.33, 0.0), Initech=(66.67, 0.0), Holding=(0.0, 0.0)
        )

    def test_a_credit_note_reduces_the_share_of_its_own_customer(self):
        docs = self._invoices()
        docs |= self.book("2026-01-05 credit_note CN2 13.33", self.other_customer)
        payment = self._pay(120.0, {docs["INV1"]: 100.0, docs["INV2"]: 33.33, docs["CN2"]: -13.33})
        payment.action_post()
        self.assertEqual(
            self._entry(payment),
            {("Holding", 120.0, 120.0), ("ACME", -100.0, -100.0), ("Globex", -20.0, -20.0)},
        )
        self.assertResiduals(docs, INV1=0.0, INV2=0.0, CN2=0.0)

    def test_each_document_keeps_its_own_account(self):
        account = self.company_data["default_account_receivable"].copy({"code": "411999"})
        self.other_customer.property_account_receivable_id = account
        docs = self._invoices()
        payment = self._pay(133.33, {docs["INV1"]: 100.0, docs["INV2"]: 33.33})
        payment.action_post()
        self.assertResiduals(docs, INV1=0.0, INV2=0.0)
        self.assertEqual(
            payment.move_id.line_ids.filtered(lambda l: l.account_id == account).balance, -33.33
        )

    def test_a_payer_of_the_customers_own_company_is_the_customer(self):
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        payment = self._pay(70.0, {}, payer_id=contact.id)
        payment.action_post()
        self.assertEqual(self._entry(payment), {("ACME", 70.0, 70.0), ("ACME", -70.0, -70.0)})

    def test_a_payer_without_documents_gives_a_credit_to_the_customer(self):
        payment = self._pay(70.0, {})
        payment.action_post()
        self.assertEqual(self._entry(payment), {("Holding", 70.0, 70.0), ("ACME", -70.0, -70.0)})
        self.assertFigures(
            ACME=(70.0, -70.0), Globex=(0.0, 0.0), Initech=(0.0, 0.0), Holding=(0.0, 0.0)
        )

    # === A draft that has an entry === #

    def test_an_entry_made_before_the_plan_is_shared_at_registration(self):
        self.company.payment_correction_policy = "until_transferred"
        docs = self._invoices()
        payment = self.book("2026-02-01 payment PAY1 150.00")["PAY1"]
        payment.action_draft()
        self.assertTrue(payment.move_id)
        payment.payer_id = self.payer
        payment.allocation_line_ids = [
            Command.create({"line_id": self.receivable(docs[name]).id, "amount": 30.0})
            for name in ("INV2", "INV3")
        ]
        payment.action_post()
        shares = {("ACME", -90.0, -90.0), ("Globex", -30.0, -30.0), ("Initech", -30.0, -30.0)}
        self.assertEqual(self._entry(payment), {("Holding", 150.0, 150.0)} | shares)
        self.assertResiduals(docs, INV1=100.0, INV2=3.33, INV3=36.67)

    def test_a_shared_entry_reset_to_draft_follows_what_changes(self):
        self.company.payment_correction_policy = "until_transferred"
        docs = self._invoices()
        payment = self._pay(100.0, {docs["INV2"]: 33.33, docs["INV3"]: 66.67})
        payment.action_post()
        payment.action_draft()
        payment.action_post()
        self.assertResiduals(docs, INV1=100.0, INV2=0.0, INV3=0.0)
        payment.action_draft()
        payment.write({"amount": 70.0, "payer_id": False})
        payment.action_post()
        self.assertEqual(self._entry(payment), {("ACME", 70.0, 70.0), ("ACME", -70.0, -70.0)})
        self.assertResiduals(docs, INV1=100.0, INV2=33.33, INV3=66.67)

    # === The form === #

    def test_the_form_proposes_what_the_payer_names(self):
        docs = self._invoices()
        form = self.payment_form(amount=150.0, payer_id=self.payer)
        self.assertEqual(len(form.allocation_line_ids), 1)
        form.memo = f"Pour {docs['INV2'].name}, {docs['INV3'].name}"
        payment = form.save()
        self.assertEqual(
            [(l.partner_id.name, l.amount, l.reason) for l in payment.allocation_line_ids],
            [
                ("ACME", 50.0, "oldest_due"),
                ("Globex", 33.33, "instruction"),
                ("Initech", 66.67, "instruction"),
            ],
        )
        with Form(payment, view="account.view_account_payment_form") as form:
            form.payer_id = self.env["res.partner"]
        self.assertEqual(payment.allocation_line_ids.partner_id, self.customer)

    def test_a_document_of_another_customer_is_added_by_its_number(self):
        docs = self._invoices()
        form = self.payment_form(amount=120.0, payer_id=self.payer)
        with form.allocation_line_ids.new() as line:
            line.line_id = self.receivable(docs["INV3"])
        payment = form.save()
        payment.action_post()
        self.assertResiduals(docs, INV1=0.0, INV2=33.33, INV3=46.67)

    def test_payments_are_found_by_their_payer(self):
        payment = self._pay(70.0, {})
        Payment = self.env["account.payment"]
        self.assertEqual(Payment.search([("payer_id", "=", self.payer.id)]), payment)
        groups = Payment._read_group([("id", "=", payment.id)], ["payer_id"], ["amount:sum"])
        self.assertEqual(groups, [(self.payer, 70.0)])
