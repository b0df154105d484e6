import io
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import openpyxl

from odoo.tests import BaseCase, tagged

from ...writers import installments_xlsx, statements_xlsx, table

EURO = SimpleNamespace(id=1, name="EUR", decimal_places=2)
LINE = {"date": date(2026, 1, 5), "description": "Invoice", "debit": 0.0, "credit": 0.0}


def cells(content):
    """Values of the first sheet of a spreadsheet, row by row, without the empty ones."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = book.worksheets[0].iter_rows(values_only=True)
    return [found for row in rows if (found := [cell for cell in row if cell is not None])]


@tagged("post_install", "-at_install")
class TestWriters(BaseCase):
    """Bytes from rows: no figure is computed, no text becomes a formula."""

    def test_csv_is_read_by_french_spreadsheets_and_runs_no_formula(self):
        rows = [[None, "=1+1", date(2026, 1, 5), Decimal("1500.00")]]
        content = table.to_csv(["a", "b", "c", "d"], rows)
        self.assertEqual(content.decode("utf-8-sig"), "a;b;c;d\r\n;'=1+1;2026-01-05;1500.00\r\n")

    def test_the_same_rows_make_the_same_bytes(self):
        rows = [["PAY1", date(2026, 1, 5), Decimal("12.50")]]
        made = [
            table.to_xlsx("Payments", ["a", "b", "c"], rows, 12.5, date(2026, 1, 31))
            for _time in range(2)
        ]
        self.assertEqual(*made)
        self.assertEqual(cells(made[0])[1][0], "PAY1")

    def test_a_statement_sums_its_columns(self):
        labels = {
            "title": "Statement",
            "header": [],
            "columns": ["Date", "Reference", "Description", "Debit", "Credit", "Balance"],
            "total": "Total",
            "currency": lambda _id: "EUR",
            "due": str,
            "day": "yyyy-mm-dd",
        }
        output = io.BytesIO()
        book = statements_xlsx.StatementWorkbook(output, labels, lambda _id: "0.00")
        lines = [
            {**LINE, "reference": "=A1", "debit": 1500.0, "balance": 1500.0},
            {**LINE, "reference": "PAY1", "credit": 1000.0, "balance": 500.0},
        ]
        statement = {
            "partner_id": 1,
            "partner_name": "Acme",
            "partner_ref": "",
            "currency_id": 1,
            "opening": 0.0,
            "opening_label": "Opening",
            "has_opening": True,
            "lines": lines,
            "total_debit": 1500.0,
            "total_credit": 1000.0,
            "closing": 500.0,
        }
        book.add_all([statement], False, "Statement")
        book.close()
        rows = cells(output.getvalue())
        self.assertIn("=A1", rows[4], "the text of a reference stays a text")
        self.assertEqual(rows[6], ["Total", "=SUM(D4:D6)", "=SUM(E4:E6)", "=F4+D7-E7"])

    def test_a_schedule_has_its_totals_above_its_rows(self):
        columns = {
            "code": {"string": "Code", "type": "char"},
            "amount": {"string": "Amount", "type": "monetary"},
        }
        output = io.BytesIO()
        book = installments_xlsx.InstallmentWorkbook(output, "Schedule", columns)
        book.add_header(["On 2026-01-05"])
        totals = [{"currency": EURO, "scheduled": 30.0}]
        book.add_totals({"scheduled": "Scheduled"}, "Currency", totals)
        book.add_rows([{"code": "-1", "amount": 30.0, "status": "overdue", "currency": EURO}])
        book.close()
        rows = cells(output.getvalue())
        self.assertEqual(rows[:2], [["Schedule"], ["On 2026-01-05"]])
        self.assertEqual(rows[2:4], [["Currency", "Scheduled"], ["EUR", 30]])
        self.assertEqual(rows[4:], [["Code", "Amount"], ["-1", 30]])
