from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .receipt_common import ReceiptCommon


@tagged("post_install", "-at_install")
class TestReceiptSight(ReceiptCommon):
    """The receipt of a payment names customers and documents: only for those who may see all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.payer = cls.env["res.partner"].create({"name": "Holding"})

    def member(self, login, group, **values):
        return new_test_user(
            self.env,
            login,
            groups=group,
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
            **values,
        )

    def receipt_of(self, invoices, **values):
        plan = [
            Command.create({"line_id": self.receivable(invoice).id, "amount": 100.0})
            for invoice in invoices
        ]
        values = {"amount": 100.0 * len(invoices), "allocation_line_ids": plan, **values}
        payment = self.pay(invoices[0], **values)
        receipt = self.issue._queue_payment(payment)
        self.run_cron()
        self.assertArchived(receipt)
        return receipt

    def invoice(self, customer):
        return self.book("2026-01-01 invoice INV 100", customer)["INV"]

    def assertReads(self, user, receipt, expected):
        self.env.invalidate_all()
        self.assertEqual(receipt.with_user(user).has_access("read"), expected)
        self.assertEqual(receipt in receipt.with_user(user).search([]), expected)
        # Customers have the file by the page of the document only.
        has_file = receipt.sudo().attachment_id.with_user(user).has_access("read")
        self.assertEqual(has_file, expected and user._is_internal())

    def test_a_customer_does_not_read_what_was_paid_for_others(self):
        user = self.member("acme_portal", "base.group_portal", partner_id=self.customer.id)
        together = self.receipt_of(
            [self.invoice(self.customer), self.invoice(self.other_customer)],
            payer_id=self.payer.id,
        )
        alone = self.receipt_of([self.invoice(self.customer)], payer_id=self.payer.id)
        self.assertReads(user, together, False)
        self.assertReads(user, alone, True)

    def test_a_customer_of_whom_only_the_credit_is_left_neither(self):
        user = self.member("acme_portal", "base.group_portal", partner_id=self.customer.id)
        receipt = self.receipt_of(
            [self.invoice(self.other_customer)],
            partner_id=self.customer.id,
            payer_id=self.payer.id,
            amount=150.0,
        )
        self.assertEqual(receipt.partner_id, self.customer)
        self.assertReads(user, receipt, False)

    def test_a_salesperson_reads_it_when_all_customers_are_his(self):
        own, other = (
            self.member(login, "base.group_user,sales_team.group_sale_salesman")
            for login in ("sales_own", "sales_other")
        )
        self.customer.user_id = self.other_customer.user_id = own
        receipt = self.receipt_of(
            [self.invoice(self.customer), self.invoice(self.other_customer)],
            payer_id=self.payer.id,
        )
        self.assertReads(own, receipt, True)
        self.other_customer.user_id = other
        self.assertReads(own, receipt, False)
        self.assertReads(other, receipt, False)

    def test_a_hidden_station_hides_the_receipt_that_names_its_invoice(self):
        clerk = self.member("clerk", "base.group_user,receivables_ext.group_receivables_user")
        lyon, paris = self.env["receivables.station"].create(
            [
                {
                    "code": code,
                    "name": code,
                    "company_id": self.company.id,
                    "user_ids": [Command.set(users.ids)],
                }
                for code, users in (("LYON", clerk), ("PARIS", self.env["res.users"]))
            ]
        )
        here, there = self.invoice(self.customer), self.invoice(self.customer)
        here.station_id, there.station_id = lyon, paris
        self.company.station_restricted = True
        receipt = self.receipt_of([here, there], station_id=lyon.id)
        self.assertReads(clerk, receipt, False)
        self.company.station_restricted = False
        self.assertReads(clerk, receipt, True)
