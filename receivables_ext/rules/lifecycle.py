"""Where an invoice stands: one status, by what the ledger says of it and by the day."""

from dataclasses import dataclass
from datetime import date

STATUSES = ("draft", "registered", "partial", "overdue", "paid", "paid_unrecorded", "cancelled")
"""In the order of a life."""

OPEN = ("registered", "partial")
"""What the ledger says of an invoice that may become overdue."""


@dataclass(frozen=True)
class Facts:
    """What is known of a customer's document, whatever the day.

    :param state: of its entry: ``draft``, ``posted`` or ``cancel``
    :param total: units of its currency, above zero
    :param remaining: what is left of it, in the same units
    :param by_credit_notes: nothing but credit notes settled it
    :param marked: somebody said that it is paid although no payment is recorded
    """

    state: str
    total: int
    remaining: int
    by_credit_notes: bool = False
    marked: bool = False


def ledger_status(facts: Facts) -> str:
    """The status as far as it does not depend on the day.

    What the ledger says comes before what somebody said.

    >>> ledger_status(Facts("draft", 1000, 0)), ledger_status(Facts("cancel", 1000, 1000))
    ('draft', 'cancelled')
    >>> ledger_status(Facts("posted", 1000, 1000)), ledger_status(Facts("posted", 1000, 1))
    ('registered', 'partial')

    Money, or money and a credit note: paid. Credit notes only: cancelled. Nothing to pay: paid.

    >>> ledger_status(Facts("posted", 1000, 0)), ledger_status(Facts("posted", 0, 0))
    ('paid', 'paid')
    >>> ledger_status(Facts("posted", 1000, 0, by_credit_notes=True))
    'cancelled'

    A mark stands for the payment that is missing, of the whole or of the rest.

    >>> ledger_status(Facts("posted", 1000, 400, marked=True))
    'paid_unrecorded'
    >>> ledger_status(Facts("posted", 1000, 0, marked=True))
    'paid'
    """
    if facts.state != "posted":
        return "draft" if facts.state == "draft" else "cancelled"
    if not facts.remaining:
        return "cancelled" if facts.by_credit_notes else "paid"
    if facts.marked:
        return "paid_unrecorded"
    return "registered" if facts.remaining == facts.total else "partial"


def status(known: str, due: date | None, today: date) -> str:
    """The status on a day.

    :param known: ``ledger_status()``
    :param due: the first due date of which something is left; ``None`` for what is never late,
        such as a credit note

    Overdue from the day after the first due date, however little is left of it.

    >>> due, after = date(2026, 5, 31), date(2026, 6, 1)
    >>> status("registered", due, due), status("registered", due, after)
    ('registered', 'overdue')
    >>> status("partial", due, after), status("partial", None, after)
    ('overdue', 'partial')
    >>> status("paid", None, after), status("paid_unrecorded", None, after)
    ('paid', 'paid_unrecorded')
    """
    return "overdue" if known in OPEN and due and due < today else known
