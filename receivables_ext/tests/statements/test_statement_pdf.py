import re
import subprocess
from datetime import date, timedelta
from itertools import pairwise

from odoo.tests import HttpCase, tagged

from ...models.statements.document import iter_results, template_values
from ...models.statements.pdf import render_each, render_request
from .test_statement_of_account import StatementCommon

AMOUNT = "(\N{MINUS SIGN}?[\\d.,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+)"


def to_text(pdf):
    """Text of a PDF, a list of pages, columns kept."""
    run = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"],
        input=pdf,
        stdout=subprocess.PIPE,
        check=True,
    )
    return run.stdout.decode().split("\f")[:-1]


def to_number(text):
    text = text.replace("\N{MINUS SIGN}", "-").replace(",", "")
    return float(text)


@tagged("post_install", "-at_install")
class TestStatementPages(StatementCommon):
    """What is printed, before the PDF program."""

    def values(self, request=None, **options):
        return [
            document
            for results in iter_results(request or self.request(), **options)
            for document in template_values(self.env, results)
        ]

    def book_many(self, count, customer=None):
        first = date(2026, 1, 1)
        self.book(
            "\n".join(f"{first + timedelta(rank)} invoice R{rank} 10.5" for rank in range(count)),
            customer,
        )

    def test_balances_are_carried_forward_from_page_to_page(self):
        self.book_many(60)
        (document,) = self.values()
        (block,) = document["blocks"]
        pages = block["pages"]
        self.assertGreater(len(pages), 1)
        self.assertEqual([line for page in pages for line in page["lines"]], block["lines"])
        self.assertIsNone(pages[0]["brought"])
        self.assertIsNone(pages[-1]["carried"])
        for page, after in pairwise(pages):
            self.assertEqual(page["carried"], page["lines"][-1]["balance"])
            self.assertEqual(after["brought"], page["carried"])
            self.assertTrue(after["starts"])
        self.assertEqual(block["closing"], "630.00")

    def test_each_customer_in_his_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.other_customer.lang = "fr_FR"
        self.book("2026-01-10 invoice A 1000")
        self.book("2026-01-10 invoice A 1000", self.other_customer)
        documents = self.values(self.request(self.customer + self.other_customer))
        self.assertEqual([one["lang"] for one in documents], ["en_US", "fr_FR"])
        self.assertEqual(
            [
                one["blocks"][0]["closing"].replace("\N{NARROW NO-BREAK SPACE}", " ")
                for one in documents
            ],
            ["1,000.00", "1\N{NO-BREAK SPACE}000,00"],
        )
        one_language = self.values(self.request(self.other_customer), lang="en_US")
        self.assertEqual(one_language[0]["lang"], "en_US")

    def test_two_currencies_are_two_blocks(self):
        dollar = self.setup_other_currency("CAD", rates=[("2026-01-01", 1.25)])
        self.book("2026-01-10 invoice A 1000", currency=dollar)
        self.book("2026-02-10 payment P 800")
        (document,) = self.values()
        self.assertEqual(
            [(block["currency"], block["owed"]) for block in document["blocks"]],
            [
                (self.company.currency_id.name, "in your favour"),
                ("CAD", "due by the customer"),
            ],
        )

    def test_open_items_say_when_they_are_due(self):
        self.book("2026-05-10 invoice A 500\n2026-06-10 payment P 200")
        self.allocate()
        (document,) = self.values(self.request(mode="open_items", date_to="2026-06-30"))
        self.assertFalse(document["blocks"][0]["opening"])
        (line,) = document["blocks"][0]["lines"]
        self.assertEqual(line["note"], "Due on 05/10/2026, 51 days late, 200.00 settled of 500.00")

    def test_detailed_says_what_was_settled(self):
        self.book("2026-05-10 invoice A 500\n2026-06-10 payment P 200")
        self.allocate()
        (document,) = self.values(self.request(mode="detailed"))
        invoice, payment = document["blocks"][0]["lines"]
        self.assertEqual(invoice["note"], "Left open: 300.00")
        self.assertRegex(invoice["details"][0], r"06/10/2026 \S+: 200.00")
        self.assertRegex(payment["details"][0], r"05/10/2026 INV\S+: 200.00")

    def test_walk_in_customers_by_document(self):
        self.customer.is_walk_in = True
        self.book("2026-05-10 invoice A 500\n2026-06-10 invoice B 200")
        (document,) = self.values(self.request(mode="walk_in"))
        self.assertEqual(document["balance_title"], "Remaining")
        (block,) = document["blocks"]
        self.assertEqual([line["note"] for line in block["lines"]], ["Unpaid", "Unpaid"])
        self.assertEqual(block["lines"][0]["details"], ["1 x A: 500.00"])

    def test_where_to_pay_when_something_is_due(self):
        self.env["res.partner.bank"].create(
            {"acc_number": "FR7630006000011234567890189", "partner_id": self.company.partner_id.id}
        )
        self.book("2026-05-10 invoice A 500")
        numbers = [account["number"].replace(" ", "") for account in self.values()[0]["accounts"]]
        self.assertIn("FR7630006000011234567890189", numbers)
        self.assertFalse(self.values()[0]["qr_code"], "A transfer in euros only has a code")
        self.book("2026-06-10 payment P 600")
        self.assertFalse(self.values()[0]["accounts"])

    def test_a_balance_in_euros_is_paid_by_scanning_a_code(self):
        # Core installs its module of such codes wherever this one is: both need base_iban.
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.company.partner_id.country_id = self.env.ref("base.fr")
        self.env["res.partner.bank"].create(
            {
                "acc_number": "FR7630006000011234567890189",
                "partner_id": self.company.partner_id.id,
                "allow_out_payment": True,
            }
        )
        self.book("2026-05-10 invoice A 500", currency=euro)
        (document,) = self.values()
        self.assertTrue(document["qr_code"].startswith("data:image/svg+xml;base64,"))
        self.book("2026-05-10 invoice B 100")
        (document,) = self.values()
        self.assertFalse(document["qr_code"], "Of two balances one code would pay only one")

    def test_html_has_six_columns_and_no_amount_that_breaks(self):
        self.book("2026-05-10 invoice A 500")
        report = self.env.ref("receivables_ext.action_report_statement")
        html, _type = report._render_qweb_html(report.id, self.request().ids)
        head = re.search(r"<thead.*?</thead>", html.decode(), re.DOTALL)[0]
        self.assertEqual(head.count("<th "), 6)
        self.assertIn("Statement of account (Tax included)", html.decode())
        self.assertIn("Total (Tax included)", html.decode())


@tagged("post_install", "-at_install")
class TestStatementPdf(StatementCommon):
    """The PDF itself, as its reader sees it."""

    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].set_param("report.url", HttpCase.base_url())
        self.env["ir.config_parameter"].set_param("report.print_delay", "100")

    def render(self, request):
        self.env.flush_all()
        with self.allow_pdf_render():
            return to_text(render_request(request))

    def test_sixty_lines(self):
        first = date(2026, 1, 1)
        self.book(
            "\n".join(f"{first + timedelta(rank)} invoice R{rank} 10.5" for rank in range(60))
        )
        pages = self.render(self.request())
        self.assertEqual(len(pages), 3)
        carried = [re.findall(rf"Carried forward\s+{AMOUNT}", page) for page in pages]
        brought = [re.findall(rf"Brought forward\s+{AMOUNT}", page) for page in pages]
        self.assertEqual(carried[:-1], brought[1:])
        self.assertEqual((brought[0], carried[-1]), ([], []))
        before = 0.0
        for page, (after,) in zip(pages, [*carried[:-1], ["630.00"]], strict=True):
            debits = re.findall(r"INV/\S+ .*?(10\.50)", page)
            before += sum(map(float, debits))
            self.assertEqual(round(before, 2), to_number(after))
        self.assertIn("630.00", pages[-1])
        self.assertIn("due by the customer", pages[-1])
        self.assertRegex(pages[1], r"Page\s+2\s*/\s*3")

    def test_french_and_english_in_one_run(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.lang = "fr_FR"
        for customer in self.customer + self.other_customer:
            self.book("2026-01-10 invoice A 1000", customer)
        pages = self.render(self.request(self.customer + self.other_customer))
        self.assertEqual(len(pages), 2)
        french, english = (re.sub(r"\s", " ", page) for page in pages)
        self.assertIn("Extrait de compte (TTC)", french)
        self.assertRegex(french, r"1 000,00")
        self.assertIn("Statement of account (Tax included)", english)
        for page in (french, english):
            self.assertRegex(page, r"Page\s+1\s*/\s*1", "each customer has numbers of their own")

    def test_one_pdf_for_each_customer(self):
        first = date(2026, 1, 1)
        rows = [f"{first + timedelta(rank)} invoice R{rank} 10.5" for rank in range(40)]
        self.book("\n".join(rows))
        self.book(rows[0], self.other_customer)
        request = self.request(self.customer + self.other_customer)
        (results,) = iter_results(request)
        self.env.flush_all()
        with self.allow_pdf_render():
            parts = [to_text(part) for part in render_each(self.env, results)]
        self.assertEqual([len(part) for part in parts], [2, 1])
        self.assertIn("ACME", parts[0][0])
        self.assertIn("Globex", parts[1][0])
