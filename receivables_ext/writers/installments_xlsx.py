"""Write the installment schedule as a spreadsheet, row by row: memory does not grow with it.

Dates and amounts are numbers; texts are written as texts, whatever they begin with.
"""

import xlsxwriter

from ..rules import sheet_names

LAST_ROW = 1_048_000
"""Rows of a sheet: a longer schedule goes on in another one."""
WIDTHS = {"date": 12, "monetary": 15, "integer": 10, "boolean": 8, "selection": 14, "many2one": 26}
LABELLED = 24
DAY = "yyyy-mm-dd"  # in a spreadsheet set to another language this one is understood too


class InstallmentWorkbook:
    """A workbook that takes installments one after the other."""

    def __init__(self, output, name: str, columns: dict):
        """Begin a workbook.

        :param output: a binary file, open for writing
        :param name: title of the schedule and of its sheet
        :param columns: ``{field: {"string", "type"}}``, in their order
        """
        self.book = xlsxwriter.Workbook(
            output,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.name, self.columns, self.taken = name, columns, set()
        self.title = self.book.add_format({"bold": True, "font_size": 14})
        self.bold = self.book.add_format({"bold": True})
        style = {"bold": True, "bottom": 1, "bg_color": "#EEEEEE"}
        self.text_head = self.book.add_format(style)
        self.amount_head = self.book.add_format({**style, "align": "right"})
        # Late and paid are said in words too, in the column of the situation.
        self.colors = {"overdue": "#B00020", "settled": "#1E6B34"}
        self.formats = {}
        self._start_sheet()

    def close(self):
        if self.head is not None:
            self.sheet.autofilter(self.head, 0, max(self.row - 1, self.head), len(self.columns) - 1)
        self.book.close()

    def add_header(self, texts: list):
        """Write the title, and below it what the schedule is of."""
        self.sheet.write_string(self.row, 0, self.name, self.title)
        for text in texts:
            self.row += 1
            self.sheet.write_string(self.row, 0, text)
        self.row += 2

    def add_totals(self, labels: dict, currency_label: str, totals: list):
        """Write the totals, a row for each currency."""
        self.sheet.write_string(self.row, 0, currency_label, self.text_head)
        for column, label in enumerate(labels.values(), 1):
            self.sheet.write_string(self.row, column, label, self.amount_head)
        for total in totals:
            self.row += 1
            self.sheet.write_string(self.row, 0, total["currency"].name, self.bold)
            for column, key in enumerate(labels, 1):
                style = self._style("monetary", None, total["currency"])
                self.sheet.write_number(self.row, column, total[key], style)
        self.row += 2

    def add_rows(self, rows):
        """Write the installments below the titles of the columns, which stay in sight."""
        self._add_titles()
        for row in rows:
            if self.row > LAST_ROW:
                self._start_sheet()
                self._add_titles()
            for column, (name, described) in enumerate(self.columns.items()):
                value = row[name]
                style = self._style(described["type"], row["status"], row["currency"])
                if described["type"] in ("monetary", "integer"):
                    self.sheet.write_number(self.row, column, value, style)
                elif value and described["type"] == "date":
                    self.sheet.write_datetime(self.row, column, value, style)
                elif value:
                    self.sheet.write_string(self.row, column, value, style)
            self.row += 1

    def _start_sheet(self):
        self.sheet = self.book.add_worksheet(sheet_names.unique(self.name, self.taken))
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        for column, described in enumerate(self.columns.values()):
            self.sheet.set_column(column, column, WIDTHS.get(described["type"], LABELLED))
        self.row, self.head = 0, None

    def _add_titles(self):
        for column, described in enumerate(self.columns.values()):
            style = self.amount_head if described["type"] == "monetary" else self.text_head
            self.sheet.write_string(self.row, column, described["string"], style)
        self.sheet.freeze_panes(self.row + 1, 0)
        self.sheet.repeat_rows(self.row)
        self.head = self.row
        self.row += 1

    def _style(self, kind, status, currency):
        color = self.colors.get(status)
        key = kind, color, currency.id if kind == "monetary" else None
        if key not in self.formats:
            style = {"font_color": color} if color else {}
            if kind == "monetary":
                digits = currency.decimal_places
                style["num_format"] = "#,##0" + ("." + "0" * digits if digits else "")
            elif kind == "date":
                style |= {"num_format": DAY, "align": "left"}
            self.formats[key] = self.book.add_format(style)
        return self.formats[key]
