import io
from datetime import datetime
from unittest.mock import patch

import openpyxl
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...models.issuing import limits
from ..statements.test_statement_pdf import to_text
from .installment_acts_common import InstallmentActsCommon

LEDGER = """
2026-05-01 invoice INV1 1000 2026-05-31=50,2026-06-30=50
2026-06-01 invoice INV2 300 2026-06-15
2026-06-02 payment PAY1 200
"""


class OutputCommon(InstallmentActsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.docs = cls.book(LEDGER)
        cls.settle_by_core(cls, cls.docs["INV1"], cls.docs["PAY1"])
        cls.domain = [("partner_id", "=", cls.customer.id)]

    def extract(self, **options):
        options = {"domain": self.domain, "title": "Customer: ACME", **options}
        action = self.env["receivables.installment"].action_export_xlsx(**options)
        return self.env["receivables.installment.extract"].browse(int(action["url"].split("/")[3]))

    def sheets(self, **options):
        with io.BytesIO() as output:
            self.extract(**options)._write_xlsx(output)
            book = openpyxl.load_workbook(io.BytesIO(output.getvalue()))
        return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book]

    def below(self, rows, first):
        """The rows under the titles that begin with ``first``, one dict for each."""
        head = next(rank for rank, row in enumerate(rows) if row[0] == first)
        return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15")
class TestInstallmentXlsx(OutputCommon):
    """The schedule as a spreadsheet: what is shown, with its filters and totals."""

    def test_filters_totals_and_rows(self):
        (rows,) = self.sheets()
        self.assertEqual(
            [row[0] for row in rows[:4]],
            [
                "Installment schedule",
                self.company.name,
                "On 06/15/2026",
                "Customer: ACME",
            ],
        )
        total = self.below(rows, "Currency")[0]
        self.assertEqual(
            [
                total[name]
                for name in ("Total scheduled", "Total received", "To collect", "Net due")
            ],
            [1300, 200, 1100, 1100],
        )
        self.assertEqual(
            [
                (
                    row["Due date"],
                    row["Amount"],
                    row["Remaining"],
                    row["Collected"],
                    row["Situation"],
                )
                for row in self.below(rows, "Code")
            ],
            [
                (datetime(2026, 5, 31), 500, 300, "Partly", "15 days late, partly paid"),
                (datetime(2026, 6, 15), 300, 300, "No", "Due today"),
                (datetime(2026, 6, 30), 500, 500, "No", "Due in 15 days"),
            ],
        )

    def test_the_columns_and_the_order_of_the_screen(self):
        columns = ["date_due", "partner_id", "amount_to_collect", "no_such_field", "line_id"]
        (rows,) = self.sheets(columns=columns, order="date_due desc")
        lines = self.below(rows, "Due date")
        self.assertEqual(
            [*lines[0]][:5], ["Due date", "Customer", "Remaining", "Currency", "Journal item"]
        )
        self.assertEqual([row["Remaining"] for row in lines], [500, 300, 300])
        self.assertEqual(lines[0]["Customer"], "ACME")

    def test_two_currencies(self):
        cad = self.setup_other_currency("CAD", rates=[("2026-01-01", 1.25)])
        self.book("2026-05-01 invoice INV3 80 2026-05-31", currency=cad)
        (rows,) = self.sheets()
        totals = {row["Currency"]: row["To collect"] for row in self.below(rows, "Currency")[:2]}
        self.assertEqual(totals, {"USD": 1100, "CAD": 80})

    def test_texts_are_texts(self):
        self.installments(self.docs["INV2"]).note = "=1+1"
        (rows,) = self.sheets(title="=SUM(A1)")
        self.assertEqual(rows[3][0], "=SUM(A1)")
        self.assertEqual(self.below(rows, "Code")[1]["Note"], "=1+1")

    def test_in_french(self):
        self.env = self.env(context={**self.env.context, "lang": "fr_FR"})
        (rows,) = self.sheets()
        self.assertEqual(rows[0][0], "Échéancier")
        (late, *_others) = self.below(rows, "Code")
        self.assertIn("15 jours de retard", str(late))

    def test_batches_miss_and_repeat_nothing(self):
        with patch("odoo.addons.receivables_ext.models.schedule.extract.BATCH", 2):
            (rows,) = self.sheets()
        self.assertEqual([row["Amount"] for row in self.below(rows, "Code")], [500, 300, 500])

    def test_nothing_to_export(self):
        nothing = [("partner_id", "=", self.other_customer.id)]
        for act in (self.Installment.action_export_xlsx, self.Installment.action_print):
            with self.assertRaisesRegex(UserError, "nothing to export"):
                act(nothing)


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15")
class TestInstallmentPdf(OutputCommon):
    """The schedule on paper."""

    def pages(self, lang="en_US", **options):
        Installment = self.Installment.with_context(lang=lang, force_report_rendering=True)
        action = Installment.action_print(self.domain, "Customer: ACME", **options)
        reports = Installment.env["ir.actions.report"]
        with self.allow_pdf_render():
            content, kind = reports._render_qweb_pdf(
                action["report_name"], action["context"]["active_ids"]
            )
        self.assertEqual(kind, "pdf")
        return to_text(content)

    def test_filters_totals_and_rows(self):
        (page,) = self.pages()
        page = " ".join(page.replace("\N{NO-BREAK SPACE}", " ").split())
        for text in (
            *("Installment schedule", "Customer: ACME", "Net due", "$ 1,300.00", "$ 1,100.00"),
            *("411ACME ACME", "05/31/2026", "15 days late, partly paid", "Due today"),
        ):
            with self.subTest(text=text):
                self.assertIn(text, page)

    def test_in_french(self):
        (page,) = self.pages("fr_FR")
        page = " ".join(page.split())
        for text in ("Échéancier", "Solde net dû", "31/05/2026", "15 jours de retard"):
            with self.subTest(text=text):
                self.assertIn(text, page)
        self.assertNotIn("Due date", page)

    def test_titles_on_every_page(self):
        self.book("\n".join(f"2026-05-01 invoice N{rank} 10" for rank in range(60)))
        pages = self.pages()
        self.assertGreater(len(pages), 1)
        for page in pages:
            self.assertIn("Remaining", page)

    def test_too_many_to_print(self):
        with (
            patch.object(limits, "MAX_PRINTED", 2),
            self.assertRaisesRegex(UserError, "At most 2 at once.*export them to Excel"),
        ):
            self.Installment.action_print(self.domain)


@tagged("post_install", "-at_install")
class TestInstallmentDownload(OutputCommon, HttpCase):
    """Everybody takes away what they see, and nothing else."""

    def test_own_extract_only(self):
        users = [self.clerk(), self.auditor()]
        action = self.Installment.with_user(users[0]).action_export_xlsx(self.domain, "All")
        self.authenticate("clerk", "clerk")
        answer = self.url_open(action["url"])
        self.assertEqual(answer.status_code, 200)
        self.assertIn(".xlsx", answer.headers["Content-Disposition"])
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        self.assertIn("ACME", str(list(sheet.iter_rows(values_only=True))))
        self.authenticate("auditor", "auditor")
        self.assertEqual(self.url_open(action["url"]).status_code, 404)
        self.assertEqual(self.url_open("/receivables/installments/0/xlsx").status_code, 404)

    def test_more_rows_than_one_request_may_cost(self):
        user = self.clerk()
        url = self.Installment.with_user(user).action_export_xlsx(self.domain, "All")["url"]
        self.authenticate("clerk", "clerk")
        with patch.object(limits, "MAX_ROWS", 2):
            with self.assertRaisesRegex(UserError, "At most 2 at once"):
                self.Installment.with_user(user).action_export_xlsx(self.domain)
            answer = self.url_open(url)
        self.assertEqual(answer.status_code, 400)
        self.assertIn("At most 2 at once", answer.text)

    def test_an_extract_that_nobody_understands(self):
        extract = self.env["receivables.installment.extract"].with_user(self.clerk())
        self.authenticate("clerk", "clerk")
        for values in (
            {"domain": "nonsense"},
            {"domain": '[["date_due", "=", "some day"]]'},
            {"domain": "[]", "order": "nothing"},
        ):
            url = f"/receivables/installments/{extract.create(values).id}/xlsx"
            with mute_logger("odoo.sql_db"):
                answer = self.url_open(url)
            self.assertEqual(answer.status_code, 400, values)
            self.assertIn("cannot be understood", answer.text)

    def test_a_salesperson_takes_his_customers_away(self):
        salesperson = self.salesperson()
        self.customer.user_id = self.new_user("colleague", "base.group_user")
        self.other_customer.user_id = salesperson
        self.book("2026-05-01 invoice INV9 70 2026-05-31", self.other_customer)
        action = self.Installment.with_user(salesperson).action_export_xlsx([], "All")
        self.authenticate("salesperson", "salesperson")
        answer = self.url_open(action["url"])
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        texts = str(list(sheet.iter_rows(values_only=True)))
        self.assertIn("Globex", texts)
        self.assertNotIn("ACME", texts)

    def test_who_follows_nothing(self):
        user = self.new_user("nobody", "base.group_user")
        for act in ("action_export_xlsx", "action_print"):
            with self.assertRaises(AccessError):
                getattr(self.Installment.with_user(user), act)(self.domain)
