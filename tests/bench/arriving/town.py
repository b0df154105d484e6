"""A ledger that looks like one: customers, open documents, and what was learnt of payers."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from odoo.addons.receivables_ext.rules.matching import (
    Customer,
    Item,
    Learnt,
    Ledger,
    Terms,
    Waiting,
)

from . import names

TODAY = date(2026, 6, 30)
SCHEMES = (
    ("INV/{year}/{rank:05}", "RINV/{year}/{rank:05}"),
    ("FA{short}-{rank:05}", "AV{short}-{rank:05}"),
    ("F{year}{rank:06}", "A{year}{rank:06}"),
    ("{year}-{rank:05}", "AV{year}-{rank:05}"),
    ("{start}{rank:05}", "9{rank:05}"),
    ("FAC{rank}", "AVO{rank}"),
)
"""How companies number invoices and credit notes; the last has numbers that begin others."""
PRICES = (4990, 9900, 12000, 14900, 24000, 60000)
FEES = (250, 500, 800, 1000, 1200, 1500, 2500)


@dataclass
class Town:
    """The ledger while it is made, and what its lines are made from.

    ``documents``: items by document; ``open``: documents of a customer that no line pays yet;
    ``ibans``: the account of each customer, ``accounts``: all of them; ``payers``: third parties
    who pay for a customer.
    """

    rng: random.Random
    scheme: tuple[str, str]
    customers: list = field(default_factory=list)
    items: list = field(default_factory=list)
    documents: dict = field(default_factory=dict)
    credits: dict = field(default_factory=dict)
    open: dict = field(default_factory=dict)
    settled: list = field(default_factory=list)
    ibans: dict = field(default_factory=dict)
    accounts: set = field(default_factory=set)
    payers: dict = field(default_factory=dict)
    learnt: list = field(default_factory=list)
    waiting: list = field(default_factory=list)
    free: list = field(default_factory=list)
    taken: set = field(default_factory=set)

    def name_of(self, customer):
        return self.customers[customer].names[0]

    def ledger(self):
        """What the matcher is given, in an order that says nothing."""
        rows = {}
        for name in ("items", "customers", "waiting", "learnt"):
            some = list(getattr(self, name))
            self.rng.shuffle(some)
            rows[name] = tuple(some)
        return Ledger(**rows, terms=Terms("EUR", FEES, tolerance=100, tolerance_percentage=1))


def build(seed, count, scheme=None):
    """A ledger of about ``count`` open installments."""
    rng = random.Random(seed)
    town = Town(rng, SCHEMES[seed % len(SCHEMES)] if scheme is None else SCHEMES[scheme])
    town.free = rng.sample(range(10**6, 10**6 + 9 * count), 3 * count)
    _people(town, count // 4)
    ranks = {2025: 0, 2026: 0 if "{s" in town.scheme[0] or "year" in town.scheme[0] else count}
    sizes = [_documents_of(rng) for _customer in town.customers]
    turn = [number for number, size in enumerate(sizes) for _document in range(size)]
    rng.shuffle(turn)
    for place, customer in enumerate(turn):
        if len(town.items) >= count:
            break
        year = 2025 if place < len(turn) * 0.35 else 2026
        while rng.random() < 0.35:  # settled meanwhile
            ranks[year] += 1
            town.settled.append((customer, _number(town, 0, year, ranks[year]), _amount(rng)))
        ranks[year] += 1
        _invoice(town, customer, year, ranks[year])
    _credits(town)
    town.taken = {item.number for item in town.items}
    return town


def _people(town, count):
    rng = town.rng
    while len(town.customers) < count:
        name = names.company(rng)
        family = [name, *(names.kin(rng, name) for _rank in range(rng.random() < 0.08))]
        for each in family:
            key = len(town.customers)
            town.customers.append(Customer(key, (each,)))
            town.open[key] = []
            town.ibans[key] = _iban(rng)
            town.accounts.add(town.ibans[key])
            if rng.random() < 0.5:
                town.learnt.append(Learnt(key, iban=town.ibans[key]))
            if rng.random() < 0.25:
                _payer(town, key)


def _payer(town, customer):
    """A third party who pays for a customer: a person, a firm, another customer."""
    rng = town.rng
    other = rng.randrange(len(town.customers)) if rng.random() < 0.25 else None
    if other is not None and other != customer:
        name, iban = town.name_of(other), town.ibans[other]
    else:
        name = names.person(rng) if rng.random() < 0.4 else names.company(rng)
        iban = _iban(rng)
    town.payers[customer] = name, iban
    if rng.random() < 0.35:
        town.learnt.append(Learnt(customer, iban=iban, name=name))


def _documents_of(rng):
    draw = rng.random()
    low, high = (
        (1, 3) if draw < 0.6 else (3, 8) if draw < 0.9 else (8, 20) if draw < 0.99 else (20, 60)
    )
    return rng.randint(low, high)


def _amount(rng):
    draw = rng.random()
    if draw < 0.15:
        return rng.choice(PRICES)
    if draw < 0.30:
        return 5000 * rng.randint(1, 60)
    return max(500, int(rng.lognormvariate(10.6, 1.1)))


def _number(town, kind, year, rank):
    return town.scheme[kind].format(year=year, short=year % 100, rank=rank, start=year % 10)


def _invoice(town, customer, year, rank):
    rng, number = town.rng, _number(town, 0, year, rank)
    amount, due = _amount(rng), TODAY - timedelta(days=rng.randint(-45, 150))
    currency = "USD" if rng.random() < 0.02 else "EUR"
    parts = rng.choice((2, 3)) if rng.random() < 0.12 and amount > 3000 else 1
    references = (creditor_reference(f"{year % 100}{rank:06}"),) if town.rng.random() < 0.6 else ()
    document, items = town.free.pop(), []
    gives = parts == 1 and rng.random() < 0.05
    for part in range(parts):
        share = amount // parts + (amount % parts if part == parts - 1 else 0)
        if part == 0 and rng.random() < 0.04:
            share -= share // 3  # partly paid
        items.append(
            Item(
                town.free.pop(), customer, document, number, due + timedelta(days=30 * part),
                share, currency, references, share // 50 if gives else 0,
                due + timedelta(days=20) if gives else None,
            )
        )  # fmt: skip
    town.items += items
    town.documents[document] = items
    town.open[customer].append(document)


def _credits(town):
    """Credit notes and payments to use."""
    rng = town.rng
    for rank, customer in enumerate(
        rng.sample(range(len(town.customers)), len(town.customers) // 5), 1
    ):
        for _again in range(1 + (rng.random() < 0.15)):
            number = _number(town, 1, 2026, rank + 20000 * _again)
            if rng.random() < 0.15:
                number = f"PBNK1/2026/{rank:05}"
            units = -rng.choice((rng.randint(300, 9000), rng.choice(PRICES)))
            day = TODAY - timedelta(days=rng.randint(0, 90))
            item = Item(town.free.pop(), customer, town.free.pop(), number, day, units, "EUR")
            town.items.append(item)
            town.credits.setdefault(customer, []).append(item)


def expect(town, lines):
    """Payments and remittances that wait: some for a line, most for none yet."""
    rng = town.rng
    for _rank in range(lines // 25):
        customer = rng.randrange(len(town.customers))
        wait(town, "payment", _amount(rng), customer, str(rng.randint(10**6, 10**7 - 1)))
    for _rank in range(lines // 100):
        wait(town, "remittance", sum(_amount(rng) for _cheque in range(rng.randint(3, 20))))


def wait(town, kind, amount, customer=None, number=""):
    """A registered payment or a remittance that the bank has to show."""
    day = TODAY - timedelta(days=town.rng.randint(0, 12))
    row = Waiting(town.free.pop(), kind, day, amount, "EUR", customer, number)
    town.waiting.append(row)
    return row


def creditor_reference(digits):
    """An ISO 11649 reference of ``digits``."""
    rest = int("".join(str(int(char, 36)) for char in f"{digits}RF00")) % 97
    return f"RF{98 - rest:02}{digits}"


def _iban(rng):
    country, size = rng.choice((("FR", 23), ("FR", 23), ("FR", 23), ("DE", 18), ("BE", 12)))
    digits = "".join(rng.choice("0123456789") for _place in range(size))
    rest = int("".join(str(int(char, 36)) for char in f"{digits}{country}00")) % 97
    return f"{country}{98 - rest:02}{digits}"
