"""The items that a discount books, with its taxes: made by core's own early payment discount.

**How it works**: core reads the percentage of the payment term and the discounted amount of the one
installment of an invoice. For the length of one call it reads other values: the discount that was
granted, of all installments together. Nothing of that is written.
"""

from contextlib import ExitStack, contextmanager

from odoo.fields import Command

from ....rules.money import scaled
from ...ledger.units import to_amount, to_units


def prepare_discount_vals(payment, shares):
    """Items of the entry of ``payment`` for the discounts granted on invoices.

    :param dict shares: discount by invoice, in units of the currency of the payment, which is that
        of the invoices; above zero
    :return: list of dicts, as core's ``write_off_line_vals``: they add up to the discounts
    """
    env, currency, company = payment.env, payment.currency_id, payment.company_id
    total = to_amount(sum(shares.values()), currency)
    with ExitStack() as stack:
        items = [
            stack.enter_context(_read_with_discount(invoice, to_amount(units, currency)))
            for invoice, units in shares.items()
        ]
        values = env["account.move"]._get_invoice_counterpart_amls_for_early_payment_discount(
            [{"aml": item} for item in items],
            currency._convert(total, company.currency_id, company, payment.date),
        )
    return [
        {"partner_id": payment.partner_id.commercial_partner_id.id, **vals}
        for group in values.values()
        for vals in group
    ]


@contextmanager
def _read_with_discount(invoice, discount):
    """Let ``invoice`` be read as one installment that has ``discount``, as on a payment term.

    :return: that installment
    """
    env = invoice.env
    items = invoice.line_ids.filtered(lambda line: line.display_type == "payment_term")
    item, others = items[0], items[1:]
    # A rounding on the biggest tax is an item of that tax: core would take it for the whole tax.
    others += invoice.line_ids.filtered(lambda line: line.display_type == "rounding")
    amount, balance = (sum(items.mapped(name)) for name in ("amount_currency", "balance"))
    own = invoice.company_currency_id
    units = to_units(amount, invoice.currency_id)
    taken = to_units(discount, invoice.currency_id)
    (part, _rest) = scaled([taken, units - taken], to_units(balance, own))
    env.flush_all()  # nothing that waits to be written may be taken for what is read here
    read = {
        invoice: {
            "invoice_payment_term_id": _term(invoice, 100 * discount / amount),
            "line_ids": invoice.line_ids - others,
        },
        item: {
            "amount_currency": amount,
            "amount_residual_currency": amount,
            "balance": balance,
            "discount_amount_currency": amount - discount,
            "discount_balance": balance - to_amount(part, own),
        },
    }
    for record, values in read.items():
        for name, value in values.items():
            field = record._fields[name]
            field._update_cache(record, field.convert_to_cache(value, record, validate=False))
    try:
        yield item
    finally:
        for record, values in read.items():
            record.invalidate_recordset(list(values), flush=False)


def _term(invoice, percentage):
    """A payment term of that discount, which reduces taxes as that of ``invoice`` does."""
    Term = invoice.env["account.payment.term"].with_company(invoice.company_id)
    term = Term.new(
        {
            "company_id": invoice.company_id.id,
            "early_discount": True,
            "discount_percentage": percentage,
            "line_ids": [Command.clear()],
        }
    )
    if invoice.invoice_payment_term_id:
        term.early_pay_discount_computation = (
            invoice.invoice_payment_term_id.early_pay_discount_computation
        )
    return term
