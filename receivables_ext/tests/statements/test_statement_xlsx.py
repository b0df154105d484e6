import io
from datetime import datetime
from unittest.mock import patch

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import HttpCase, new_test_user, tagged

from ...models.issuing import limits
from ...models.statements.spreadsheet import write_spreadsheet
from .test_statement_of_account import StatementCommon


@tagged("post_install", "-at_install")
class TestStatementXlsx(StatementCommon):
    """The statement as a spreadsheet: real numbers and dates, totals as formulas."""

    def workbook(self, request, by_customer=False, computed=False):
        output = io.BytesIO()
        write_spreadsheet(request, output, by_customer)
        return openpyxl.load_workbook(io.BytesIO(output.getvalue()), data_only=computed)

    def rows(self, sheet):
        return [list(row) for row in sheet.iter_rows(values_only=True)]

    def test_the_example(self):
        self.book(
            """
            2025-04-05 invoice FAC-2001 1500
            2025-04-12 invoice FAC-2002 750
            2025-04-20 payment PAY-3001 1000
            """
        )
        request = self.request(date_from="2025-04-01", date_to="2025-04-30")
        (sheet,) = self.workbook(request).worksheets
        rows = self.rows(sheet)
        head = next(rank for rank, row in enumerate(rows) if row[0] == "Date")
        self.assertEqual(
            rows[head], ["Date", "Reference", "Description", "Debit", "Credit", "Running balance"]
        )
        self.assertEqual(sheet.freeze_panes, f"A{head + 2}")
        self.assertEqual(rows[head + 2][5], 0)
        lines = rows[head + 3 : head + 6]
        self.assertEqual([row[0] for row in lines], [datetime(2025, 4, day) for day in (5, 12, 20)])
        self.assertEqual(
            [row[3:] for row in lines],
            [[1500, None, 1500], [750, None, 2250], [None, 1000, 1250]],
        )
        first, last, total = head + 3, head + 6, head + 7
        self.assertEqual(
            rows[head + 6][3:],
            [
                f"=SUM(D{first}:D{last})",
                f"=SUM(E{first}:E{last})",
                f"=F{first}+D{total}-E{total}",
            ],
        )
        computed = self.rows(self.workbook(request, computed=True).worksheets[0])
        self.assertEqual(computed[head + 6][3:], [2250, 1000, 1250])

    def test_a_reference_is_a_text_whatever_it_begins_with(self):
        self.customer.name = "=HYPERLINK(1)"
        documents = self.book("2026-01-10 invoice =SUM(1,2) 100")
        documents["=SUM(1,2)"].ref = "=1+1"
        (sheet,) = self.workbook(self.request()).worksheets
        formulas = [
            cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
        ]
        self.assertEqual(len(formulas), 3, "the totals alone")
        self.assertIn("=HYPERLINK(1)", str(self.rows(sheet)))

    def test_one_sheet_for_each_customer(self):
        names = ["A/B [Lyon]", "a b  lyon", "History", "x" * 40]
        customers = self.env["res.partner"].create([{"name": name} for name in names])
        for customer in customers:
            self.book("2026-01-10 invoice A 100", customer)
        request = self.request(customers)
        self.assertEqual(
            self.workbook(request, by_customer=True).sheetnames,
            ["a b lyon", "A B Lyon (2)", "History (2)", "x" * 31],
        )
        self.assertEqual(len(self.workbook(request).sheetnames), 1)

    def test_decimals_are_those_of_the_currency(self):
        yen = self.setup_other_currency("JPY", rounding=1.0, rates=[("2026-01-01", 100.0)])
        self.book("2026-01-10 invoice A 1000", currency=yen)
        (sheet,) = self.workbook(self.request()).worksheets
        formats = {cell.number_format for row in sheet.iter_rows() for cell in row if cell.value}
        self.assertIn("#,##0", formats)
        self.assertNotIn("#,##0.00", formats)

    def test_many_customers_on_one_sheet_add_up(self):
        customers = self.env["res.partner"].create([{"name": f"C{rank}"} for rank in range(5)])
        for customer in customers:
            self.book("2026-01-10 invoice A 100\n2026-02-10 payment P 30", customer)
        (sheet,) = self.workbook(self.request(customers), computed=True).worksheets
        totals = [row[3:] for row in self.rows(sheet) if row[2] == "Total (Tax included)"]
        self.assertEqual(totals, [[100, 30, 70]] * 5)

    def test_details_have_a_column_of_their_own(self):
        self.book("2026-05-10 invoice A 500\n2026-06-10 payment P 200")
        self.allocate()
        (sheet,) = self.workbook(self.request(mode="detailed"), computed=True).worksheets
        rows = self.rows(sheet)
        self.assertEqual([row[6] for row in rows if isinstance(row[6], int)], [200, 200])
        totals = [row[3:6] for row in rows if row[2] == "Total (Tax included)"]
        self.assertEqual(totals, [[500, 200, 300]])

    def test_nothing_to_say_is_a_sheet_that_says_so(self):
        (sheet,) = self.workbook(self.request(self.other_customer)).worksheets
        self.assertIn("Globex", str(self.rows(sheet)))


@tagged("post_install", "-at_install")
class TestStatementDownload(StatementCommon, HttpCase):
    """Everybody downloads what they asked for, and nothing else."""

    def test_own_request_only(self):
        self.book("2026-01-10 invoice A 100")
        groups = "receivables_ext.group_receivables_user"
        clerks = [
            new_test_user(self.env, login, groups=groups, company_id=self.company.id)
            for login in ("statement_one", "statement_two")
        ]
        request = self.request().with_user(clerks[0]).copy()
        url = request.action_print_xlsx()["url"]
        self.authenticate("statement_one", "statement_one")
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("ACME", answer.headers["Content-Disposition"])
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        self.assertIn("ACME", str(list(sheet.iter_rows(values_only=True))))
        self.authenticate("statement_two", "statement_two")
        self.assertEqual(self.url_open(url).status_code, 404)
        self.assertEqual(self.url_open("/receivables/statement/0/xlsx").status_code, 404)
        self.assertEqual(self.url_open(f"/receivables/statement/{2**40}/xlsx").status_code, 404)

    def test_more_customers_than_one_file_may_cost(self):
        self.book("2026-01-10 invoice A 100")
        self.book("2026-01-10 invoice B 100", self.other_customer)
        clerk = new_test_user(
            self.env,
            "statement_clerk",
            groups="receivables_ext.group_receivables_user",
            company_id=self.company.id,
        )
        requests = [
            self.request(self.customer + self.other_customer).with_user(clerk).copy(),
            self.request(all_customers=True).with_user(clerk).copy(),
        ]
        self.authenticate("statement_clerk", "statement_clerk")
        with patch.object(limits, "MAX_CUSTOMERS", 1):
            for request in requests:
                for act in (request.action_print_pdf, request.action_print_xlsx):
                    with self.assertRaisesRegex(UserError, "At most 1 at once.*by e-mail"):
                        act()
                request._check_printable()  # sending them takes any number
                for address in (
                    f"/receivables/statement/{request.id}/xlsx",
                    f"/report/html/receivables_ext.report_statement/{request.id}",
                ):
                    answer = self.url_open(address)
                    self.assertIn(answer.status_code, (400, 422))
                    self.assertIn("At most 1 at once", answer.text)
