from odoo.tests import HttpCase, new_test_user, tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestTours(ReceivablesCommon, HttpCase):
    """The daily acts, in a browser, by a clerk who may invoice and configures nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.name = "Tour customer"
        cls.clerk = new_test_user(
            cls.env,
            "receivables_clerk",
            groups="base.group_user,account.group_account_invoice",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )

    def tour(self, name, url="/odoo"):
        self.start_tour(url, name, login=self.clerk.login)
        self.env.invalidate_all()

    def form(self, document):
        return f"/odoo/{document._name}/{document.id}"

    def allocations(self):
        """Amounts of the allocations in force of the customer, with their reasons."""
        events = self.env["receivables.allocation.event"].search(
            [("partner_id", "=", self.customer.id), ("partial_id", "!=", False)], order="id"
        )
        return [(event.amount, event.reason) for event in events]

    def test_a_payment_before_the_invoice_is_used_on_it(self):
        self.tour("receivables_payment_before_invoice")
        payment = self.env["account.payment"].search([("partner_id", "=", self.customer.id)])
        self.assertRecordValues(
            payment,
            [{"amount": 300.0, "unallocated_amount": 300.0, "create_uid": self.clerk.id}],
        )
        self.assertTrue(payment.move_id, "Money is never registered without a journal entry")
        docs = self.book("2026-03-01 invoice INV1 1000.00 2026-03-31")
        self.tour("receivables_use_credit", self.form(docs["INV1"]))
        self.assertResiduals({**docs, "PAY": payment}, INV1=700.0, PAY=0.0)
        self.assertEqual(self.allocations(), [(300.0, "oldest_credit")])

    def test_3050_settle_two_invoices_with_typed_amounts(self):
        docs = self.book("""
            2026-01-01  invoice  INV1  1500.00  2026-01-31
            2026-02-01  invoice  INV2  1550.00  2026-02-28
        """)
        self.tour(
            "receivables_payment_on_two_invoices", "/odoo/action-account.action_account_payments"
        )
        payment = self.env["account.payment"].search([("partner_id", "=", self.customer.id)])
        self.assertEqual((payment.amount, payment.unallocated_amount), (3050.0, 0.0))
        self.assertResiduals(docs, INV1=0.0, INV2=0.0)
        self.assertEqual(self.allocations(), [(1500.0, "oldest_due"), (1550.0, "manual")])

    def test_a_credit_note_is_used_on_two_invoices(self):
        docs = self.book("""
            2026-01-01  invoice      A    600.00  2026-01-31
            2026-02-01  invoice      B    900.00  2026-02-28
            2026-03-01  credit_note  CN  1000.00
        """)
        self.tour("receivables_use_credit_note", self.form(docs["CN"]))
        self.assertResiduals(docs, A=0.0, B=500.0, CN=0.0)
        self.assertEqual([amount for amount, _reason in self.allocations()], [600.0, 400.0])

    def test_the_payment_dialog_uses_the_credit_first(self):
        docs = self.book("""
            2026-01-01  payment  PAY   300.00
            2026-02-01  invoice  INV1  1000.00  2026-02-28
        """)
        self.tour("receivables_pay_with_credit_first", self.form(docs["INV1"]))
        self.assertResiduals(docs, PAY=0.0, INV1=0.0)
        payments = self.env["account.payment"].search(
            [("partner_id", "=", self.customer.id)], order="id"
        )
        self.assertEqual(payments.mapped("amount"), [300.0, 700.0])

    def test_invoices_are_paid_one_by_one_from_the_list(self):
        docs = self.book("""
            2026-01-01  invoice  INV1  100.00  2026-01-31
            2026-01-02  invoice  INV2  200.00  2026-01-31
            2026-01-03  invoice  INV3  300.00  2026-01-31
        """)
        self.tour("receivables_pay_one_by_one", "/odoo/action-account.action_move_out_invoice")
        self.assertResiduals(docs, INV1=0.0, INV2=200.0, INV3=0.0)

    def test_a_payment_is_corrected(self):
        docs = self.book("""
            2026-01-01  invoice  INV1  500.00  2026-01-31
            2026-01-05  payment  PAY   580.00
        """)
        self.allocate()
        self.tour("receivables_correct_payment", self.form(docs["PAY"]))
        again = docs["PAY"].replacement_ids
        self.assertEqual(docs["PAY"].collection_state, "reversed")
        self.assertEqual((again.amount, again.collection_state), (850.0, "registered"))
        self.assertEqual(again.unallocated_amount, 350.0)
        self.assertResiduals(docs, INV1=0.0)
