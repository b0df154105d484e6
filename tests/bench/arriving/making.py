"""What lines are made of: documents that somebody pays, and the truth about it."""

from dataclasses import dataclass

from odoo.addons.receivables_ext.rules.matching import Share

from . import names, writing


@dataclass(frozen=True, slots=True)
class Truth:
    """What a line settles: shares of items, money kept by others, money left; or what waited."""

    kind: str = ""
    shares: frozenset = frozenset()
    difference: int = 0
    left: int = 0
    waiting: object = None


def pick(town, fits=lambda items: True, count=1, tries=400):
    """A customer and ``count`` documents of theirs, in euros, that no other line pays."""
    rng = town.rng
    for _try in range(tries):
        customer = rng.randrange(len(town.customers))
        good = [
            document
            for document in town.open[customer]
            if town.documents[document][0].currency == "EUR" and fits(town.documents[document])
        ]
        if len(good) >= count:
            chosen = rng.sample(good, count)
            for document in chosen:
                town.open[customer].remove(document)
            return customer, [town.documents[document] for document in chosen]
    raise ValueError("The ledger has too few documents for so many lines.")


def paid(town, documents, first=0.7):
    """What is paid of some documents: all that is open, or the first installments of one."""
    if len(documents) == 1 and len(documents[0]) > 1 and town.rng.random() < first:
        return documents[0][:1]
    return [item for items in documents for item in items]


def settles(items, **rest):
    """The truth that all that is open of ``items`` is settled."""
    return Truth(shares=frozenset(Share(item.id, item.residual) for item in items), **rest)


def total(items):
    """What is open of ``items``."""
    return sum(item.residual for item in items)


def payer_of(town, customer):
    """The name and the account of a customer who pays."""
    return town.name_of(customer), town.ibans[customer]


def line_of(town, customer, words, amount, truth, *, payer=None, limit=None, reference=""):
    """Texts of a line, its amount and the truth; the customer pays unless ``payer`` does."""
    name, iban = payer or payer_of(town, customer)
    if payer is None and town.rng.random() < 0.04:  # an account that nobody knows yet
        name, iban = names.person(town.rng), ""
    texts = writing.line(town.rng, words, name, iban, limit=limit, reference=reference)
    return texts, amount, truth
