"""Find the receipts that look like given ones, in any state.

**How it works**: payments are similar when they share a key: the transfer reference, the
number and bank of the cheque, or the amount and the customer within some days. One search
brings the candidates of any number of payments; the keys pair them.
"""

from collections import defaultdict
from datetime import timedelta

from odoo.fields import Domain
from odoo.tools import SQL

# Whose money it may be: the customer, and the third party who pays.
PARTIES = ("partner_id", "payer_id")
# Numbers that payers and banks give: two payments with different ones are two payments.
NUMBERS = ("instrument_number", "payment_reference")
# Everything that is compared.
COMPARED = (
    *PARTIES,
    *NUMBERS,
    "instrument_bank",
    "amount",
    "currency_id",
    "date",
    "company_id",
    "payment_type",
    "partner_type",
    "replaces_id",
)


def find_similar(env, payments, among=None):
    """Similar payments of those ``payments``, saved or not, that have any.

    :param among: the payments to compare with; by default, those of the companies
    :return: ``{payment: similar payments}``, the latter as superuser: what the user may
        not read must not be missed, and must not be shown either
    """
    # What the user may not read must not be missed; callers show what may be read only.
    receipts = payments.sudo()._customer_payments()
    others = search_candidates(env, receipts) if among is None else among.sudo()
    by_key = defaultdict(list)
    for other in others:
        for key in likeness_keys(env, other):
            by_key[key].append(other)
    found = {}
    for payment in receipts:
        similar = receipts.browse().union(
            *(
                other
                for key in likeness_keys(env, payment)
                for other in by_key[key]
                if may_repeat(payment, other, key)
            )
        )
        if similar:
            found[payment] = similar
    return found


def search_candidates(env, receipts):
    """Receipts that may be similar to one of these at least, in one query."""
    domains = [number_domain(receipts, name) for name in NUMBERS]
    dated = receipts.filtered(lambda payment: payment.amount and payment.date)
    if dated and (days := max(dated.company_id.mapped("duplicate_days"))):
        entities = parties_of(env, dated).ids
        domains.append(
            Domain("amount", "in", [p.currency_id.round(p.amount) for p in dated])
            & Domain("date", ">=", min(dated.mapped("date")) - timedelta(days))
            & Domain("date", "<=", max(dated.mapped("date")) + timedelta(days))
            & Domain.OR(
                Domain(f"{party}.commercial_partner_id", "in", entities) for party in PARTIES
            )
        )
    return receipts.search_fetch(
        Domain("partner_type", "=", "customer")
        & Domain("payment_type", "=", "inbound")
        & Domain("company_id", "in", receipts.company_id.ids)
        & Domain.OR(domains),
        COMPARED,
    )


def number_domain(receipts, name):
    """Payments with one of the numbers ``name``, whatever the spaces and the case."""
    numbers = [payment[name] for payment in receipts if payment[name]]
    if not numbers:
        return Domain.FALSE

    def squeeze(value):
        return SQL("LOWER(REPLACE(%s, ' ', ''))", value)  # as in the indexes of payments

    return Domain.custom(
        to_sql=lambda model, alias, query: SQL(
            "%s IN (%s)",
            squeeze(model._field_to_sql(alias, name, query)),
            SQL(", ").join(squeeze(number) for number in numbers),
        )
    )


def likeness_keys(env, payment):
    """What ``payment`` shares with those that it may repeat: ``(rule, company, ...)``."""
    company, currency = payment.company_id, payment.currency_id
    keys = []
    if reference := _squeeze(payment.payment_reference):
        keys.append(("reference", company, reference))
    if number := _squeeze(payment.instrument_number):
        keys.append(("instrument", company, number, _squeeze(payment.instrument_bank)))
    if company.duplicate_days and payment.amount and payment.date:
        amount = currency.round(payment.amount)
        parties = parties_of(env, payment)
        keys += [("amount", company, party, currency, amount) for party in parties]
    return keys


def parties_of(env, payments):
    """The commercial entities whose money ``payments`` may be.

    Strangers behind a walk-in customer may well pay the same amount on the same day.
    """
    # Whose money it may be, compared and not shown.
    partners = env["res.partner"].sudo().union(*(payments[party] for party in PARTIES))
    return partners.commercial_partner_id.filtered(lambda partner: not partner.is_walk_in)


def may_repeat(payment, other, key):
    """Whether ``payment``, which shares ``key`` with ``other``, may be the same money."""
    origin = payment._origin
    if other in payment + origin + payment._replaced() or origin in other._replaced():
        return False
    if key[0] != "amount":
        return True
    numbers, others = ({_squeeze(p[name]) for name in NUMBERS} - {""} for p in (payment, other))
    if numbers and others and not numbers & others:
        return False  # thirty cheques of the same rent
    return abs((payment.date - other.date).days) <= payment.company_id.duplicate_days


def _squeeze(number):
    """A number as it is compared: spaces and case are the typist's."""
    return "".join((number or "").split()).lower()
