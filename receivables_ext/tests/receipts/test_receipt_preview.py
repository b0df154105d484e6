import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .receipt_document_common import ReceiptDocumentCommon, plain, to_text

TABLES = ("receivables.receipt", "mail.mail", "mail.message")


@tagged("post_install", "-at_install")
class TestReceiptPreview(ReceiptDocumentCommon):
    """What a document would say today: marked, without a number, and nothing is kept."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.receipt_policy = "archive"
        cls.invoice = cls.book("2026-03-01 invoice A 2000 2026-03-31")["A"]
        cls.payment = cls.pay("2026-03-05 101 500", cls.invoice)
        cls.clerk = cls._user("receipt_clerk", "receivables_ext.group_receivables_user")
        cls.auditor = cls._user("receipt_auditor", "account.group_account_readonly")
        cls.nobody = cls._user("receipt_nobody", "base.group_partner_manager")

    @classmethod
    def _user(cls, login, group):
        return new_test_user(
            cls.env,
            login,
            groups=f"base.group_user,{group}",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )

    def setUp(self):
        super().setUp()
        self.env.flush_all()
        self.env.cr.precommit.run()  # what the payment above queued

    def text(self, act):
        """The file name and the text of the PDF that a button shows."""
        self.env.flush_all()
        with self.allow_pdf_render():
            action = act()
        self.assertEqual(action["tag"], "receivables_pdf")
        pages = to_text(base64.b64decode(action["params"]["content"]))
        return action["params"]["name"], plain("\n".join(pages))

    def trace(self):
        self.env.flush_all()
        counts = [self.env[model].sudo().search_count([]) for model in TABLES]
        # Style sheets are made when a page first needs them.
        files = self.env["ir.attachment"].sudo().search_count([("url", "=", False)])
        numbers = self.env["ir.sequence"].sudo().search([]).mapped("number_next_actual")
        return [*counts, files], numbers

    def test_of_an_invoice(self):
        before = self.trace()
        for user in (self.clerk, self.auditor):
            name, page = self.text(self.invoice.with_user(user).action_preview_receipt)
            self.assertIn(self.invoice.name, name)
            self.assertIn(f"Balance of invoice {self.invoice.name}", page)
            self.assertIn("$ 1,500.00", page)
            self.assertIn("This is a draft to check", page)
            self.assertNotIn("/receivables/verify/", page)
        self.pay("2026-03-06 102 1500", self.invoice)
        self.assertIn("RECEIPTED", self.text(self.invoice.action_preview_receipt)[1])
        self.assertEqual(self.trace()[1], before[1], "No number is drawn")

    def test_it_leaves_nothing(self):
        before = self.trace()
        self.text(self.invoice.action_preview_receipt)
        self.text(self.payment.action_preview_receipt)
        self.assertEqual(self.trace(), before)

    def test_of_a_document_that_waits(self):
        receipt = self.env["receivables.receipt"].search([("move_id", "=", self.invoice.id)])
        self.assertEqual((receipt.kind, receipt.state), ("balance", "queued"))
        page = self.text(receipt.with_user(self.clerk).action_preview)[1]
        self.assertIn("Balance of invoice", page)
        self.assertEqual((receipt.state, receipt.name, receipt.data), ("queued", False, False))

    def test_of_a_payment(self):
        page = self.text(self.payment.with_user(self.clerk).action_preview_receipt)[1]
        self.assertIn("Received from ACME: $ 500.00", page)

    def test_without_a_payment_there_is_no_document(self):
        docs = self.book("2026-03-01 invoice B 100\n2026-03-02 credit_note R 100")
        with self.assertRaisesRegex(UserError, "No payment settles"):
            docs["B"].action_preview_receipt()
        self.settle(docs["B"], docs["R"])
        with self.assertRaisesRegex(UserError, "Credit notes alone make no receipted invoice"):
            docs["B"].action_preview_receipt()

    def test_who_reads_neither_invoices_nor_payments_sees_nothing(self):
        with self.assertRaises(AccessError):
            self.invoice.with_user(self.nobody).action_preview_receipt()
        with self.assertRaises(AccessError):
            self.payment.with_user(self.nobody).action_preview_receipt()

    def test_a_payment_of_documents_that_one_may_not_see(self):
        self.env["ir.rule"].create(
            {
                "name": "All invoices but this one",
                "model_id": self.env["ir.model"]._get_id("account.move"),
                "domain_force": [("id", "!=", self.invoice.id)],
            }
        )
        payment = self.payment.with_user(self.clerk)
        payment.check_access("read")
        with self.assertRaisesRegex(AccessError, "documents that you may not see"):
            payment.action_preview_receipt()

    def test_a_payment_has_its_receipt_queued_by_who_enters_payments(self):
        payment = self.payment.with_user(self.clerk)
        action = payment.action_issue_receipt()
        self.assertEqual(payment.action_issue_receipt(), action, "Once is enough")
        receipts = self.env["receivables.receipt"].search(
            [("payment_ids", "in", self.payment.id), ("kind", "=", "payment")]
        )
        self.assertEqual((len(receipts), receipts.state), (1, "queued"))
        self.assertEqual((action["res_model"], action["res_id"]), (receipts._name, receipts.id))
        self.assertIn("Received from", self.text(receipts.with_user(self.clerk).action_preview)[1])
        with self.assertRaises(AccessError):
            self.payment.with_user(self.auditor).action_issue_receipt()

    def test_only_money_that_came_in_has_a_receipt(self):
        draft = self.book("2026-03-05 draft D 10")["D"]
        for act in (draft.action_issue_receipt, draft.action_preview_receipt):
            with self.assertRaisesRegex(UserError, "choose a payment of a customer"):
                act()
