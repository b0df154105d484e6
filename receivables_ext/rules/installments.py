"""Installments: in which parts a document is to be paid, and how each stands on a day."""

from collections.abc import Sequence
from datetime import date

STATUSES = ("overdue", "due_today", "partial", "due", "marked", "settled")
"""The most pressing first."""


def status(due: date, amount: int, remaining: int, today: date, marked: bool = False) -> str:
    """What is to be done about an installment of ``amount``, of which ``remaining`` is open.

    It is overdue from the day after its due date, however little of it is open, unless somebody
    ``marked`` its document as paid.

    >>> due, today = date(2026, 5, 31), date(2026, 6, 1)
    >>> status(due, 1000, 1000, due), status(due, 1000, 1000, today)
    ('due_today', 'overdue')
    >>> status(due, 1000, 400, today), status(due, 1000, 400, date(2026, 5, 1))
    ('overdue', 'partial')
    >>> status(due, 1000, 1000, date(2026, 5, 1)), status(due, 1000, 0, today)
    ('due', 'settled')
    >>> status(due, 1000, 1000, today, marked=True), status(due, 1000, 0, today, marked=True)
    ('marked', 'settled')
    """
    if not remaining:
        return "settled"
    if marked:
        return "marked"
    if due <= today:
        return "overdue" if due < today else "due_today"
    return "partial" if remaining != amount else "due"


def merge_parts(amounts: Sequence[int]) -> list[list[int]]:
    """Which parts of a document are paid together, so that none of them is a credit.

    A payment term may cut 230 into 350 and -120. What is against the total is taken off the parts
    before it, the latest first, and what is then left of it off those after.

    :param amounts: of the parts of one document, by due date, in units of its currency
    :return: ranks of the parts that make one installment; the first rank is the largest part, whose
        day holds

    >>> merge_parts([350, -120]), merge_parts([100, 200, 300])
    ([[0, 1]], [[0], [1], [2]])
    >>> merge_parts([100, 350, -120]), merge_parts([-50, 150, 20])
    ([[0], [1, 2]], [[1, 0], [2]])
    >>> merge_parts([300, 50, -120]), merge_parts([-350, 120])  # a credit note of -230
    ([[0, 1, 2]], [[0, 1]])
    >>> merge_parts([])
    []
    """
    sign = -1 if sum(amounts) < 0 else 1
    groups: list[tuple[list[int], int]] = []
    for rank, amount in enumerate(amounts):
        ranks, total = [rank], amount * sign
        while groups and (total < 0 or groups[-1][1] < 0):
            before, owed = groups.pop()
            ranks, total = before + ranks, owed + total
        groups.append((ranks, total))
    return [
        sorted(ranks, key=lambda rank: (-amounts[rank] * sign, rank)) for ranks, _total in groups
    ]
