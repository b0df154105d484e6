"""An installment on a day: settled, partly settled, due, late."""

from datetime import date

STATUSES = ("overdue", "due_today", "partial", "due", "settled")
"""The most pressing first."""


def status(due: date, amount: int, remaining: int, today: date) -> str:
    """What is to be done about an installment of ``amount``, of which ``remaining`` is open.

    It is overdue from the day after its due date, however little of it is open.

    >>> due, today = date(2026, 5, 31), date(2026, 6, 1)
    >>> status(due, 1000, 1000, due), status(due, 1000, 1000, today)
    ('due_today', 'overdue')
    >>> status(due, 1000, 400, today), status(due, 1000, 400, date(2026, 5, 1))
    ('overdue', 'partial')
    >>> status(due, 1000, 1000, date(2026, 5, 1)), status(due, 1000, 0, today)
    ('due', 'settled')
    """
    if not remaining:
        return "settled"
    if due <= today:
        return "overdue" if due < today else "due_today"
    return "partial" if remaining != amount else "due"
