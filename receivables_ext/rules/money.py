"""What a payment settles and how much of it is money: the rest is a discount or a write-off."""

from collections.abc import Iterable


def share_of_money(settled: int, received: int, settling: int) -> int:
    """How much of what a payment settles is money, in the units of ``settled``.

    An early payment discount or a write-off is booked in the entry of the payment, and settles
    invoices with it. Halves are rounded up.

    :param settled: what the payment settles of one document, in units of any currency
    :param received: the money, in units of the currency of the payment
    :param settling: all that the entry settles, in the same units

    An invoice of 1 000.00 is paid by 980.00 with a discount of 2 %:

    >>> share_of_money(100000, 98000, 100000)
    98000

    Floating point would be a cent off: 0.35 of 1.00, of which 0.70 is money.

    >>> share_of_money(35, 70, 100), round(0.35 * (0.70 / 1.00), 2)
    (25, 0.24)
    >>> share_of_money(35, 100, 100)
    35
    """
    if settling <= received:
        return settled
    return (2 * settled * received + settling) // (2 * settling)


def settled_with(money: int, received: int, settling: int) -> int:
    """How much ``money`` of a payment settles, with its part of the discount: the other way round.

    :param money: in units of the currency of the payment, at most ``received``
    :param received: all the money, in the same units
    :param settling: all that the entry settles, in the same units

    >>> settled_with(49000, 98000, 100000), settled_with(49000, 98000, 98000)
    (50000, 49000)
    """
    if settling <= received:
        return money
    return (2 * money * settling + received) // (2 * received)


def carrying(planned: int, received: int, settling: int) -> int:
    """What a payment settled when it was registered: that alone carries its discount.

    What was left to use then is money, whatever it settles later.

    :param planned: what it was meant to settle, in units of its currency; zero when nobody said
    :param received: its money, in the same units
    :param settling: all that its entry settles, in the same units

    1 045.00 and a fee of 5.00 for an invoice of 1 000.00: the 50.00 that are left are money.

    >>> carrying(100000, 104500, 105000)
    100000

    A payment on account with a tax withheld, of which every part carries its share:

    >>> carrying(0, 95000, 100000)
    100000
    """
    return min(settling, max(planned, settling - received)) if planned else settling


def money_in(settled: Iterable[int], received: int, settling: int, taken: int) -> list[int]:
    """How much money is in each amount that a payment settles.

    A discount belongs to what was settled when the payment was registered. Where that was released
    the discount was taken back: what the money settles since, it settles alone.

    :param settled: what is settled now, the oldest first, in units of the payment's currency
    :param received: the money in what carries the discount, in the same units
    :param settling: what carries it, see ``carrying()``
    :param taken: how much of the discount was taken back
    :return: units of money, one for each of ``settled``

    Two invoices of 1 000.00, paid by 1 960.00:

    >>> money_in([100000, 100000], 196000, 200000, 0)
    [98000, 98000]

    The first was released, and its 980.00 settle another one:

    >>> money_in([100000, 98000], 196000, 200000, 2000)
    [98000, 98000]

    1 045.00 and a fee of 5.00 settled 1 000.00; the 50.00 left to use then settle another invoice:

    >>> money_in([100000, 5000], 99500, 100000, 0)
    [99500, 5000]

    Rounding adds up: 299.99 for three invoices of 100.00.

    >>> money_in([10000, 10000, 10000], 29999, 30000, 0)
    [10000, 9999, 10000]
    """
    settled = list(settled)
    beyond = settling - received
    if beyond <= 0:
        return settled
    standing = max(0, settling * (beyond - taken) // beyond)
    money, done = [], 0
    for amount in settled:
        with_discount = min(amount, standing - done)
        before = share_of_money(done, received, settling)
        done += with_discount
        money.append(share_of_money(done, received, settling) - before + amount - with_discount)
    return money


def beyond_again(planned: int, received: int, beyond: int) -> int:
    """What a payment that is entered again settles beyond its money: at most what it did before.

    :param planned: what it is meant to settle, in units of its currency
    :param received: its money, in the same units
    :param beyond: what the payment that it replaces settled beyond its money; below zero when the
        company kept a part of the money

    980.00 and a discount of 20.00, entered again; with 985.00; with 1 000.00; with 900.00:

    >>> [beyond_again(100000, money, 2000) for money in (98000, 98500, 100000, 90000)]
    [2000, 1500, 0, 2000]

    255.00 for 250.00, of which 5.00 were kept, entered again; for nothing:

    >>> beyond_again(25000, 25500, -500), beyond_again(0, 25500, -500)
    (-500, 0)
    """
    if not planned:
        return 0
    wanted = planned - received
    return max(0, min(beyond, wanted)) if beyond > 0 else min(0, max(beyond, wanted))


def scaled(amounts: Iterable[int], total: int) -> list[int]:
    """``amounts`` in proportion, so that they add up to ``total``.

    :param amounts: in units of one currency, of any sign; they add up to zero only with ``total``
    :param total: what they are to add up to, in units of any currency

    >>> scaled([2000, 400], 1200), scaled([1, 1, 1], -2), scaled([2000], 2000)
    ([1000, 200], [-1, 0, -1], [2000])

    0.03 in a currency that is worth nothing in another:

    >>> scaled([0], 0)
    [0]
    """
    amounts = list(amounts)
    if not total:
        return [0] * len(amounts)
    whole = sum(amounts)
    parts, done, shared = [], 0, 0
    for amount in amounts:
        done += amount
        share = (2 * done * total + whole) // (2 * whole)
        parts.append(share - shared)
        shared = share
    return parts
