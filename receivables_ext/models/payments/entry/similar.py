"""Find the payments received that look like given ones, in any state.

**How it works**: payments are similar when they share a key: the transfer reference, the
number and bank of the cheque, or the amount and the customer within some days. One search
brings the candidates of any number of payments; the keys pair them: see ``rules/likeness.py``.
"""

from collections import defaultdict

from odoo.fields import Domain
from odoo.tools import SQL

from ....rules import likeness
from ...ledger.units import to_units

# Whose money it may be: the customer, and the third party who pays for them.
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


def find_similar(payments, among=None):
    """Similar payments of those ``payments``, saved or not, that have any.

    :param among: the payments to compare with; by default, those of the companies
    :return: ``{payment: similar payments}``, the latter as superuser: what the user may
        not read must not be missed, and must not be shown either
    """
    # See above: callers show only what the user may read, and count the others.
    received = payments.sudo()._customer_payments()
    others = _search_candidates(received) if among is None else among.sudo()
    compared = {payment: _compared_values(payment) for payment in received | others}
    by_key = defaultdict(list)
    for other in others:
        for key in likeness.shared_keys(compared[other]):
            by_key[key].append(other)
    found = {}
    for payment in received:
        similar = received.browse().union(
            *(
                other
                for key in likeness.shared_keys(compared[payment])
                for other in by_key[key]
                if not _is_same_or_replaced(payment, other)
                and likeness.may_repeat(compared[payment], compared[other], key)
            )
        )
        if similar:
            found[payment] = similar
    return found


def shared_rules(payments, other):
    """Names of the rules of ``rules/likeness.py`` by which ``other`` may repeat one of them."""
    # As in find_similar(): what is shared is said of payments that the user may read.
    compared = _compared_values(other.sudo())
    keys = set(likeness.shared_keys(compared))
    return {
        key[0]
        for values in map(_compared_values, payments.sudo())
        for key in keys.intersection(likeness.shared_keys(values))
        if likeness.may_repeat(values, compared, key)
    }


def _search_candidates(received):
    """Payments that may be similar to one of these at least, in one query."""
    domains = [_number_domain(received, name) for name in NUMBERS]
    dated = received.filtered(_has_dated_amount)
    if dated and (days := max(dated.company_id.mapped("duplicate_days"))):
        entities = _find_parties(dated).ids
        first, last = likeness.days_around(dated.mapped("date"), days)
        domains.append(
            Domain("amount", "in", [p.currency_id.round(p.amount) for p in dated])
            & Domain("date", ">=", first)
            & Domain("date", "<=", last)
            & Domain.OR(
                Domain(f"{party}.commercial_partner_id", "in", entities) for party in PARTIES
            )
        )
    return received.search_fetch(
        Domain("partner_type", "=", "customer")
        & Domain("payment_type", "=", "inbound")
        & Domain("company_id", "in", received.company_id.ids)
        & Domain.OR(domains),
        COMPARED,
    )


def _number_domain(received, name):
    """Payments with one of the numbers ``name``, in any spacing and case."""
    numbers = [payment[name] for payment in received if payment[name]]
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


def _compared_values(payment):
    """What the rule compares of ``payment``, as superuser."""
    company, currency = payment.company_id, payment.currency_id
    days = company.duplicate_days
    is_dated = bool(days) and _has_dated_amount(payment)
    return likeness.Payment(
        company=company.id,
        currency=currency.id,
        parties=tuple(party.id for party in _find_parties(payment)) if is_dated else (),
        units=to_units(payment.amount, currency) if is_dated else 0,
        day=payment.date,
        days=days,
        reference=payment.payment_reference or "",
        number=payment.instrument_number or "",
        bank=payment.instrument_bank or "",
    )


def _has_dated_amount(payment):
    """Whether its amount can be compared: a form that is being filled may lack any part of it."""
    return bool(payment.amount and payment.currency_id and payment.date and payment.company_id)


def _find_parties(payments):
    """The commercial entities whose money ``payments``, as superuser, may be.

    Strangers behind a walk-in customer may well pay the same amount on the same day.
    """
    partners = payments.env["res.partner"].union(*(payments[party] for party in PARTIES))
    return partners.commercial_partner_id.filtered(lambda partner: not partner.is_walk_in)


def _is_same_or_replaced(payment, other):
    """Whether ``other`` is ``payment``, or one of them was entered in place of the other."""
    origin = payment._origin
    return other in payment + origin + payment._replaced() or origin in other._replaced()
