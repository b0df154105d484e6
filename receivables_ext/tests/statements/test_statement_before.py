import io

import openpyxl

from odoo.tests import tagged

from ...models.statements.document import iter_results, template_values
from ...models.statements.spreadsheet import write_spreadsheet
from .test_statement_of_account import StatementCommon


@tagged("post_install", "-at_install")
class TestStatementBefore(StatementCommon):
    """Old debt item by item, where somebody asks for more than one opening balance."""

    def setUp(self):
        super().setUp()
        self.book(
            """
            2026-01-10 invoice A 100 2026-02-09
            2026-01-15 invoice B 250 2026-01-31
            2026-01-20 payment P  60
            2026-02-10 invoice C 200 2026-03-10
            2026-02-20 payment Q 100
            """
        )

    def asked(self, **values):
        return {"date_from": "2026-02-01", "date_to": "2026-02-28", "opening_items": True, **values}

    def test_each_open_item_of_before_is_a_line(self):
        statement = self.statement(**self.asked())
        self.assertStatement(
            statement,
            """
            opening 290.00
            2026-01-10 100.00   0.00 290.00
            2026-01-15 250.00   0.00 290.00
            2026-01-20   0.00  60.00 290.00
            2026-02-10 200.00   0.00 490.00
            2026-02-20   0.00 100.00 390.00
            closing 390.00
            """,
        )
        self.assertEqual(statement["opening_label"], "Opening balance, of which")
        self.assertEqual((statement["total_debit"], statement["total_credit"]), (200.0, 100.0))
        self.assertEqual(
            [line.get("is_before") for line in statement["lines"]][2:], [True, None, None]
        )
        first = statement["lines"][0]
        self.assertEqual((str(first["date_due"]), first["days_late"]), ("2026-02-09", 0))
        self.assertNotIn("date_due", statement["lines"][3])
        plain = self.statement(**self.asked(opening_items=False))
        self.assertEqual((plain["opening"], plain["has_opening"]), (290.0, True))
        self.assertEqual(plain["closing"], statement["closing"])

    def test_what_was_settled_before_is_not_listed_and_what_is_since_is(self):
        debits = self.open_lines(self.customer).filtered(lambda line: line.balance > 0)
        credits = self.open_lines(self.customer) - debits
        credits = credits.sorted("date")
        (debits.sorted("date")[0] + credits[0]).reconcile()  # A and P, on 20 January
        (debits.sorted("date")[1] + credits[1]).reconcile()  # B and Q, on 20 February
        statement = self.statement(**self.asked())
        before = [line for line in statement["lines"] if "date_due" in line]
        self.assertEqual(
            [(line["debit"], line["original"], line["settled"]) for line in before],
            [(40.0, 100.0, 60.0), (250.0, 250.0, 0.0)],
        )
        self.assertEqual(statement["closing"], 390.0)

    def test_from_the_beginning_on_nothing_is_before(self):
        statement = self.statement(**self.asked(date_from=False))
        self.assertTrue(statement["has_opening"])
        self.assertEqual(len(statement["lines"]), 5)

    def test_paper_and_spreadsheet_count_what_is_of_the_period_only(self):
        request = self.request(**self.asked())
        (results,) = iter_results(request)
        (document,) = template_values(self.env, results)
        (block,) = document["blocks"]
        self.assertEqual((block["opening"], block["total_debit"]), ("290.00", "200.00"))
        self.assertEqual([line["debit"] for line in block["lines"]][:2], ["100.00", "250.00"])
        self.assertIn("Due on", block["lines"][0]["note"])
        with io.BytesIO() as output:
            write_spreadsheet(request, output)
            rows = [*openpyxl.load_workbook(output).active.iter_rows(values_only=True)]
        rank = [row[2] for row in rows].index("Opening balance, of which")
        self.assertEqual([row[5] for row in rows[rank : rank + 5]], [290, None, None, None, 490])
        total = next(row for row in rows if (row[2] or "").startswith("Total"))
        first, last = rank + 5, rank + 6
        self.assertEqual(total[3], f"=SUM(D{first}:D{last})")
        self.assertIn(f"F{rank + 1}", total[5])

    def test_the_queries_do_not_grow_with_the_customers(self):
        customers = self.env["res.partner"].create([{"name": f"C{rank}"} for rank in range(8)])
        for customer in customers:
            self.book("2026-01-10 invoice A 100", customer)
        counts = []
        for some in (customers[:1], customers[:2], customers):  # the first one fills caches
            request = self.request(some, **self.asked())
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            request.get_statements()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])
