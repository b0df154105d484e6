import base64
import re
from io import BytesIO
from unittest.mock import patch

from lxml.html import fromstring

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools.pdf import PdfFileWriter

from ....models.ledger.permit import permit
from ...common import ReceivablesCommon

# What a preview could leave behind.
TABLES = ("account.payment", "account.move", "receivables.allocation.line", "mail.message")
RECEIPT = "account.report_payment_receipt"


class PreviewCommon(ReceivablesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = new_test_user(
            cls.env,
            "preview_clerk",
            groups="base.group_user,receivables_ext.group_receivables_user",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )

    def values(self, **values):
        """What the form of a new payment sends."""
        return {
            "payment_type": "inbound",
            "partner_type": "customer",
            "partner_id": self.customer.id,
            "amount": 3050.0,
            "date": "2026-03-12",
            "journal_id": self.journal.id,
            **values,
        }

    def text(self, payment, report=RECEIPT):
        html, _type = self.env["ir.actions.report"]._render_qweb_html(report, payment.ids)
        return self.plain(html)

    def plain(self, html):
        text = re.sub(r"<[^>]+>", " ", html.decode())
        return re.sub(r"\s+", " ", text.replace("\xa0", " "))

    def preview(self, values, payment=None, user=None):
        """The file name and the text (tests draw web pages, not PDF) of a preview."""
        payments = payment or self.env["account.payment"]
        found = payments.with_user(user or self.env.user).preview_document(values)
        return found["name"], self.plain(base64.b64decode(found["content"]))


@tagged("post_install", "-at_install")
class TestPreview(PreviewCommon):
    """The document of a payment that is not registered says so and leaves nothing behind."""

    def assertNothingLeft(self, act):
        def trace():
            self.env.flush_all()
            self.env.invalidate_all()
            attachments = self.env["ir.attachment"].sudo()
            numbers = self.env["ir.sequence"].sudo().search([]).mapped("number_next_actual")
            counts = [self.env[model].sudo().search_count([]) for model in TABLES]
            return counts, numbers, attachments.search_count([("res_field", "in", (False, "x"))])

        before = trace()
        act()
        self.assertEqual(trace(), before)

    def test_a_new_payment_is_shown_with_what_it_would_settle(self):
        docs = self.book("2026-01-01 invoice INV1 1500.00 2026-01-31")
        line = self.receivable(docs["INV1"])
        grid = [Command.create({"line_id": line.id, "amount": 1500.0, "reason": "manual"})]
        seen = []
        self.assertNothingLeft(
            lambda: seen.extend(self.preview(self.values(allocation_line_ids=grid)))
        )
        name, text = seen
        self.assertEqual(name, "Draft payment - ACME.pdf")
        self.assertIn("DRAFT Draft payment This is not a receipt", text)
        for words in (
            "03/12/2026",
            "ACME",
            "$ 3,050.00",
            f"{docs['INV1'].name} (INV1) 01/31/2026 $ 1,500.00 $ 1,500.00",
            "Total to settle $ 1,500.00",
            "To use on your next invoices $ 1,550.00",
            "Signature of the customer Name Signature Date",
        ):
            self.assertIn(words, text)
        self.assertNotIn("PBNK", text)
        self.assertNotIn("False", text)
        self.book("2026-03-12 payment PAY1 10.00")
        first = self.env["account.payment"].search([("partner_id", "=", self.customer.id)])
        self.assertTrue(first.name.endswith("00001"), "No number was taken")

    def test_unsaved_changes_of_a_draft_are_shown_and_not_kept(self):
        docs = self.book("""
            2026-01-01  invoice  INV1  100.00
            2026-03-01  draft    PAY1  300.00
        """)
        payment = docs["PAY1"]
        payment.action_propose_allocation()
        line = payment.allocation_line_ids
        changes = {
            "amount": 250.0,
            "allocation_line_ids": [Command.update(line.id, {"amount": 40})],
        }
        seen = []
        self.assertNothingLeft(lambda: seen.extend(self.preview(changes, payment)))
        self.assertIn("$ 250.00", seen[1])
        self.assertIn("To use on your next invoices $ 210.00", seen[1])
        self.assertEqual((payment.amount, line.amount), (300.0, 100.0))

    def test_a_clerk_previews_what_he_types(self):
        _name, text = self.preview(self.values(), user=self.clerk)
        self.assertIn("$ 3,050.00", text)

    def test_the_salesperson_previews_but_changes_nothing(self):
        salesperson = new_test_user(
            self.env,
            "preview_salesperson",
            groups="base.group_user,sales_team.group_sale_salesman",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )
        self.customer.user_id = salesperson
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-03-01 draft PAY1 300.00")
        docs["PAY1"].action_propose_allocation()
        _name, text = self.preview({}, docs["PAY1"], salesperson)
        self.assertIn(docs["INV1"].name, text)
        with self.assertRaises(AccessError):
            self.preview({"amount": 1.0}, docs["PAY1"], salesperson)

    def test_what_cannot_be_previewed_says_why(self):
        for values in ({"partner_id": False}, {"amount": 0.0}):
            with self.assertRaisesRegex(UserError, "Enter the customer and the amount"):
                self.preview(self.values(**values))
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-03-01 payment PAY1 300.00")
        with self.assertRaisesRegex(UserError, "print the payment receipt of PBNK"):
            docs["PAY1"].action_preview()
        grid = [Command.create({"line_id": self.receivable(docs["INV1"]).id, "amount": 100.0})]
        with self.assertRaisesRegex(UserError, "Lower the amounts to settle"):
            self.preview(self.values(amount=50.0, allocation_line_ids=grid))
        self.assertEqual(self.env["account.payment"].search_count([("amount", "=", 50.0)]), 0)

    def test_a_saved_draft_is_printed_by_a_button_or_a_remote_call(self):
        draft = self.book("2026-03-01 draft PAY1 300.00")["PAY1"]
        action = draft.with_user(self.clerk).action_preview()
        self.assertEqual(action["type"], "ir.actions.report")
        self.assertEqual(action["context"]["active_ids"], draft.ids)
        self.assertIn("DRAFT", self.text(draft, action["report_name"]))
        permit.opened(draft).scheduled_date = "2026-04-30"
        self.assertIn("To be registered on: 04/30/2026", self.text(draft))
        html, _type = self.env["ir.actions.report"]._render_qweb_html(RECEIPT, draft.ids)
        [row] = fromstring(html).xpath("//div[@name='date']")
        self.assertEqual(len(row), 2, "A third column would be off the page of wkhtmltopdf")
        self.assertEqual(draft.name, False)

    def test_what_is_registered_prints_as_before(self):
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-03-01 payment PAY1 300.00")
        text = self.text(docs["PAY1"])
        self.assertIn(f"Payment Receipt : {docs['PAY1'].name}", text)
        for word in ("DRAFT", "Draft", "Signature", "definitive"):
            self.assertNotIn(word, text)
        paid = docs["PAY1"].copy({"payment_type": "outbound", "partner_type": "supplier"})
        self.assertNotIn("DRAFT", self.text(paid), "Core's own for payments to suppliers")

    def test_the_document_speaks_the_language_of_the_customer(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.lang = "fr_FR"
        draft = self.book("2026-03-12 draft PAY1 3050.00")["PAY1"]
        self.assertIn("12/03/2026", self.text(draft))
        self.assertIn("3 050,00", self.text(draft).replace("\u202f", " "))


@tagged("post_install", "-at_install")
class TestPreviewTour(PreviewCommon, HttpCase):
    """From the form of a new payment, in a browser."""

    def test_a_preview_then_discard_leaves_nothing(self):
        self.customer.name = "Tour customer"
        file = BytesIO()
        writer = PdfFileWriter()
        writer.addBlankPage(595, 842)
        writer.write(file)
        seen = []

        def draw(report, report_ref, res_ids, **_kwargs):
            payment = report.env["account.payment"].browse(res_ids)
            seen.append((payment.partner_id.name, payment.amount, payment.state))
            return file.getvalue(), "pdf"

        with patch.object(self.env.registry["ir.actions.report"], "_render_qweb_pdf", draw):
            self.start_tour(
                "/odoo/action-account.action_account_payments",
                "receivables_preview_and_discard",
                login="preview_clerk",
            )
        self.assertEqual(seen, [("Tour customer", 300.0, "draft")])
        self.assertFalse(
            self.env["account.payment"].search([("partner_id", "=", self.customer.id)])
        )
