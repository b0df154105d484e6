"""What the payer of a draft wrote, and which documents it names."""

from odoo.fields import Domain

from ....rules import references
from ...allocation import named

# A payer names few documents of other customers: more are added by hand.
MOST_NAMED = 50


def find_named_of_others(payment):
    """Open items of any customer that the third party who made ``payment`` names."""
    Line = payment.env["account.move.line"]
    text = text_of_payer(payment)
    # Very many documents: those whose numbers end alike are read, then the whole names.
    ends = references.ends_of_names(text)[:MOST_NAMED]
    lines = Line.search(
        Line._receivable_domain()
        & Line._open_domain()
        & Domain("account_type", "=", "asset_receivable")
        & Domain("amount_residual_currency", ">", 0.0)
        & Domain.OR(Domain("move_name", "=like", f"%{end}") for end in ends)
    )
    ids, _unknown = named.find_named_lines(text, lines, named.names_of(lines))
    return Line.browse(ids)


def text_of_payer(payment):
    """What the payer wrote: it names documents."""
    return f"{payment.memo or ''} {payment.payment_reference or ''}"


def read_payer(payment, debits):
    """Which of ``debits`` the payer names, and what they name that the customer does not have.

    :return: ids of lines; list of words
    """
    text = text_of_payer(payment)
    chosen, words = named.find_named_lines(text, debits, named.names_of(debits))
    customer = payment.partner_id.commercial_partner_id
    unknown = named.unknown_to_customers(payment.env, {0: (customer, words)})
    return chosen, unknown.get(0, [])


def unknown_documents(payments):
    """What the payers of ``payments`` name and their customers do not have.

    :return: ``{payment: words}``, of those of which something is to be allocated
    """
    asked = {}
    for payment in payments._customer_payments():
        if payment.partner_id and (payment.state == "draft" or payment.unallocated_amount):
            others = payment.env["account.move.line"]
            if payment._has_third_party():
                others = find_named_of_others(payment)
            text, names = text_of_payer(payment), named.names_of(others)
            _ids, words = named.find_named_lines(text, others, names)
            asked[payment] = (payment.partner_id.commercial_partner_id, words)
    return named.unknown_to_customers(payments.env, asked)
