"""Which credit settles which installment, and why.

Money is counted in whole units of the currency's rounding (cents). One call, one
customer, one currency. A strategy reads open items and returns allocations; it never
exceeds what is open on either side, and apart from the customer's own instruction the
order of its input does not matter.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

# Beyond this many partial sums a combination is no longer an obvious choice of the
# customer's but a coincidence; it also bounds the search to a few milliseconds.
MAX_SUMS = 4096


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What is still open on one item of customer debt.

    ``residual`` is above zero when the customer owes it, below zero when it is an
    unallocated credit. ``due`` is the due date, ``issued`` the date of the document.
    """

    id: int
    due: date
    issued: date
    residual: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """``amount`` units of one credit settling one debit, and the code of the reason."""

    debit_id: int
    credit_id: int
    amount: int
    reason: str


Share = tuple[int, int]  # (id of an open item, units to use of it)


def by_due_date(item: OpenItem) -> tuple:
    """Oldest due date first; then the oldest document; the id settles the last tie."""
    return (item.due, item.issued, item.id)


def by_issue_date(item: OpenItem) -> tuple:
    """Oldest document first; then the oldest due date; the id settles the last tie."""
    return (item.issued, item.due, item.id)


def pair(debits: Iterable[Share], credits: Iterable[Share]) -> Iterator[tuple[int, int, int]]:
    """Lay two queues of shares side by side: yield (debit id, credit id, units).

    >>> list(pair([(1, 500), (2, 700)], [(9, 600)]))
    [(1, 9, 500), (2, 9, 100)]
    """
    debits, credits = iter(debits), iter(credits)
    owed = available = 0
    while True:
        while not owed:
            if not (share := next(debits, None)):
                return
            debit_id, owed = share
        while not available:
            if not (share := next(credits, None)):
                return
            credit_id, available = share
        amount = min(owed, available)
        yield debit_id, credit_id, amount
        owed -= amount
        available -= amount


class Ledger:
    """The open items of one call, and what the allocations made so far leave of them."""

    def __init__(self, items: Iterable[OpenItem], today: date) -> None:
        items = list(items)
        self.today = today
        self.debits = sorted((i for i in items if i.residual > 0), key=by_due_date)
        self.credits = sorted((i for i in items if i.residual < 0), key=by_issue_date)
        self.left = {item.id: abs(item.residual) for item in items}
        self.allocations: list[Allocation] = []

    def open_debits(self) -> list[OpenItem]:
        """Debits with something left, oldest due date first."""
        return [item for item in self.debits if self.left[item.id]]

    def open_credits(self) -> list[OpenItem]:
        """Credits with something left, oldest first."""
        return [item for item in self.credits if self.left[item.id]]

    def settle(self, debits: Iterable[Share], credits: Iterable[OpenItem], reason: str) -> None:
        """Allocate ``credits``, in their order, to the shares of ``debits``, in theirs."""
        shares = [(credit.id, self.left[credit.id]) for credit in credits]
        for debit_id, credit_id, amount in pair(debits, shares):
            self.left[debit_id] -= amount
            self.left[credit_id] -= amount
            self.allocations.append(Allocation(debit_id, credit_id, amount, reason))

    def settle_whole(
        self, debits: Iterable[OpenItem], credits: Iterable[OpenItem], reason: str
    ) -> None:
        """Allocate ``credits`` to ``debits`` until one side is empty."""
        self.settle([(debit.id, self.left[debit.id]) for debit in debits], credits, reason)


# === Strategies === #


def _settle_named(book: Ledger, named: Mapping[int, Sequence[int]]) -> None:
    """Settle the documents that the customer named for each credit, in that order."""
    by_id = {debit.id: debit for debit in book.debits}
    for credit in book.credits:
        chosen = [by_id[debit_id] for debit_id in named.get(credit.id, ()) if debit_id in by_id]
        book.settle_whole(chosen, [credit], "instruction")


def _settle_oldest_due(book: Ledger) -> None:
    book.settle_whole(book.open_debits(), book.open_credits(), "oldest_due")


def _settle_oldest_issued(book: Ledger) -> None:
    debits = sorted(book.open_debits(), key=by_issue_date)
    book.settle_whole(debits, book.open_credits(), "oldest_issued")


def _settle_exact(book: Ledger) -> None:
    """Settle what equals a credit to the cent, then the rest by oldest due date."""
    for credit in book.open_credits():
        target = book.left[credit.id]
        debits = book.open_debits()
        same = next((debit for debit in debits if book.left[debit.id] == target), None)
        if same:
            book.settle_whole([same], [credit], "exact")
            continue
        shares = [(debit.id, book.left[debit.id]) for debit in debits]
        if chosen := find_combination(shares, target):
            book.settle(chosen, [credit], "combination")
    _settle_oldest_due(book)


def _settle_legal(book: Ledger) -> None:
    """Follow the order of the law: due first, the oldest first, equal dates in proportion.

    Source: French Code civil, article 1342-10.
    """
    for due, group in groupby(book.open_debits(), key=lambda debit: debit.due):
        debits, credits = list(group), book.open_credits()
        shares = [(debit.id, book.left[debit.id]) for debit in debits]
        available = sum(book.left[credit.id] for credit in credits)
        reason = "legal_due" if due <= book.today else "legal_later"
        if len(shares) > 1 and available < sum(owed for _debit, owed in shares):
            shares = in_proportion(shares, available)
            reason = "legal_share"
        book.settle(shares, credits, reason)


def _settle_nothing(book: Ledger) -> None:
    """Leave the choice to a person, or to the customer's instruction alone."""


STRATEGIES: dict[str, Callable[[Ledger], None]] = {
    "oldest_due": _settle_oldest_due,
    "oldest_issued": _settle_oldest_issued,
    "exact_match": _settle_exact,
    "legal_order": _settle_legal,
    "instruction": _settle_nothing,
    "manual": _settle_nothing,
}


def propose(
    items: Iterable[OpenItem],
    strategy: str,
    today: date,
    named: Mapping[int, Sequence[int]] | None = None,
    held: Collection[int] = (),
) -> list[Allocation]:
    """Propose allocations between the debits and the credits of ``items``.

    What the customer has named goes first under every strategy but *manual*.

    :param items: open items of one customer in one currency, in any order
    :param strategy: a key of ``STRATEGIES``
    :param today: the day on which an item is due or not (legal order)
    :param named: for the id of a credit, the ids of the debits its payer has named
    :param held: ids of the credits of which nothing but what is named is used
    :return: allocations, each above zero, never more than is open on either side

    >>> jan, feb = date(2026, 1, 31), date(2026, 2, 28)
    >>> invoices = [OpenItem(1, feb, jan, 700), OpenItem(2, jan, jan, 500)]
    >>> for row in propose([*invoices, OpenItem(9, jan, jan, -600)], "oldest_due", feb): print(row)
    Allocation(debit_id=2, credit_id=9, amount=500, reason='oldest_due')
    Allocation(debit_id=1, credit_id=9, amount=100, reason='oldest_due')
    """
    book = Ledger(items, today)
    if named and strategy != "manual":
        _settle_named(book, named)
    book.left.update(dict.fromkeys(held, 0))
    STRATEGIES[strategy](book)
    return book.allocations


# === Arithmetic === #


def find_combination(shares: Sequence[Share], target: int) -> list[Share] | None:
    """Find the fewest shares that add up to ``target``, the first ones when several do.

    >>> find_combination([(1, 300), (2, 500), (3, 700)], 1000)
    [(1, 300), (3, 700)]
    >>> find_combination([(1, 300), (2, 500)], 900) is None
    True
    """
    sums: dict[int, tuple[Share, ...]] = {0: ()}
    for share in shares:
        for total, chosen in list(sums.items()):
            longer = total + share[1]
            if longer > target or (longer in sums and len(sums[longer]) <= len(chosen) + 1):
                continue
            sums[longer] = (*chosen, share)
        if len(sums) > MAX_SUMS:
            return None
    return list(sums[target]) if target in sums else None


def in_proportion(shares: Collection[Share], available: int) -> list[Share]:
    """Spread ``available`` over ``shares`` in proportion, to the unit.

    The units lost by rounding down go to the largest remainders, then to the first ones.

    >>> in_proportion([(1, 200), (2, 100)], 100)
    [(1, 67), (2, 33)]
    """
    total = sum(owed for _id, owed in shares)
    parts = [(item_id, *divmod(available * owed, total)) for item_id, owed in shares]
    missing = available - sum(part for _id, part, _remainder in parts)
    largest = set(sorted(range(len(parts)), key=lambda rank: -parts[rank][2])[:missing])
    return [
        (item_id, part + (rank in largest))
        for rank, (item_id, part, _remainder) in enumerate(parts)
    ]
