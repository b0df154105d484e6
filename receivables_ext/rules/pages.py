"""How the lines of a document are cut into pages, so that balances are carried forward.

Heights are whole numbers of any unit, the same one everywhere.
"""

from collections.abc import Sequence
from math import ceil


def text_lines(text: str, width: int) -> int:
    """Lines that ``text`` takes in a column of ``width`` characters; at least one.

    >>> text_lines("Invoice", 40), text_lines("", 40)
    (1, 1)

    A word never wraps, so every line is a little shorter than the column; one that is longer
    than the column is broken.

    >>> text_lines("Invoice, order of the workshop in Lyon", 20), text_lines("x" * 45, 20)
    (2, 3)
    """
    lines, used = 1, 0
    for word in text.split():
        length = len(word)
        if used and used + 1 + length <= width:
            used += 1 + length
            continue
        rows = max(1, ceil(length / width))
        lines += rows - (0 if used else 1)
        used = length - (rows - 1) * width
    return lines


def cut(heights: Sequence[int], first: int, full: int, tail: int) -> list[tuple[int, int]]:
    """Cut lines into pages: the ranks of the first line and after the last one, for each.

    :param heights: height of each line
    :param first: room for lines on the first page, which the document has begun already
    :param full: room for lines on the pages after
    :param tail: height of what follows the last line and must not stand alone on a page

    >>> cut([10] * 7, first=30, full=40, tail=10)
    [(0, 3), (3, 6), (6, 7)]

    The totals fit under the lines or not: without them the last page would hold them all.

    >>> cut([10] * 7, first=30, full=40, tail=0)
    [(0, 3), (3, 7)]

    No line is lost, whatever its height; no line, one page.

    >>> cut([90, 10], first=30, full=40, tail=10), cut([], first=30, full=40, tail=10)
    ([(0, 1), (1, 2)], [(0, 0)])
    """
    pages = []
    start, used, room = 0, 0, first
    for rank, height in enumerate(heights):
        if rank > start and used + height > room:
            pages.append((start, rank))
            start, used, room = rank, 0, full
        used += height
    end = len(heights)
    if used + tail > room and end - start > 1:
        pages.append((start, end - 1))
        start = end - 1
    return [*pages, (start, end)]
