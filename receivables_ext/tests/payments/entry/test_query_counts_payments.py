from datetime import timedelta

from lxml import etree

from odoo.fields import Command, Date
from odoo.tests import tagged

from ....models.payments.corrections import refund
from ...common import ReceivablesCommon

COUNT = 40


@tagged("post_install", "-at_install")
class TestQueryCountsPayments(ReceivablesCommon):
    """Lists take as many queries for forty rows as for five; posting grows as core's does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls.env["res.partner"].create(
            [{"name": f"Customer {number}"} for number in range(COUNT)]
        )

    def queries(self, deed):
        """Queries of ``deed`` from an empty cache."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        deed()
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def assertConstant(self, read):
        """As many queries to read forty records as five, one of each sort."""
        self.queries(lambda: read(COUNT))  # what is read once for the registry
        self.assertEqual(self.queries(lambda: read(COUNT)), self.queries(lambda: read(5)))

    def drafts(self, customers, date="2026-02-01", **values):
        return self.env["account.payment"].create(
            [
                {
                    "payment_type": "inbound",
                    "partner_type": "customer",
                    "partner_id": customer.id,
                    "amount": 10.0 + number,
                    "date": date,
                    "journal_id": self.journal.id,
                    **values,
                }
                for number, customer in enumerate(customers)
            ]
        )

    def lived_payments(self):
        """Forty payments; some of each ten were refunded, returned, to correct, with evidence."""
        payments = self.drafts(self.customers)
        payments.action_post()
        method = self.journal.outbound_payment_method_line_ids[:1]
        outbound = {"journal_id": self.journal.id, "payment_method_line_id": method.id}
        reason = self.env.ref("receivables_ext.return_reason_am04")
        self.company.correction_approval_amount = 1.0
        today = Date.today()
        for payment in payments[::10]:
            refund.refund_payment(payment, 5.0, "Less", **outbound)
        for payment in payments[1::10]:
            self.env["receivables.payment.return"]._return(payment, today, reason)
        for payment in payments[2::10]:
            self.env["receivables.payment.correction"]._request(payment, "Wrong", today)
        for payment in payments[3::10]:
            owner = {"res_model": payment._name, "res_id": payment.id}
            self.env["ir.attachment"].create({"name": "scan.pdf", "raw": b"%PDF", **owner})
        return payments

    def scheduled_invoices(self):
        """Forty invoices, each with a payment that is scheduled on it."""
        invoices = self.env["account.move"]
        for customer in self.customers:
            invoices |= self.book("2026-01-01 invoice INV 100.00", customer)["INV"]
        payments = self.drafts(self.customers, Date.today() + timedelta(30))
        for payment, invoice in zip(payments, invoices, strict=True):
            plan = {"line_id": self.receivable(invoice).id, "amount": payment.amount}
            payment.allocation_line_ids = [Command.create(plan)]
        payments.action_schedule()
        return invoices, payments

    # === Lists === #

    def specification(self, model, view):
        arch = self.env[model].get_view(self.env.ref(view).id, "list")["arch"]
        names = {node.get("name") for node in etree.fromstring(arch).xpath("/list/field")}
        return {
            name: {"fields": {"display_name": {}}} if field.relational else {}
            for name in names
            if (field := self.env[model]._fields[name])
        }

    def test_list_of_payments(self):
        ids = self.lived_payments().ids
        fields = self.specification("account.payment", "account.view_account_payment_tree")
        self.assertLess({"unallocated_amount", "collection_state", "has_evidence"}, {*fields})
        Payment = self.env["account.payment"].with_context(default_partner_type="customer")
        self.assertConstant(
            lambda count: Payment.web_search_read([("id", "in", ids[:count])], fields)
        )

    def test_columns_that_people_may_add_to_it(self):
        payments = self.lived_payments()
        names = ["refunded_amount", "has_evidence", "correction_requested_id", "return_label"]
        for name in names:
            with self.subTest(name):
                self.assertConstant(lambda count, name=name: payments[:count].read([name]))

    def test_list_of_invoices_with_scheduled_amounts(self):
        invoices, _payments = self.scheduled_invoices()
        fields = self.specification("account.move", "account.view_out_invoice_tree")
        fields |= {"scheduled_amount": {}, "scheduled_payment_date": {}}
        self.assertEqual(len(set(invoices.mapped("scheduled_amount"))), COUNT)
        self.assertConstant(lambda count: invoices[:count].web_read(fields))

    def test_list_of_scheduled_payments(self):
        _invoices, payments = self.scheduled_invoices()
        fields = self.specification("account.payment", "account.view_account_payment_tree")
        self.assertConstant(lambda count: payments[:count].web_read(fields))

    # === Posting === #

    def test_posting_grows_as_core_does(self):
        """Payments to vendors are core's alone: same entries, none of our checks."""

        def slope(**values):
            few, many = (
                self.queries(self.drafts(self.customers[:count], **values).action_post)
                for count in (10, 30)
            )
            return (many - few) / 20

        self.drafts(self.customers[:1]).action_post()  # what is read once for the registry
        outbound = {"payment_type": "outbound", "partner_type": "supplier"}
        self.assertLessEqual(slope(), slope(**outbound))
