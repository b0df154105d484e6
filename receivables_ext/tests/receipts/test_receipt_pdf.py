import re
from datetime import date, timedelta
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.account.models.account_move import AccountMove
from odoo.addons.base.models.ir_actions_report import IrActionsReport

from ...models.receipts.pdf import render_html, render_receipt
from .receipt_document_common import ReceiptDocumentCommon, plain

LONG = "Société anonyme des établissements de distribution alimentaire du Grand Sud-Ouest réunis"
LOGO = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
INVOICE = "account.report_invoice_with_payments"


@tagged("post_install", "-at_install")
class TestReceiptPdf(ReceiptDocumentCommon):
    """The PDF itself, as its reader sees it."""

    def text(self, *args, **kwargs):
        return plain("\n".join(self.pages(*args, **kwargs)))

    def test_receipted_in_english_and_french(self):
        invoice = self.book("2026-03-01 invoice A 2000 2026-03-31")["A"]
        self.pay("2026-03-05 101 500\n2026-03-15 102 700\n2026-03-25 103 800", invoice)
        text = self.text(invoice, "receipted")
        for expected in (
            f"Invoice {invoice.name}",
            "RECEIPTED",
            "Receipted on 03/25/2026 by Manual Payment no. 103",
            "03/05/2026 Manual Payment 101 $ 500.00",
            "03/15/2026 Manual Payment 102 $ 700.00",
            "03/25/2026 Manual Payment 103 $ 800.00",
            "Initial amount $ 2,000.00",
            "Remaining to pay $ 0.00",
            "Claire Dupont",
            "Document ACQ/1",
        ):
            self.assertIn(expected, text)
        french = self.text(invoice, "receipted", lang="fr_FR")
        for expected in (
            f"Facture {invoice.name}",
            "ACQUITTÉE",
            "Facture acquittée le 25/03/2026 par saisie manuelle n° 103",
            "05/03/2026 Saisie manuelle 101 $ 500,00",
            "Montant initial $ 2 000,00",
            "Reste à régler $ 0,00",
        ):
            self.assertIn(expected, french)

    def test_the_invoice_says_what_it_said_and_does_not_ask_to_pay_again(self):
        invoice = self.book("2026-03-01 invoice A 2000")["A"]
        invoice.partner_bank_id = self.env["res.partner.bank"].create(
            {
                "acc_number": "FR7630006000011234567890189",
                "partner_id": self.company.partner_id.id,
                "allow_out_payment": True,
            }
        )
        self.pay("2026-03-05 101 2000", invoice)
        page = render_html(self.env, self.receipt(invoice, "receipted")).decode()
        usual = self.print_invoice(invoice)
        for words in ("Payment Communication", "on this account"):
            self.assertIn(words, usual)
            self.assertNotIn(words, page)
        self.assertIn("Paid on", usual)
        for words in ("Paid on", "Amount Due"):
            self.assertNotIn(words, page, "Said once, by the list of payments")
        self.assertEqual(self.lines_of(page), self.lines_of(usual))

    def lines_of(self, page):
        """The lines of the invoice with their amounts, and its total."""
        table = re.search(r'<table[^>]*name="invoice_line_table".*?</table>', page, re.DOTALL)[0]
        return re.sub(r"\s+", " ", table)

    def print_invoice(self, invoice):
        reports = self.env["ir.actions.report"]
        data = {"report_type": "pdf"}
        return reports._render_qweb_html(INVOICE, invoice.ids, data=data)[0].decode()

    def test_other_printings_of_the_invoice_are_the_same_to_the_byte(self):
        invoice = self.book("2026-03-01 invoice A 2000")["A"]
        self.pay("2026-03-05 101 500", invoice)
        invoice.narration = "<p>Thank you</p>"
        ours = self.print_invoice(invoice)
        self.env.ref("receivables_ext.receipted_invoice_document").active = False
        self.env.registry.clear_cache("templates")
        self.assertEqual(self.print_invoice(invoice), ours)

    def test_the_template_of_the_country_is_receipted_too(self):
        invoice = self.book("2026-03-01 invoice A 2000")["A"]
        self.pay("2026-03-05 101 2000", invoice)
        country = self.env["ir.ui.view"].create(
            {
                "name": "Invoice of a country",
                "type": "qweb",
                "key": "receivables_ext.invoice_of_a_country",
                "mode": "primary",
                "inherit_id": self.env.ref("account.report_invoice_document").id,
                "arch": "<xpath expr=\"//div[@id='informations']\" position='after'>"
                "<p>Mention of the country</p></xpath>",
            }
        )
        with patch.object(AccountMove, "_get_name_invoice_report", lambda self: country.key):
            page = render_html(self.env, self.receipt(invoice, "receipted")).decode()
        for words in ("Mention of the country", "RECEIPTED", "Remaining to pay"):
            self.assertIn(words, page)

    def test_a_walk_in_customer_is_named(self):
        self.customer.is_walk_in = True
        invoice = self.book("2026-03-01 invoice A 2000")["A"]
        invoice.walk_in_name = "Madame Petit"
        self.pay("2026-03-05 101 500", invoice)
        page = render_html(self.env, self.receipt(invoice, "balance")).decode()
        self.assertEqual(page.count("Madame Petit"), 1)
        self.pay("2026-03-05 102 1500", invoice)
        page = render_html(self.env, self.receipt(invoice, "receipted")).decode()
        self.assertIn("Madame Petit", page)

    def test_the_company_is_that_of_the_document(self):
        invoice = self.book("2026-03-01 invoice A 2000")["A"]
        self.company.write({"name": "Company of the invoice", "receipt_signatory": "Its signatory"})
        payment = self.pay("2026-03-05 101 500", invoice)
        elsewhere = self.env["res.company"].create({"name": "Company of the user"})
        for args in ((invoice, "balance"), (payment,)):
            receipt = self.receipt(*args)
            receipt = receipt.with_company(elsewhere)
            page = render_html(receipt.env, receipt).decode()
            self.assertIn("Company of the invoice", page)
            self.assertIn("Its signatory", page)
            self.assertNotIn("Company of the user", page)

    def test_balance_and_payment_in_english_and_french(self):
        invoice = self.book("2026-03-01 invoice A 2000 2026-03-31=50,2026-04-30=50")["A"]
        payment = self.pay("2026-03-05 101 1000", invoice)
        text = self.text(invoice, "balance")
        for expected in (
            f"Balance of invoice {invoice.name}",
            "Installment 1 of 2, due on 03/31/2026, of $ 1,000.00 is fully settled.",
            "Amount paid $ 1,000.00",
            "Remaining to pay $ 1,000.00",
            "2 of 2 04/30/2026 $ 1,000.00 $ 1,000.00",
        ):
            self.assertIn(expected, text)
        self.assertNotIn("RECEIPTED", text)
        french = self.text(invoice, "balance", lang="fr_FR")
        self.assertIn(f"Solde de la facture {invoice.name}", french)
        self.assertIn(
            "L'échéance 1 sur 2, du 31/03/2026, de $ 1 000,00 est entièrement réglée.", french
        )
        self.assertIn("Reçu de ACME : $ 1 000,00 le 05/03/2026", self.text(payment, lang="fr_FR"))

    def test_sixty_lines_and_forty_payments(self):
        invoice = self.book("2026-03-01 invoice A 10")["A"]
        invoice.button_draft()
        invoice.invoice_line_ids = [
            Command.create({"name": f"Row {rank}", "price_unit": 10, "tax_ids": [Command.clear()]})
            for rank in range(59)
        ]
        invoice.action_post()
        first = date(2026, 3, 1)
        self.pay("\n".join(f"{first + timedelta(rank)} N{rank} 15" for rank in range(40)), invoice)
        pages = [plain(page) for page in self.pages(invoice, "receipted")]
        self.assertGreater(len(pages), 3)
        text = "\n".join(pages)
        self.assertEqual(len(re.findall(r"Row \d+ 1\.00 10\.00 \$ 10\.00", text)), 59)
        self.assertEqual(len(re.findall(r"Manual Payment N\d+ \$ 15\.00", text)), 40)
        self.assertIn("Remaining to pay $ 0.00", pages[-1])
        for rank, page in enumerate(pages, 1):
            self.assertRegex(page, rf"Page\s+{rank}\s*/\s*{len(pages)}")

    def test_long_names_logo_and_signature(self):
        self.company.write({"logo": LOGO, "receipt_signature": LOGO})
        self.customer.name = LONG
        payer = self.env["res.partner"].create({"name": f"Trésorerie {LONG}"})
        invoice = self.book("2026-03-01 invoice A 2000")["A"]
        payment = self.book("2026-03-05 draft P 500")["P"]
        payment.write({"payer_id": payer.id, "instrument_number": "0123456789ABCDEF" * 4})
        payment.action_post()
        self.settle(invoice, payment)
        for args in ((invoice, "balance"), (payment,)):
            text = re.sub(r"\s+", " ", self.text(*args))
            self.assertIn("$ 500.00", text)
            self.assertIn("réunis", text)
        html = render_html(self.env, self.receipt(invoice, "balance")).decode()
        self.assertIn(LOGO, html)

    def test_right_to_left(self):
        self.env["res.lang"]._activate_lang("ar_001")
        invoice = self.book("2026-03-01 invoice A 2000")["A"]
        payment = self.pay("2026-03-05 101 500", invoice)
        for args in ((invoice, "balance"), (payment,)):
            html = render_html(self.env, self.receipt(*args, lang="ar_001")).decode()
            page = re.search(r'<div[^>]*name="receipt"[^>]*>', html)[0]
            self.assertIn('dir="rtl"', page)
            self.assertIn('dir="ltr"', html, "amounts keep their direction")
        self.assertIn("500.00", self.text(invoice, "balance", lang="ar_001"))

    def test_a_draft_says_so(self):
        invoice = self.book("2026-03-01 invoice A 2000")["A"]
        self.pay("2026-03-05 101 2000", invoice)
        text = self.text(invoice, "receipted", name=False, draft=True)
        self.assertIn("This is a draft to check: it proves nothing and was not issued.", text)
        self.assertNotIn("Document ACQ", text)

    def test_the_program_is_missing(self):
        invoice = self.book("2026-03-01 invoice A 2000")["A"]
        self.pay("2026-03-05 101 500", invoice)
        receipt = self.receipt(invoice, "balance")
        with (
            patch.object(IrActionsReport, "get_wkhtmltopdf_state", lambda self: "install"),
            self.assertRaisesRegex(UserError, "wkhtmltopdf"),
        ):
            render_receipt(self.env, receipt)
