"""What a statement says of payments that settled more, or less, than their money."""

from odoo.tools import formatLang

from ..payments.entry import beyond_money


def difference_texts(env, payment_ids):
    """How much of what each payment settled is money, and why the rest was settled.

    :param payment_ids: ids of payments whose amount is not that of their item, which are few
    :return: texts by id of payment, of those that settled a discount or a write-off
    """
    # Of movements that the user reads only what both parties know: the money, and why not more.
    payments = env["account.payment"].sudo().browse(payment_ids)
    texts = {}
    for payment in payments:
        parts, currency = beyond_money.parts_of(payment), payment.currency_id
        amounts = {
            "money": formatLang(env, parts.money, currency_obj=currency),
            "difference": formatLang(env, abs(parts.beyond), currency_obj=currency),
        }
        if parts.beyond > 0:
            cause = beyond_money.label_of_causes(env, parts.causes)
            texts[payment.id] = env._(
                "received %(money)s, %(cause)s %(difference)s", cause=cause, **amounts
            )
        elif parts.beyond:
            texts[payment.id] = env._(
                "received %(money)s, of which %(difference)s was kept", **amounts
            )
    return texts


def say_differences(env, rows, payment_ids):
    """Complete the descriptions of ``rows``.

    :param rows: list of ``Movement`` or ``Match``, changed in place
    :param dict payment_ids: id of the payment by rank in ``rows``: see ``difference_texts()``
    """
    texts = difference_texts(env, {*payment_ids.values()}) if payment_ids else {}
    for rank, payment_id in payment_ids.items():
        if payment_id in texts:
            description = env._(
                "%(description)s: %(difference)s",
                description=rows[rank].description,
                difference=texts[payment_id],
            )
            rows[rank] = rows[rank]._replace(description=description)
