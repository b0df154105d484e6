"""Tables of a page of the documentation: read, compared, written as the formatter leaves them."""

import os
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "roles.md"
IS_WRITTEN = os.environ.get("WRITE") == "yes"
"""Whether the page is to follow what was measured (``dev/run roles NAME``)."""


def _block(name):
    return re.compile(rf"(<!-- table: {name} -->\n\n)(.*?)(\n<!-- end -->)", re.DOTALL)


def read_table(name):
    """The rows under the heading of a table: ``{first cell: [other cells]}``."""
    lines = _block(name).search(PAGE.read_text())[2].strip().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[1:] for row in rows[:1] + rows[2:]}


def write_table(name, table):
    """Put ``{first cell: [other cells]}``, whose first row is the heading, into the page."""
    rows = [[first, *others] for first, others in table.items()]
    widths = [max(3, *map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, ["-" * width for width in widths])
    lines = (
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
        for row in rows
    )
    text = "\n".join(lines) + "\n"
    PAGE.write_text(_block(name).sub(lambda found: found[1] + text + found[3], PAGE.read_text()))


def differences(name, table):
    """What the page does not say as it was measured, a line each; nothing when it is written."""
    if IS_WRITTEN:
        write_table(name, table)
        return []
    said = read_table(name)
    return [
        f"{row}: measured {table.get(row)}, docs/roles.md says {said.get(row)}"
        for row in sorted({*table, *said})
        if table.get(row) != said.get(row)
    ]
