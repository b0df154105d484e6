"""Pages of statements of account: where they end, and what balance is carried forward."""

from ...rules import pages

# Tenths of a millimetre, as printed by the PDF program with Odoo's layouts; a little generous, for
# a page that is cut too late is cut again by the program, in the wrong place.
ROW = 56
TEXT = 40
"""Height of each line of text after the first one of a row."""
HEAD = 66
"""Titles of the columns."""
CARRY = 56
"""Balance brought or carried forward."""
TITLE = 560
"""Address, title, period and what is said before the first line."""
BLOCK = 70
"""Name of a currency."""
TAIL = 340
"""Totals, closing balance and ageing."""
ACCOUNT = 50
"""Line of the payment instructions."""

DESCRIPTION = 46
REFERENCE = 20
NOTE = 56
"""Characters in a line of the column."""


def cut_blocks(blocks, sheet, instructions=0):
    """Cut the lines of ``blocks`` into their ``pages``.

    A page is a dict: ``lines``, ``starts`` (whether it begins on a new sheet), ``brought`` and
    ``carried`` (balances, ``None`` on the first and the last one).

    :param sheet: room on a page, see ``_sheet()``
    :param instructions: lines of text after the last block
    """
    left = sheet - TITLE
    for rank, block in enumerate(blocks, start=1):
        heights = [height_of(line) for line in block["lines"]]
        tail = TAIL + ACCOUNT * len(block["payment_totals"])
        tail += ACCOUNT * instructions if rank == len(blocks) else 0
        # Not two lines at the end of a sheet, nor totals alone on the next one.
        least = 3 * ROW + CARRY if len(heights) > 3 else sum(heights) + ROW + tail
        starts = left < BLOCK + HEAD + least
        room = (sheet if starts else left) - BLOCK - HEAD - ROW - CARRY
        ranges = pages.cut(heights, room, sheet - HEAD - 2 * CARRY, tail - CARRY)
        block["pages"] = [
            make_page(block["lines"], first, last, starts or first > 0) for first, last in ranges
        ]
        first, last = ranges[-1]
        taken = sum(heights[first:last]) + tail
        left = (room if len(ranges) == 1 else sheet - HEAD - CARRY) - taken


def make_page(lines, first, last, starts):
    """Lines from rank ``first`` to before ``last``."""
    return {
        "lines": lines[first:last],
        "starts": starts,
        "brought": lines[first - 1]["balance"] if first else None,
        "carried": lines[last - 1]["balance"] if last < len(lines) else None,
    }


def height_of(line):
    """Height of a line of a statement, from the texts that wrap."""
    texts = max(
        pages.text_lines(line["description"], DESCRIPTION),
        pages.text_lines(line["reference"], REFERENCE),
    )
    texts += sum(pages.text_lines(detail, NOTE) for detail in line["details"])
    if line["note"]:
        texts += pages.text_lines(line["note"], NOTE)
    return ROW + TEXT * (texts - 1)


def sheet_height(env, company):
    """Height of what is between header and footer of a page."""
    report = env.ref("receivables_ext.action_report_statement")
    # Paper is no secret.
    paper = report.sudo().with_company(company).get_paperformat()
    height = paper.print_page_height or 297
    return int(10 * (height - paper.margin_top - paper.margin_bottom))
