from odoo.tests import HttpCase, new_test_user, tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestInvoiceTours(ReceivablesCommon, HttpCase):
    """The life of an invoice in a browser, by somebody who invoices and configures nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = new_test_user(
            cls.env,
            "invoices_clerk",
            groups="base.group_user,account.group_account_invoice",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    def tour(self, name, url):
        self.start_tour(url, name, login=self.clerk.login)
        self.env.invalidate_all()

    def test_an_invoice_is_modified_with_a_reason(self):
        invoice = self.book("2026-03-01 invoice INV1 1000.00 2026-03-31")["INV1"]
        self.tour("receivables_modify_invoice", "/odoo/receivables-invoices")
        self.assertEqual(invoice.revision_ids.sorted("rank").mapped("number"), ["1.0", "1.1"])
        self.assertEqual(invoice.revision_ids.sorted("rank")[1].reason, "Wrong price")

    def test_a_paid_invoice_is_credited_and_replaced(self):
        docs = self.book("""
            2026-03-01 invoice INV1 1000.00 2026-03-31
            2026-03-05 payment PAY 1000.00
        """)
        self.settle_by_core(docs["INV1"], docs["PAY"])
        self.tour("receivables_credit_and_replace", f"/odoo/account.move/{docs['INV1'].id}")
        self.assertEqual(docs["INV1"].lifecycle_status, "cancelled")
        replacement = docs["INV1"].replaced_by_ids
        self.assertEqual(replacement.lifecycle_status, "draft")
        replacement.action_post()
        self.assertEqual(replacement.lifecycle_status, "paid")
