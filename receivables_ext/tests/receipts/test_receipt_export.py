import csv
import io
import subprocess
import tempfile
import zipfile
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .receipt_archive_common import ReceiptArchiveCommon


@tagged("post_install", "-at_install")
class TestReceiptExport(HttpCase, ReceiptArchiveCommon):
    """The archive of a period leaves as a ZIP that an auditor checks without us."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_customer.name = "=Globex\n/ ../évil"
        cls.first = cls.receipt("REC/2026/1")
        cls.second = cls.receipt(
            "REC/2026/2",
            kind="balance",
            partner_id=cls.other_customer.id,
            issued_on="2026-02-10 09:00:00",
            amount_paid=500.0,
            amount_remaining=1500.0,
        )
        cls.old = cls.receipt("REC/2025/9", issued_on="2025-12-31 20:00:00")
        cls.book_keeper = cls.member("keeper", "base.group_user,account.group_account_readonly")

    def export(self, user=None, date_from="2026-01-01", date_to="2026-12-31", **values):
        export = self.env["receivables.receipt.export"].with_user(user or self.book_keeper)
        return export.create({"date_from": date_from, "date_to": date_to, **values})

    def download(self, export, login="keeper"):
        self.authenticate(login, login)
        return self.url_open(export.action_export()["url"])

    def unpacked(self, content):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
        return Path(folder)

    def sha256sum(self, folder):
        return subprocess.run(
            ["sha256sum", "--check", "--strict", "SHA256SUMS"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )

    def test_an_auditor_checks_the_archive_with_sha256sum(self):
        response = self.download(self.export())
        self.assertEqual(response.headers["Content-Type"], "application/zip")
        self.assertEqual(int(response.headers["Content-Length"]), len(response.content))
        folder = self.unpacked(response.content)
        self.assertEqual(
            sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*")),
            [
                "2026/411ACME ACME/REC-2026-1.pdf",
                "2026/Globex- -évil/REC-2026-2.pdf",
                "index.csv",
            ],
        )
        result = self.sha256sum(folder)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(result.stdout.count(": OK"), 3)
        page = folder / "2026/411ACME ACME/REC-2026-1.pdf"
        page.write_bytes(page.read_bytes() + b" ")
        result = self.sha256sum(folder)
        self.assertEqual(result.returncode, 1)
        self.assertIn("REC-2026-1.pdf: FAILED", result.stdout)

    def test_the_index_says_what_each_document_is(self):
        self.change(self.first, state="revoked", revoked_on="2026-03-01 08:00:00")
        folder = self.unpacked(self.download(self.export()).content)
        text = (folder / "index.csv").read_text("utf-8-sig")
        rows = [*csv.DictReader(io.StringIO(text, newline=""), delimiter=";")]
        self.assertEqual([row["Number"] for row in rows], ["REC/2026/1", "REC/2026/2"])
        first, second = rows
        self.assertEqual(
            {name: first[name] for name in ("Kind", "Invoice", "Customer code", "Customer")},
            {
                "Kind": "Receipted invoice",
                "Invoice": self.invoice.name,
                "Customer code": "411ACME",
                "Customer": "ACME",
            },
        )
        self.assertEqual(
            [first[name] for name in ("Initial amount", "Amount paid", "Remaining", "Currency")],
            ["2000.00", "2000.00", "0.00", "USD"],
        )
        self.assertEqual(first["Status"], "Revoked")
        self.assertEqual(first["Revoked on (UTC)"], "2026-03-01T08:00:00")
        self.assertEqual(first["SHA-256"], self.first.sha256)
        self.assertTrue((folder / first["File"]).exists())
        self.assertEqual([second["Amount paid"], second["Remaining"]], ["500.00", "1500.00"])
        self.assertTrue(second["Customer"].startswith("'="), "no formula for a spreadsheet")

    def test_the_same_archive_has_the_same_bytes(self):
        first, second = (self.download(self.export()).content for _time in range(2))
        self.assertEqual(first, second)

    def test_a_file_that_is_not_what_was_issued_fails_the_check_of_the_auditor(self):
        self.change(self.first, sha256="0" * 64)
        self.change(self.second, attachment_id=False)
        result = self.sha256sum(self.unpacked(self.download(self.export()).content))
        self.assertIn("REC-2026-1.pdf: FAILED", result.stdout)
        self.assertIn("REC-2026-2.pdf: FAILED open or read", result.stdout)

    def test_period_and_kind_are_chosen(self):
        self.assertEqual(self.export()._receipts(), self.first + self.second)
        self.assertEqual(self.export(kind="balance")._receipts(), self.second)
        self.assertEqual(self.export(date_from="2025-01-01").count, 3)
        # Days are those of the company: in Paris it was 2026 already.
        self.company.partner_id.tz = "Asia/Tokyo"
        self.assertEqual(self.export()._receipts()[0], self.first)
        self.assertIn(self.old, self.export()._receipts())

    def test_bad_input_gets_a_sentence(self):
        with self.assertRaisesRegex(UserError, "ends before it begins"):
            self.export(date_to="2025-12-01").action_export()
        with self.assertRaisesRegex(UserError, "No such document was issued from 01/01/2019"):
            self.export(date_from="2019-01-01", date_to="2019-12-31").action_export()

    def test_who_exports(self):
        clerk = self.member("clerk", "base.group_user,receivables_ext.group_receivables_user")
        salesperson = self.member("seller", "base.group_user,sales_team.group_sale_salesman")
        for user in (clerk, salesperson):
            with self.assertRaises(AccessError):
                self.export(user)
        boss = self.member("boss", "base.group_user,receivables_ext.group_receivables_manager")
        own = self.export(boss)
        self.assertEqual(self.download(own, "boss").status_code, 200)
        # The link of somebody else is worth nothing.
        for login in ("keeper", "clerk", None):
            self.authenticate(login, login)
            response = self.url_open(f"/receivables/receipts/export/{own.id}")
            self.assertNotEqual(response.headers["Content-Type"], "application/zip")

    def test_documents_of_another_company_stay_there(self):
        company = self.setup_other_company(name="Elsewhere")["company"]
        self.change(self.second, company_id=company.id)
        self.assertEqual(self.export()._receipts(), self.first)
        with self.assertRaises(AccessError):
            self.export(company_id=company.id)

    def test_the_export_is_noted_on_each_document(self):
        self.download(self.export())
        accesses = (self.first + self.second).access_ids
        self.assertEqual(accesses.mapped("channel"), ["export", "export"])
        self.assertEqual(accesses.user_id, self.book_keeper)
        self.assertFalse(self.old.access_ids)
