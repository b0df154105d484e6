"""What must not be taken for a payment of a document: typing errors, twins, money of others."""

from dataclasses import replace

from . import names, writing
from .making import Truth

NOTHING = Truth()


def wrong_number(town, item, amount):
    """A number with a typing error; where it names a twin of the payer, it is what they chose."""
    number = writing.mistyped(town.rng, item.number)
    twins = {
        other.number
        for other in town.items
        if other.customer == item.customer and other.residual == amount
    }
    return item.number if number in twins else number


def twin(town, customer, item):
    """One more open document of the customer of the same amount, with a number of its own."""
    rng = town.rng
    digits = "".join(char for char in item.number if char.isdigit())[-5:]
    rank = int(digits) + rng.choice((1, 2, 12, 30000))
    number = item.number.replace(str(int(digits)), str(rank)) if int(digits) else item.number
    if len(number) != len(item.number) or number in town.taken:
        number = f"{item.number[: -len(digits)]}{90000 - len(town.items) % 60000:0{len(digits)}}"
    if number in town.taken:
        return
    town.taken.add(number)
    document = town.free.pop()
    other = replace(
        item, id=town.free.pop(), document=document, number=number, references=(), discount=0
    )
    town.items.append(other)
    town.documents[document] = [other]


def noise(town):
    """Money that settles nothing that is open, though parts of it look as if it did."""
    return town.rng.choice(
        (
            _strangers, _strangers, _competitors_number, _strangers_amount, _advance, _advance,
            _paid_again, _settled_number, _other_firm_of_that_name, _interest, _other_currency,
        )
    )(town)  # fmt: skip


def _strangers(town):
    rng, amount = town.rng, town.rng.randint(500, 400000)
    words = writing.memo(rng, rng.choice(writing.THANKS), amount)
    return writing.line(rng, words, names.company(rng), "FR7612345"), amount, NOTHING


def _competitors_number(town):
    """The number of somebody else's invoice, which may be one of ours, and a stranger."""
    rng, item = town.rng, town.rng.choice(town.items)
    amount = rng.randint(500, 400000)
    number = rng.choice((item.number, f"F-{rng.randint(1, 99999)}", f"2026/{rng.randint(1, 999)}"))
    words = f"FACT {number}"
    return writing.line(rng, words, names.company(rng), ""), amount, NOTHING


def _strangers_amount(town):
    """An amount that somebody owes, sent by a stranger for something else."""
    rng, item = town.rng, town.rng.choice(town.items)
    amount = abs(item.residual)
    words = writing.memo(rng, rng.choice(writing.THANKS), amount)
    name = names.company(rng)
    if name == town.name_of(item.customer):  # then nobody could know
        name = names.person(rng)
    return writing.line(rng, words, name, ""), amount, NOTHING


def _advance(town):
    """A customer pays in advance: no document yet."""
    rng, customer = town.rng, town.rng.randrange(len(town.customers))
    amount = rng.choice((5000 * rng.randint(1, 60), rng.randint(3000, 200000)))
    words = rng.choice(("ACOMPTE", "ACOMPTE COMMANDE", "AVANCE", f"CDE {rng.randint(100, 9999)}"))
    texts = writing.line(rng, words, town.name_of(customer), town.ibans[customer])
    return texts, amount, Truth(left=amount)


def _settled(town):
    customer, number, amount = town.rng.choice(town.settled)
    return customer, number, amount


def _settled_number(town):
    """An invoice that is settled already is paid once more."""
    customer, number, amount = _settled(town)
    words = writing.memo(town.rng, writing.whole(town.rng, number), amount)
    texts = writing.line(town.rng, words, town.name_of(customer), town.ibans[customer])
    return texts, amount, Truth(left=amount)


def _paid_again(town):
    """The same, of an amount that the customer owes for another invoice."""
    rng = town.rng
    customer, number, _amount = _settled(town)
    debits = [town.documents[document][0] for document in town.open[customer]]
    amount = rng.choice(debits).residual if debits else 4990
    words = writing.memo(rng, writing.whole(rng, number), amount)
    # Were the number cut off, nobody could know that another one was meant.
    texts = writing.line(rng, words, town.name_of(customer), town.ibans[customer], limit=140)
    return texts, amount, Truth(left=amount)


def _other_firm_of_that_name(town):
    """A firm whose name is like that of a customer, who owes another amount."""
    rng, customer = town.rng, town.rng.randrange(len(town.customers))
    name = names.kin(rng, town.name_of(customer))
    amount = rng.randint(500, 400000)
    words = writing.memo(rng, rng.choice(writing.THANKS), amount)
    return writing.line(rng, words, name, ""), amount, NOTHING


def _interest(town):
    rng = town.rng
    words = rng.choice(
        ("INTERETS CREDITEURS 2026", "REMBOURSEMENT TVA 06/2026", "ANNULATION FRAIS", "URSSAF RBT")
    )
    return writing.line(rng, words, "", ""), rng.randint(50, 500000), NOTHING


def _other_currency(town):
    """Euros for an invoice in dollars."""
    rng = town.rng
    dollars = [item for item in town.items if item.currency == "USD"]
    if not dollars:
        return _interest(town)
    item = rng.choice(dollars)
    words = writing.memo(rng, item.number, item.residual)
    texts = writing.line(rng, words, town.name_of(item.customer), town.ibans[item.customer])
    return texts, item.residual, NOTHING
