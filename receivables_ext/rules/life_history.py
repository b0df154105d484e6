"""What became of an invoice: each change of its status, when it came, and from what."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from operator import attrgetter


@dataclass(frozen=True)
class Deed:
    """Something that happened to a document of a customer.

    :param when: in the time zone of who reads the history
    :param kind: ``registered``, ``draft``, ``cancelled``, ``settled``, ``released``, ``marked``
    :param cause: what names it to the caller, handed back unchanged
    :param parts: of what is registered: due date and units of each installment; no due date for
        what is never late
    :param units: of what is settled or released, above zero
    :param part: which installment, by its place in ``parts``; ``None`` when it is not known
    :param is_credit_note: whether a credit note settles it
    """

    when: datetime
    kind: str
    cause: Hashable = None
    parts: tuple[tuple[date | None, int], ...] = ()
    units: int = 0
    part: int | None = None
    is_credit_note: bool = False


@dataclass(frozen=True)
class Step:
    """A line of the history: the status from ``when`` on, and what is left then.

    :param cause: of the deed; ``None`` when a due date has passed
    """

    when: datetime
    status: str
    remaining: int
    cause: Hashable = None


@dataclass
class Life:
    """The document between two deeds: what ``lifecycle.Facts`` says of one."""

    state: str = "draft"
    parts: list[list] = field(default_factory=list)  # due date, units left
    total: int = 0
    money: int = 0
    marked: bool = False

    def take(self, deed: Deed) -> None:
        getattr(self, f"_take_{deed.kind}")(deed)

    def _take_registered(self, deed):
        self.state, self.money = "posted", 0
        self.parts = [[due, units] for due, units in deed.parts]
        self.total = sum(units for _due, units in deed.parts)

    def _take_draft(self, _deed):
        self.state, self.marked = "draft", False

    def _take_cancelled(self, _deed):
        self.state = "cancel"

    def _take_marked(self, _deed):
        self.marked = True

    def _take_settled(self, deed):
        self.money += 0 if deed.is_credit_note else deed.units
        self._spread(deed, deed.units, self.parts)
        self.marked = False

    def _take_released(self, deed):
        self.money -= 0 if deed.is_credit_note else deed.units
        self._spread(deed, -deed.units, self.parts[::-1])

    def _spread(self, deed, units, others):
        """Off the installment that is named, else off the others in turn."""
        known = deed.part is not None and deed.part < len(self.parts)
        for part in [self.parts[deed.part]] if known else others:
            taken = min(units, part[1]) if units > 0 and not known else units
            part[1] -= taken
            units -= taken

    @property
    def remaining(self):
        return sum(units for _due, units in self.parts)

    @property
    def by_credit_notes(self):
        return bool(self.total) and self.money <= 0

    @property
    def due(self) -> date | None:
        """The first due date of which something is left."""
        return min((due for due, units in self.parts if due and units > 0), default=None)


def replay(deeds: Iterable[Deed], now: datetime, status: Callable[[Life, date], str]) -> list[Step]:
    """The history of a document, the oldest line first.

    A deed is a line, whether or not the status is another one; a due date that passes is one when
    it makes the document overdue.

    :param status: how the document stands on a day, see ``lifecycle.py``

    >>> def status(life, day):
    ...     if not life.remaining:
    ...         return "cancelled" if life.by_credit_notes else "paid"
    ...     if life.due < day:
    ...         return "overdue"
    ...     return "registered" if life.remaining == life.total else "partial"
    >>> may, june = date(2026, 5, 31), date(2026, 6, 30)
    >>> deeds = [
    ...     Deed(datetime(2026, 5, 1, 9), "registered", "1.0", parts=((may, 300), (june, 700))),
    ...     Deed(datetime(2026, 5, 20, 9), "settled", "P1", units=100, part=0),
    ...     Deed(datetime(2026, 6, 3, 9), "settled", "P2", units=200),
    ...     Deed(datetime(2026, 6, 9, 9), "settled", "P3", units=700),
    ... ]
    >>> for step in replay(deeds, datetime(2026, 7, 15), status):
    ...     print(step.when.date(), step.status, step.remaining, step.cause)
    2026-05-01 registered 1000 1.0
    2026-05-20 partial 900 P1
    2026-06-01 overdue 900 None
    2026-06-03 partial 700 P2
    2026-06-09 paid 0 P3

    What is released is due again, and late at once if its day has passed.

    >>> deeds += [Deed(datetime(2026, 7, 1, 9), "released", "P3", units=700)]
    >>> replay(deeds, datetime(2026, 7, 15), status)[-1].status
    'overdue'

    Credit notes alone cancel.

    >>> deeds[1:] = [
    ...     Deed(datetime(2026, 5, 20, 9), "settled", "C1", units=1000, is_credit_note=True)
    ... ]
    >>> [step.status for step in replay(deeds, datetime(2026, 7, 15), status)]
    ['registered', 'cancelled']

    Registered and paid in one go, its payment may bear the earlier moment: it comes second.

    >>> deeds = [
    ...     Deed(datetime(2026, 5, 1, 9, 0, 5), "registered", "1.0", parts=((may, 300),)),
    ...     Deed(datetime(2026, 5, 1, 9, 0, 0), "settled", "P1", units=300),
    ... ]
    >>> [(step.status, step.cause) for step in replay(deeds, datetime(2026, 5, 2), status)]
    [('registered', '1.0'), ('paid', 'P1')]
    """
    life, steps = Life(), []
    for deed in _in_order(deeds):
        steps += _passed(life, steps, deed.when, status)
        life.take(deed)
        steps.append(Step(deed.when, status(life, deed.when.date()), life.remaining, deed.cause))
    return steps + _passed(life, steps, now, status)


def _in_order(deeds: Iterable[Deed]) -> Iterator[Deed]:
    """The deeds as they can have come: what is done at once bears moments of several clocks."""
    waiting, is_posted, last = sorted(deeds, key=attrgetter("when")), False, datetime.min
    while waiting:
        deed = waiting.pop(_next(waiting, is_posted))
        last = max(last, deed.when)
        if deed.kind in ("registered", "draft", "cancelled"):
            is_posted = deed.kind == "registered"
        yield replace(deed, when=last)


def _next(waiting: list[Deed], is_posted: bool) -> int:
    """The place of the deed that comes next: a draft is registered before it is settled."""
    first = waiting[0]
    if is_posted and first.kind == "registered":
        fits = [deed.kind in ("draft", "cancelled") and deed.when == first.when for deed in waiting]
    elif not is_posted and first.kind in ("settled", "released", "marked"):
        fits = [deed.kind == "registered" for deed in waiting]
    else:
        return 0
    return fits.index(True) if True in fits else 0


def _passed(life, steps, until, status) -> list[Step]:
    """The line of the due date that passed since the last line, if it made a difference."""
    if not steps or steps[-1].status == "overdue" or not life.due:
        return []
    when = datetime.combine(life.due + timedelta(days=1), time())
    is_between = steps[-1].when < when <= until
    if is_between and status(life, when.date()) == "overdue":
        return [Step(when, "overdue", life.remaining)]
    return []
