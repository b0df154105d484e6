"""Find the customers whom a clerk means by a code, a name or the number of a document."""

from collections import defaultdict
from dataclasses import dataclass

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.sql import escape_psql

from ....rules import pile as rule
from ....rules import references

MOST = 6
"""Customers who are read of those whose name holds what was typed: more are not told apart."""
NAMED = 3
"""Customers who are named when several fit."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who is meant by a text: one customer, several, or none; ``number`` if it was a document."""

    customers: models.Model
    number: str = ""

    @property
    def customer(self):
        """The customer, when no other is meant."""
        return self.customers if len(self.customers) == 1 else self.customers.browse()


def find_customers(pile, texts):
    """Who is meant by each of ``texts``: the code as a whole, then a document, then the name.

    :return: ``{text: Found}``
    """
    exact = _search_customers(pile, [("ref", "=ilike"), ("name", "=ilike")], texts)
    documents = _search_documents(pile, [text for text in texts if not _by_code(exact, text)])
    named = _search_names(
        pile,
        [text for text in texts if not (_by_code(exact, text) or documents.get(text))],
    )
    found = {}
    for text in texts:
        if customers := _by_code(exact, text):
            found[text] = Found(customers)
        elif moves := documents.get(text):
            number = moves.name if len(moves) == 1 else ""
            found[text] = Found(moves.commercial_partner_id, number)
        else:
            found[text] = Found(_meant(exact | named[text], text))
    return found


def say_not_found(env, text, found):
    """The sentence for a text that means no customer, or several."""
    if not text:
        return env._("Type the code or the name of the customer, or the number of an invoice.")
    if not found.customers:
        return env._(
            "No customer and no invoice is called %(text)s: type the code or the name of the "
            "customer, or the number of an invoice.",
            text=text,
        )
    names = [
        f"{customer.display_name} ({customer.ref})" if customer.ref else customer.display_name
        for customer in found.customers[:NAMED]
    ]
    return env._(
        "%(text)s may be several customers: %(names)s… Type more of the name, or the code.",
        text=text,
        names=", ".join(names),
    )


def _search_customers(pile, conditions, texts):
    Partner = pile.env["res.partner"]
    texts = [escape_psql(text.strip()) for text in texts if text.strip()]
    found = Partner.search(
        Domain(Partner._check_company_domain(pile.company_id))
        & Domain.OR(Domain(name, operator, text) for name, operator in conditions for text in texts)
        if texts
        else Domain.FALSE,
        order="customer_rank desc, id",
    )
    return _customers_first(found.commercial_partner_id)


def _search_names(pile, texts):
    """The first customers whose name holds each of ``texts``, in one query: ``{text: customers}``.

    Some of each, however many there are of another: so each text is a search of its own.
    """
    Partner = pile.env["res.partner"]
    mine = Domain(Partner._check_company_domain(pile.company_id))
    searches = [
        SQL(
            "(%s)",
            Partner._search(
                mine & Domain("name", "ilike", escape_psql(text.strip())),
                limit=MOST,
                order="customer_rank desc, id",
            ).select(SQL("%s", rank), SQL.identifier("res_partner", "id")),
        )
        for rank, text in enumerate(texts)
        if text.strip()
    ]
    ids = defaultdict(list)
    if searches:
        for rank, partner_id in pile.env.execute_query(SQL(" UNION ALL ").join(searches)):
            ids[texts[rank]].append(partner_id)
    Partner.browse([partner_id for each in ids.values() for partner_id in each]).fetch(
        ["commercial_partner_id"]
    )
    return {
        text: _customers_first(Partner.browse(ids[text]).commercial_partner_id) for text in texts
    }


def _customers_first(partners):
    """Suppliers have names too: they are meant where no customer is."""
    return partners.filtered("customer_rank") or partners


def _search_documents(pile, texts):
    """The documents of customers whose number each of ``texts`` is: ``{text: documents}``."""
    Move = pile.env["account.move"]
    ends = references.ends_of_names(" ".join(texts))
    if not ends:
        return {}
    moves = Move.search(
        Domain("move_type", "in", ("out_invoice", "out_refund", "out_receipt"))
        & Domain("state", "=", "posted")
        & Domain("company_id", "child_of", pile.company_id.root_id.id)
        & Domain.OR(
            Domain(name, "=like", f"%{end}")
            for end in ends
            for name in ("name", "payment_reference")
        )
    )
    names = references.Names(
        (move.id, name) for move in moves for name in (move.name, move.payment_reference)
    )
    return {text: Move.browse(names.find_in(text).keys) for text in texts}


def _by_code(customers, text):
    coded = [rule.Customer(each.id, each.ref or "", "") for each in customers if each.ref]
    return customers.browse(rule.find_meant(text, coded))


def _meant(customers, text):
    named = [rule.Customer(each.id, each.ref or "", each.name or "") for each in customers]
    return customers.browse(rule.find_meant(text, named))
