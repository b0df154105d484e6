"""What receipts attest: which document an invoice needs, what settled it, what was released."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

UNCERTAIN_MEANS = ("cheque", "bill", "note")
"""Codes of the means of payment that may come back after they were received."""


@dataclass(frozen=True, slots=True)
class SettledPair:
    """An amount of one credit that settles one debit, both by the id of their journal item.

    ``amount`` counts the last decimals of the currency of the debit, which has ``digits`` of them.
    """

    debit_id: int
    credit_id: int
    amount: int
    digits: int


def write_key(pairs: Iterable[SettledPair]) -> str:
    """What was settled by what, as a text: the same again if it is undone and done again.

    >>> write_key([SettledPair(12, 7, 50000, 2), SettledPair(3, 7, 1500, 0)])
    '12-7:500.00,3-7:1500'
    >>> write_key([])
    ''
    """
    return ",".join(sorted(map(_pair_text, pairs)))


def read_key(text: str) -> Counter[SettledPair]:
    """The pairs of a text that ``write_key()`` wrote, with how many times each stands in it.

    >>> text = "12-7:500.00,12-7:500.00,3-7:1500"
    >>> write_key(read_key(text).elements()) == text
    True
    >>> read_key("")
    Counter()
    """
    return Counter(map(_read_pair, filter(None, text.split(","))))


def released(before: str, now: str) -> list[int]:
    """Ids of the journal items whose credit counted in the key ``before`` and not in ``now``.

    An amount that changed was released, too.

    >>> released("12-7:500.00,12-8:100.00", "12-7:500.00")
    [8]
    >>> released("12-7:500.00", "12-7:400.00"), released("", "12-7:500.00")
    ([7], [])
    """
    gone = read_key(before) - read_key(now)
    return [pair.credit_id for pair in gone]


def kind_of_receipt(
    is_registered: bool, has_customer: bool, has_money: bool, remaining: int, is_certain: bool
) -> str | None:
    """Which document says where an invoice stands, or ``None``.

    :param has_money: a payment settles some of it; credit notes alone cancel an invoice
    :param remaining: what is left to pay, in units of its currency
    :param is_certain: no cheque or bill that settled it may still come back

    >>> kind_of_receipt(True, True, True, 0, True), kind_of_receipt(True, True, True, 500, True)
    ('receipted', 'balance')
    >>> kind_of_receipt(True, True, True, 0, False) is None  # the bank has not paid the cheque
    True
    >>> kind_of_receipt(True, True, False, 0, True) is None
    True
    """
    if not (is_registered and has_customer and has_money):
        return None
    if remaining:
        return "balance"
    return "receipted" if is_certain else None


def _pair_text(pair: SettledPair) -> str:
    sign, amount = ("-" if pair.amount < 0 else ""), abs(pair.amount)
    whole, decimals = divmod(amount, 10**pair.digits)
    text = f"{sign}{whole}" + (f".{decimals:0{pair.digits}d}" if pair.digits else "")
    return f"{pair.debit_id}-{pair.credit_id}:{text}"


def _read_pair(text: str) -> SettledPair:
    ids, _colon, amount = text.partition(":")
    debit_id, _dash, credit_id = ids.partition("-")
    _whole, _point, decimals = amount.partition(".")
    return SettledPair(int(debit_id), int(credit_id), int(amount.replace(".", "")), len(decimals))
