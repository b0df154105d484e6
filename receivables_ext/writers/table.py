"""Write the rows of a payments export as CSV or XLSX: the same rows make the same bytes.

A row holds one value for each column: ``None``, a text, a ``date``, or an amount (``Decimal``)
with the decimals of its currency.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter

# A cell that begins with one of these is a formula for a spreadsheet program: the text of a
# customer's reference must not be one.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(labels: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    """CSV for programs and spreadsheets alike.

    UTF-8 with a byte order mark and semicolons, for which spreadsheets set to French need no
    import dialog; ISO dates and decimal points, which accounting programs read whatever the
    language of the machine.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(labels)
    writer.writerows(map(_to_cell, row) for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _to_cell(value):
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    value = value or ""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def to_xlsx(
    title: str, labels: Sequence[str], rows: Sequence[Sequence], total: float, made_on: date
) -> bytes:
    """XLSX with real numbers and dates; the last column is summed up under the last row.

    :param total: the sum of the last column, shown by programs that compute no formula
    :param made_on: what the properties of the file say, instead of the time of writing
    """
    output = io.BytesIO()
    # Rows go to disk one after the other: memory does not grow with their number.
    with xlsxwriter.Workbook(output, {"constant_memory": True}) as book:
        book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day)})
        bold = book.add_format({"bold": True})
        amount = book.add_format({"num_format": "#,##0.00"})
        total_format = book.add_format({"num_format": "#,##0.00", "bold": True, "top": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(title[:31])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(labels) - 1, 16)
        sheet.write_row(0, 0, labels, bold)
        for rank, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, Decimal):
                    sheet.write_number(rank, column, float(value), amount)
                elif isinstance(value, date):
                    sheet.write_datetime(rank, column, value, day)
                elif value:
                    sheet.write_string(rank, column, value)
        last = len(labels) - 1
        letter = xlsxwriter.utility.xl_col_to_name(last)
        formula = f"=SUM({letter}2:{letter}{len(rows) + 1})"
        sheet.write_formula(len(rows) + 1, last, formula, total_format, total)
    return output.getvalue()
