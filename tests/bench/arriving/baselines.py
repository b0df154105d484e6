"""Two ways in which lines are matched elsewhere, on the same lines: what is won by more."""

import re

from odoo.addons.receivables_ext.rules.matching import CERTAIN, OPEN, Match, Proposal, Share

from .names import FORMS


def exact_reference(ledger, lines):
    """Certain of the one document whose number, or reference, stands in the line as it is."""
    documents, names = {}, {}
    for item in ledger.items:
        documents.setdefault(item.document, []).append(item)
        for name in (item.number, *item.references):
            names.setdefault(name, set()).add(item.document)
    for line in lines:
        words = re.split(r"[\s,;()+]+", f"{line.reference} {line.label}")
        found = set().union(*(names.get(word, ()) for word in words))
        items = [item for document in found for item in documents[document]]
        is_sure = len(found) == 1 and sum(item.residual for item in items) == line.amount
        yield _answer(line, "number", items if is_sure else ())


def name_and_amount(ledger, lines):
    """Certain of the one installment of the amount whose customer has the name of the payer."""
    names = {}
    for customer in ledger.customers:
        names.setdefault(_plain(customer.names[0]), set()).add(customer.id)
    amounts = {}
    for item in ledger.items:
        amounts.setdefault((item.currency, item.residual), []).append(item)
    for line in lines:
        customers = names.get(_plain(line.payer), ())
        items = amounts.get((line.currency, line.amount), ())
        found = [item for item in items if item.customer in customers]
        yield _answer(line, "name", found if len(found) == 1 else ())


def _answer(line, reason, items):
    shares = tuple(Share(item.id, item.residual) for item in items)
    confidence = CERTAIN if shares else OPEN
    return Match(line.id, (Proposal(reason, "exact", confidence, shares=shares),))


def _plain(name):
    return " ".join(word for word in name.upper().split() if word not in FORMS)
