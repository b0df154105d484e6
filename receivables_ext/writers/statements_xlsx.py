"""Write statements of account as a spreadsheet, row by row: memory does not grow with them.

Dates and amounts are numbers; totals are formulas, with the figures of the statement for programs
that compute none. Texts are written as texts, whatever they begin with.
"""

from collections.abc import Callable, Iterable

import xlsxwriter

from ..rules import sheet_names

WIDTHS = (11, 22, 48, 15, 15, 17, 15)
LAST_ROW = 1_048_000
"""Rows of a sheet, less some for the totals: a longer ledger goes on in another one."""


class StatementWorkbook:
    """A workbook that takes statements one after the other."""

    def __init__(self, output, labels: dict, money_format: Callable[[int], str]):
        """Begin a workbook.

        :param output: a binary file, open for writing
        :param labels: texts: ``title``, ``header`` (what is said above the lines), ``columns``
            (seven where lines have details), ``total``, ``currency``, ``due``,
            ``day``
        :param money_format: gives the format of the amounts of a currency, by its id
        """
        self.labels = labels
        self.money_format = money_format
        self.book = xlsxwriter.Workbook(
            output,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.bold = self.book.add_format({"bold": True})
        self.title = self.book.add_format({"bold": True, "font_size": 14})
        style = {"bold": True, "bottom": 1, "bg_color": "#EEEEEE"}
        self.text_head = self.book.add_format(style)
        self.amount_head = self.book.add_format({**style, "align": "right"})
        self.day = self.book.add_format({"num_format": labels["day"], "align": "left"})
        self.amounts = {}
        self.taken = set()
        self.sheet = None

    def close(self):
        self.book.close()

    def start_sheet(self, name: str):
        """Begin a sheet: widths, header, and the titles of the columns, which stay in sight."""
        sheet = self.book.add_worksheet(sheet_names.unique(name, self.taken))
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, self.labels["title"], self.title)
        row = 1
        for text in self.labels["header"]:
            sheet.write_string(row, 0, text)
            row += 1
        for column, label in enumerate(self.labels["columns"]):
            style = self.amount_head if column > 2 else self.text_head
            sheet.write_string(row, column, label, style)
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)
        self.sheet, self.row, self.name = sheet, row + 1, name

    def add_all(self, statements: Iterable[dict], by_customer: bool, name: str):
        """Write ``statements``, by name of customer: on one sheet, or on one for each."""
        last = None
        for statement in statements:
            rows = 4 + sum(1 + len(self._details(line)) for line in statement["lines"])
            customer = statement["partner_id"]
            if by_customer and customer != last:
                self.start_sheet(statement["partner_name"])
            elif self.sheet is None or self.row + rows > LAST_ROW:
                self.start_sheet(name)
            last = customer
            self.add(statement)
        if self.sheet is None:
            self.start_sheet(name)

    def add(self, statement: dict):
        """Write one statement under the last one."""
        sheet, row = self.sheet, self.row
        amount, total, small = self._styles(statement["currency_id"])
        currency = self.labels["currency"](statement["currency_id"])
        who = filter(None, (statement["partner_name"], statement["partner_ref"], currency))
        sheet.write_string(row, 0, ", ".join(who), self.bold)
        if statement["has_opening"]:
            row += 1
            sheet.write_string(row, 2, statement["opening_label"])
            sheet.write_number(row, 5, statement["opening"], amount)
        # As a spreadsheet counts, from one: the sums begin with the opening, or after its items.
        opening = first = row + 1
        for line in statement["lines"]:
            row += 1
            self._write_line(row, line, amount)
            for detail in self._details(line):
                row += 1
                self._write_detail(row, detail, small)
            if line.get("is_before"):
                first = row + 2
        last = row + 1
        row += 1
        sheet.write_string(row, 2, self.labels["total"], self.bold)
        for letter, column, name in (("D", 3, "total_debit"), ("E", 4, "total_credit")):
            formula = f"=SUM({letter}{first}:{letter}{last})" if first <= last else "=0"
            sheet.write_formula(row, column, formula, total, statement[name])
        formula = f"D{row + 1}-E{row + 1}"
        formula = f"=F{opening}+{formula}" if statement["has_opening"] else f"={formula}"
        sheet.write_formula(row, 5, formula, total, statement["closing"])
        self.row = row + 2

    def _write_line(self, row, line, amount):
        sheet = self.sheet
        sheet.write_datetime(row, 0, line["date"], self.day)
        sheet.write_string(row, 1, line["reference"] or "")
        sheet.write_string(row, 2, self._description(line))
        if line["debit"]:
            sheet.write_number(row, 3, line["debit"], amount)
        if line["credit"]:
            sheet.write_number(row, 4, line["credit"], amount)
        if not line.get("is_before"):
            sheet.write_number(row, 5, line["balance"], amount)

    def _write_detail(self, row, detail, small):
        """What was sold or settled: in a column of its own, as it is in no sum."""
        if detail.get("date"):
            self.sheet.write_datetime(row, 0, detail["date"], self.day)
        self.sheet.write_string(row, 1, detail.get("reference") or "")
        text = detail.get("name") or detail.get("description")
        self.sheet.write_string(row, 2, text or "")
        self.sheet.write_number(row, 6, detail.get("total", detail.get("amount")), small)

    def _details(self, line):
        return [*line.get("items", ()), *line.get("details", ())]

    def _description(self, line):
        text = line["description"] or ""
        if "date_due" in line:
            text = f"{text} ({self.labels['due'](line['date_due'])})"
        return text

    def _styles(self, currency_id):
        """Formats of the amounts of a currency, of its totals, and of details."""
        if currency_id not in self.amounts:
            style = {"num_format": self.money_format(currency_id)}
            self.amounts[currency_id] = (
                self.book.add_format(style),
                self.book.add_format({**style, "bold": True, "top": 1}),
                self.book.add_format({**style, "italic": True, "font_color": "#555555"}),
            )
        return self.amounts[currency_id]
