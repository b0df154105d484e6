"""What the receipt of one payment says: its own share of each document, and what is left.

Core's receipt lists every payment of each of these invoices, those of other customers too.
"""

from odoo.tools.i18n import format_list

from ..payments.deductions.retained import words_of
from ..payments.entry import beyond_money
from . import settlement, wording


def prepare_payment_content(env, receipt, use):
    """Texts about the payment of ``receipt``, in the language of the context.

    :param use: ``PaymentUse`` of the payment
    :return: dict, see ``content.py``
    """
    payment = receipt.payment_ids._origin.with_context(lang=env.lang)
    payment.ensure_one()
    money = wording.money_format(env, payment.currency_id)
    customer = payment.partner_id.commercial_partner_id
    payer = payment.payer_id if payment._has_third_party() else customer
    customers = payment._get_paid_customers() if payer != customer else customer.browse()
    documents = payment.move_id.line_ids.matched_debit_ids.debit_move_id.move_id
    is_pending = payment._awaits_clearing()
    retained = words_of(payment.sudo().move_id)  # as on the payment itself
    notes = (
        is_pending and wording.collection_note(env),
        retained and env._("Of what this settles, %(retained)s.", retained=retained),
    )
    is_used_up = payment.currency_id.is_zero(use.remaining)
    return {
        "title": env._("Payment receipt"),
        "payment": payment.name,
        "received_line": wording.received_line(
            env,
            {
                "payer": payer.name,
                "amount": money(payment.amount),
                "date": wording.date_text(env, payment.received_date or payment.date),
                "way": wording.way_text(
                    env, payment.method_shown, settlement.reference_of(payment, documents)
                ),
                "customers": format_list(env, customers.mapped("name")),
            },
        ),
        "note": " ".join(filter(None, notes)),
        "amount": money(use.initial),
        "used": money(use.paid),
        "credit_left": "" if is_used_up else money(use.remaining),
        "shares": payment_shares(env, payment),
        "has_customers": len(customers) > 1,
    }


def payment_shares(env, payment):
    """What this payment settled of each document, in the currency of the document."""
    partials = payment.move_id.line_ids.matched_debit_ids.filtered(
        lambda partial: (
            partial._is_customer_allocation()
            and not partial.debit_move_id.move_id.takes_back_payment_id  # no money
        )
    )
    money_shares = beyond_money.money_shares(payment)
    shares = []
    for move, own in partials.grouped(lambda each: each.debit_move_id.move_id).items():
        currency = own.debit_move_id.currency_id
        money = wording.money_format(env, currency)
        # Like the amount received: a discount that was granted with it is no money.
        received = sum(
            settlement.money_of(each.debit_amount_currency, each, money_shares) for each in own
        )
        shares.append(
            {
                "date": wording.date_text(env, move.invoice_date or move.date),
                "document": _name_of_settled(env, own.debit_move_id[:1]),
                "customer": own.debit_move_id.partner_id[:1].name or "",
                "total": money(abs(move.amount_total)),
                "amount": money(received),
            }
        )
    return shares


def _name_of_settled(env, line):
    """The document of ``line``; money that was given back is said to be so."""
    if line.is_retained:
        return f"{line.name} ({line.move_id.name})"
    if line.payment_id:
        return env._("Refund %(number)s", number=line.move_id.name)
    return line.move_id.name
