"""Core's own ways of matching obey the rule of the service: a credit is for its own customer."""

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestCoreWays(ReceivablesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book(
            """
            2026-01-01  invoice      INV1  100.00
            2026-01-02  invoice      INV2   50.00
            2026-01-03  payment      PAY1   80.00
            2026-01-04  credit_note  CN1    20.00
            """
        )
        cls.docs |= cls.book(
            """
            2026-01-01  invoice      INV9  100.00
            2026-01-03  payment      PAY9   80.00
            2026-01-04  credit_note  CN9    20.00
            """,
            customer=cls.other_customer,
        )
        cls.invoicing = new_test_user(
            cls.env,
            "invoicing_ways",
            groups="base.group_user,account.group_account_invoice",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def line(self, name):
        return self.receivable(self.docs[name]).with_user(self.invoicing)

    def assertRefused(self, act):
        # assertRaisesRegex does not roll back.
        with self.assertRaises(UserError) as caught:
            act()
        self.assertIn("settles the documents of its own customer", str(caught.exception))

    # === Another customer's credit === #

    def test_the_list_of_credits_on_an_invoice(self):
        invoice = self.docs["INV1"].with_user(self.invoicing)
        for name in ("PAY9", "CN9"):
            credit = self.line(name)
            self.assertRefused(lambda credit=credit: invoice.js_assign_outstanding_line(credit.id))
        self.assertResiduals(self.docs, INV1=100.0, PAY9=80.0, CN9=20.0)

    def test_items_matched_by_hand(self):
        self.assertRefused((self.line("INV1") + self.line("PAY9")).reconcile)
        self.assertRefused((self.line("INV9") + self.line("CN1")).reconcile)
        self.assertResiduals(self.docs, INV1=100.0, INV9=100.0, PAY9=80.0, CN1=20.0)

    def test_items_named_on_an_item(self):
        line, other = self.line("INV1"), self.line("PAY9")
        self.assertRefused(lambda: line.write({"reconciled_lines_ids": [Command.set(other.ids)]}))
        self.assertResiduals(self.docs, INV1=100.0, PAY9=80.0)

    def test_marks_of_an_import(self):
        move = self.env["account.move"].with_user(self.invoicing)
        account = self.line("INV1").account_id
        entry = move.create(
            {
                "journal_id": self.company_data["default_journal_misc"].id,
                "line_ids": [
                    Command.create(
                        {
                            "account_id": account.id,
                            "partner_id": partner.id,
                            "balance": balance,
                            "matching_number": "I1",
                        }
                    )
                    for partner, balance in ((self.customer, 10.0), (self.other_customer, -10.0))
                ],
            }
        )
        self.assertRefused(entry.action_post)

    def test_the_dialog_for_documents_of_another(self):
        for role in ("base.group_user,account.group_account_invoice", None):
            user = self.invoicing
            if not role:
                user = self.person("clerk_ways", "receivables_ext.group_receivables_user")
            invoices = (self.docs["INV1"] + self.docs["INV2"]).with_user(user)
            action = invoices.action_register_payment()
            dialog = self.env[action["res_model"]].with_user(user)
            dialog = dialog.with_context(**action["context"]).create({"group_payment": True})
            dialog.partner_id = self.other_customer
            self.assertRefused(dialog._create_payments)
            self.assertResiduals(self.docs, INV1=100.0, INV2=50.0)

    # === What stays possible === #

    def test_own_credits(self):
        invoice = self.docs["INV1"].with_user(self.invoicing)
        for name in ("PAY1", "CN1"):
            invoice.js_assign_outstanding_line(self.line(name).id)
        self.assertResiduals(self.docs, INV1=0.0, PAY1=0.0, CN1=0.0)

    def test_a_contact_pays_for_its_company(self):
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        account = self.line("INV1").account_id
        bank = self.journal.default_account_id
        entry = self.env["account.move"].create(
            {
                "journal_id": self.company_data["default_journal_misc"].id,
                "line_ids": [
                    Command.create(
                        {"account_id": item.id, "partner_id": contact.id, "balance": balance}
                    )
                    for item, balance in ((bank, 30.0), (account, -30.0))
                ],
            }
        )
        entry.action_post()
        credit = entry.line_ids.filtered(lambda line: line.account_id == account)
        self.assertEqual(credit.partner_id, contact)
        (credit.with_user(self.invoicing) + self.line("INV1")).reconcile()
        self.assertResiduals(self.docs, INV1=70.0)

    def test_a_third_party_pays_for_its_customers(self):
        payer = self.env["res.partner"].create({"name": "Insurer"})
        payment = self.book("2026-02-01 draft P1 60.00")["P1"]
        payment.payer_id = payer
        payment.action_post()
        invoice = self.docs["INV1"].with_user(self.invoicing)
        invoice.js_assign_outstanding_line(self.receivable(payment).id)
        self.assertResiduals(self.docs, INV1=40.0)

    def test_a_line_of_the_bank_that_names_nobody(self):
        statement = self.env["account.bank.statement.line"].create(
            {"journal_id": self.journal.id, "date": "2026-02-01", "amount": 100.0}
        )
        _liquidity, suspense, _other = statement._seek_for_lines()
        suspense.account_id = self.line("INV1").account_id
        (suspense.with_user(self.invoicing) + self.line("INV1")).reconcile()
        self.assertResiduals(self.docs, INV1=0.0)

    def test_an_exchange_difference(self):
        currency = self.setup_other_currency(
            "EUR", rates=[("2026-01-01", 2.0), ("2026-02-01", 1.6)]
        )
        docs = self.book(
            "2026-01-10 invoice INV 100.00\n2026-02-10 payment PAY 100.00", currency=currency
        )
        lines = self.receivable(docs["INV"]) + self.receivable(docs["PAY"])
        lines.with_user(self.invoicing).reconcile()
        self.assertTrue(lines.matched_credit_ids.exchange_move_id)
        self.assertResiduals(docs, INV=0.0, PAY=0.0)

    def test_a_programme_with_all_rights(self):
        """An online payment of somebody signed in settles the invoice whose link they had."""
        (self.line("INV1") + self.line("PAY9")).sudo().reconcile()
        self.assertResiduals(self.docs, INV1=20.0, PAY9=0.0)

    def test_several_customers_in_one_dialog(self):
        action = (self.docs["INV1"] + self.docs["INV9"]).action_register_payment()
        dialog = Form(self.env[action["res_model"]].with_context(**action["context"])).save()
        dialog.with_user(self.invoicing)._create_payments()
        self.assertResiduals(self.docs, INV1=0.0, INV9=0.0)

    def test_suppliers_are_left_to_core(self):
        bill = self.init_invoice(
            "in_invoice", partner=self.customer, amounts=[10.0], post=True, taxes=[]
        )
        refund = self.init_invoice(
            "in_refund", partner=self.other_customer, amounts=[10.0], post=True, taxes=[]
        )
        lines = (bill + refund).line_ids.filtered(
            lambda line: line.account_type == "liability_payable"
        )
        lines.with_user(self.invoicing).reconcile()
        self.assertEqual(bill.amount_residual, 0.0)
