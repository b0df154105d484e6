"""The kinds of lines of the benchmark, each with the truth: what its payer meant to settle."""

from dataclasses import replace
from datetime import timedelta

from odoo.addons.receivables_ext.rules.matching import Line, Share

from . import traps, writing
from .making import Truth, line_of, paid, pick, settles, total
from .town import FEES, TODAY, build, expect, wait

MIX = {
    "own reference": 35,
    "cut reference": 15,
    "several invoices": 12,
    "netted credit note": 5,
    "third-party payer": 8,
    "fee kept": 5,
    "twins": 5,
    "name or amount only": 10,
    "noise": 5,
}
"""Lines of each kind, of a hundred: fixed."""


def lines_and_truth(seed, lines, items, scheme=None):
    """A ledger, lines against it, and the truth about each, which the matcher never sees."""
    town = build(seed, items, scheme)
    expect(town, lines)
    rows = []
    for kind, share in MIX.items():
        for _rank in range(round(lines * share / 100)):
            made = MAKERS[kind](town)
            if made:
                texts, amount, truth = made
                rows.append((texts, amount, replace(truth, kind=kind)))
    town.rng.shuffle(rows)
    keys = town.rng.sample(range(10 * len(rows)), len(rows))
    arrived, truths = [], {}
    for key, (texts, amount, truth) in zip(keys, rows, strict=True):
        day = TODAY - timedelta(days=town.rng.randint(0, 5))
        arrived.append(Line(key, day, amount, "EUR", **texts))
        truths[key] = truth
    return town.ledger(), arrived, truths


def own_reference(town):
    rng = town.rng
    customer, documents = pick(town)
    items, first, draw = paid(town, documents), documents[0][0], rng.random()
    number = first.number
    if draw < 0.08 and total(items) > 5000:  # in part
        part = items[0].residual * rng.randint(20, 80) // 100
        truth, amount = Truth(shares=frozenset([Share(items[0].id, part)])), part
    elif draw < 0.10:  # rounded up
        amount = total(documents[0]) + rng.randint(1, 40) * 10
        truth = settles(documents[0], left=amount - total(documents[0]))
    else:
        amount, truth = total(items), settles(items)
        if rng.random() < 0.02:
            number = traps.wrong_number(town, first, amount)
    if first.references and rng.random() < 0.5 and number == first.number:
        text = writing.spaced_reference(rng, first.references[0])
        if rng.random() < 0.4:
            words = writing.noise(rng, amount)
            return line_of(town, customer, words, amount, truth, reference=text)
    else:
        text = writing.whole(rng, number)
    return line_of(town, customer, writing.memo(rng, text, amount), amount, truth)


def cut_reference(town):
    rng = town.rng
    customer, documents = pick(town)
    items = paid(town, documents)
    number, amount = documents[0][0].number, total(items)
    if rng.random() < 0.3:  # the bank kept so many characters
        words = writing.memo(rng, writing.whole(rng, number), amount, crowd=0.2)
        limit = max(8, len(words) - rng.randint(1, 3))
        words, limit = (words, limit) if words.endswith(number[-3:]) else (words, None)
        return line_of(town, customer, words, amount, settles(items), limit=limit)
    return line_of(
        town, customer, writing.memo(rng, writing.cut(rng, number), amount), amount, settles(items)
    )


def several_invoices(town):
    rng = town.rng
    customer, documents = pick(town, count=rng.choice((2, 2, 2, 3, 3, 4, 5)))
    items = paid(town, documents)
    numbers, amount = [document[0].number for document in documents], total(items)
    return line_of(town, customer, several_names(rng, numbers), amount, settles(items))


def several_names(rng, numbers):
    """Several numbers in one memo: whole, the later ones short, cut by the bank, or counted."""
    draw, sign = rng.random(), rng.choice((" ", ", ", " + ", " / ", " ET "))
    if draw < 0.45:
        words = sign.join(writing.whole(rng, number) for number in numbers)
    elif draw < 0.70:
        ends = [writing.cut(rng, number).split()[-1] for number in numbers[1:]]
        words = sign.join([numbers[0], *ends])
    elif draw < 0.85:
        return sign.join(numbers)[:35]
    elif draw < 0.93:
        words = sign.join(writing.cut(rng, number) for number in numbers)
    else:
        return f"{len(numbers)} FACTURES {rng.choice(writing.THANKS)}"
    return f"{rng.choice(writing.WORDS)} {words}".strip()


def netted_credit_note(town):
    rng = town.rng
    for _try in range(200):
        customer = rng.choice([*town.credits])
        if not town.credits[customer] or len(town.open[customer]) < 1:
            continue
        credit = town.credits[customer][-1]
        count = rng.choice((1, 1, 2, 3))
        good = [doc for doc in town.open[customer] if town.documents[doc][0].currency == "EUR"]
        documents = [town.documents[doc] for doc in good[:count]]
        items = [item for document in documents for item in document]
        if not items or total([*items, credit]) < 500:
            continue
        town.credits[customer].pop()
        for document in good[:count]:
            town.open[customer].remove(document)
        numbers = [document[0].number for document in documents]
        draw, words = rng.random(), " ".join(writing.whole(rng, number) for number in numbers)
        if draw < 0.5:
            words += rng.choice((" - ", " AVOIR ", " MOINS AV ", " ./. ")) + credit.number
        elif draw < 0.75:
            words += rng.choice((" AVOIR DEDUIT", " MOINS AVOIR", " - AV"))
        items = [*items, credit]
        return line_of(town, customer, words, total(items), settles(items))
    return None


def third_party_payer(town):
    rng = town.rng
    customer, documents = pick(town)
    while customer not in town.payers:
        customer, documents = pick(town)
    items = paid(town, documents)
    number, amount, draw = documents[0][0].number, total(items), rng.random()
    is_customer = town.payers[customer][1] in town.accounts
    if draw < 0.62:
        text = writing.whole(rng, number)
    elif draw < 0.82 or is_customer:  # who owes money, too, says for whom they pay
        text = writing.cut(rng, number)
    else:
        text = rng.choice(writing.THANKS)
    words = writing.memo(rng, text, amount)
    if rng.random() < 0.2:
        words += f" POUR {town.name_of(customer).upper()}"
    return line_of(town, customer, words, amount, settles(items), payer=town.payers[customer])


def fee_kept(town):
    rng = town.rng
    customer, documents = pick(town, lambda items: len(items) == 1 and total(items) > 8000)
    items, draw = documents[0], rng.random()
    fee = rng.choice(FEES) if rng.random() < 0.85 else rng.randint(101, 2600)
    truth = settles(items, difference=fee)
    number = items[0].number
    text = (
        writing.whole(rng, number) if draw < 0.75
        else writing.cut(rng, number) if draw < 0.92
        else rng.choice(writing.THANKS)
    )  # fmt: skip
    amount = total(items) - fee
    return line_of(town, customer, writing.memo(rng, text, amount), amount, truth)


def twins(town):
    """One of several documents of one amount, of the customer or of a namesake."""
    rng = town.rng
    customer, [items] = pick(town, lambda items: len(items) == 1)
    amount, number = total(items), items[0].number
    for _rank in range(rng.choice((1, 1, 2))):
        traps.twin(town, customer, items[0])
    draw = rng.random()
    if draw < 0.40:
        text = writing.whole(rng, number)
    elif draw < 0.55:
        text = writing.cut(rng, number)
    else:
        text = rng.choice(writing.THANKS)
    return line_of(town, customer, writing.memo(rng, text, amount), amount, settles(items))


def name_or_amount_only(town):
    rng = town.rng
    draw, words = rng.random(), rng.choice((*writing.THANKS, "", writing.noise(rng, 0)))
    if draw < 0.12:
        customer, amount = rng.randrange(len(town.customers)), rng.randint(2000, 300000)
        row = wait(town, "payment", amount, customer, str(rng.randint(10**6, 10**7 - 1)))
        said = rng.choice((f"CHEQUE {row.number}", f"CHQ N {row.number}", "REMISE CHEQUE"))
        return writing.line(rng, said, "", ""), amount, Truth(waiting=row.id)
    if draw < 0.27:
        customer, documents = pick(town, count=rng.choice((2, 2, 3)))
        items = [item for document in documents for item in document]
        return line_of(town, customer, words, total(items), settles(items))
    customer, documents = pick(town)
    items = paid(town, documents)
    if draw < 0.37:  # nothing but an amount
        return writing.line(rng, words, "", ""), total(items), settles(items)
    if draw < 0.47 and items[0].residual > 5000:  # nothing but a name, and another amount
        part = items[0].residual * rng.randint(20, 80) // 100
        truth = Truth(shares=frozenset([Share(items[0].id, part)]))
        return line_of(town, customer, words, part, truth)
    return line_of(town, customer, words, total(items), settles(items))


MAKERS = {
    "own reference": own_reference,
    "cut reference": cut_reference,
    "several invoices": several_invoices,
    "netted credit note": netted_credit_note,
    "third-party payer": third_party_payer,
    "fee kept": fee_kept,
    "twins": twins,
    "name or amount only": name_or_amount_only,
    "noise": traps.noise,
}
