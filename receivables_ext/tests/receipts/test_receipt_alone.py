import socket
import threading
from contextlib import closing

from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.issuing import drawing
from .receipt_document_common import ReceiptDocumentCommon

SERVER = "odoo.addons.base.models.ir_actions_report"


class Listener:
    """A server of somebody else: it counts who comes, and answers nothing."""

    def __init__(self, test, host):
        self.socket = socket.create_server((host, 0))
        self.visits = []
        test.addCleanup(self.socket.close)
        threading.Thread(target=self._listen, daemon=True).start()
        self.url = f"http://{host}:{self.socket.getsockname()[1]}"

    def _listen(self):
        while True:
            try:
                visitor, address = self.socket.accept()
            except OSError:  # the test is over
                return
            with closing(visitor):
                self.visits.append(address)


@tagged("post_install", "-at_install")
class TestReceiptAlone(ReceiptDocumentCommon):
    """The PDF program fetches nothing from other hosts, whatever a text names."""

    def setUp(self):
        super().setUp()
        # Another host, and another program on the host of the server itself.
        self.others = [Listener(self, host) for host in ("127.0.0.2", "127.0.0.1")]

    def pictures(self):
        return "".join(
            f"""<p><img src="{other.url}/a.png"/>
            <span style="background: url('{other.url}/b.png')">x</span>
            <span style="background: \\75rl({other.url}/c.png)">x</span></p>"""
            for other in self.others
        )

    def run_program(self, body, report):
        reports = self.env["ir.actions.report"]
        page = f"<!DOCTYPE html><html><head></head><body><p>Page</p>{body}</body></html>"
        with self.allow_pdf_render(), mute_logger(SERVER):
            return reports._run_wkhtmltopdf([page], report_ref=report, header=page, footer=page)

    def visits(self):
        return [len(other.visits) for other in self.others]

    def test_pictures_in_the_text_of_an_invoice(self):
        invoice = self.book("2026-01-10 invoice A 100")["A"]
        self.pay("2026-01-12 P 100", invoice)
        invoice.narration = self.pictures()
        self.assertIn(self.others[0].url, invoice.narration)
        self.company.report_footer = self.pictures()
        with mute_logger(SERVER):
            pages = self.pages(invoice, "receipted")
        self.assertIn("RECEIPTED", " ".join(pages))
        self.assertEqual(self.visits(), [0, 0])

    def test_every_document_of_ours_is_drawn_alone(self):
        body = self.pictures() + "".join(
            f"""<style>@import '{other.url}/d.css'; p {{ background: url({other.url}) }}</style>
            <link rel="stylesheet" href="{other.url}/f.css"/><iframe src="{other.url}/g"></iframe>
            <script src="{other.url}/h.js"></script><object data="{other.url}/i"></object>
            <svg><image xlink:href="{other.url}/j.png" width="9" height="9"/></svg>"""
            for other in self.others
        )
        reports = self.env["ir.actions.report"].search([("report_name", "=like", "receivables%")])
        self.assertGreater(len(reports), 3)
        for report in reports:
            with self.subTest(report.report_name):
                self.assertTrue(self.run_program(body, report).startswith(b"%PDF"))
                self.assertEqual(self.visits(), [0, 0])

    def test_what_a_program_in_the_page_asks_for(self):
        """Nothing in the page says so: the program itself has no way out."""
        script = f"<script>new Image().src = '{self.others[0].url}/' + 'k.png'</script>"
        self.run_program(script, "receivables_ext.action_report_receipt")
        self.assertEqual(self.visits()[0], 0)

    def test_documents_of_core_are_drawn_as_before(self):
        """This also shows that the listeners of these tests hear what comes."""
        self.run_program(self.pictures(), "account.account_invoices")
        self.assertGreater(self.visits()[0], 0)

    def test_what_is_of_this_server_stays(self):
        own = ["http://odoo.example:8069", "https://odoo.example"]
        page = (
            '<html><body><img src="/web/image/1"><img src="data:image/png;base64,AA==">'
            '<img src="https://odoo.example/logo.png"><a href="https://elsewhere.example">x</a>'
            '<p style="background: url(/web/image/2)">x</p></body></html>'
        )
        self.assertEqual(drawing.without_other_hosts(page, own), page)
        for foreign in (
            "//elsewhere.example/a.png",
            " http://odoo.example:22/",
            "ht\ntp://elsewhere.example/",
            "file:///etc/passwd",
            "https://odoo.example@elsewhere.example/",
            "http://[",
        ):
            cleaned = drawing.without_other_hosts(f'<img src="{foreign}">', own)
            self.assertNotIn("src", cleaned, foreign)
