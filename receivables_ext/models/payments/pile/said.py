"""What the rows of a pile say at once: whose they are, what they settle, what is missing."""

from odoo import fields
from odoo.fields import Domain
from odoo.tools import format_date, formatLang
from odoo.tools.i18n import format_list

from ....rules.pile import verdict
from ...ledger.units import to_units
from ..entry.similar import find_similar
from .customers import find_customers, say_not_found
from .rows import DATES, TEXTS


def describe_rows(payments):
    """The rows of ``payments``, as a screen prints them: list of dicts."""
    similar, problems = find_similar(payments), _find_problems(payments)
    unsettled = _find_unsettled(payments)
    return [
        {
            **_describe(payment),
            # Found as superuser: those that the user may not read are only counted.
            "similar": similar[payment].with_env(payment.env)._name_similar()
            if payment in similar
            else [],
            "problem": problems.get(payment, ""),
            "unsettled": unsettled.get(payment, ""),
        }
        for payment in payments
    ]


def _describe(payment):
    lines = payment.allocation_line_ids
    currency = payment.currency_id
    documents = [
        (to_units(line.amount_residual, currency), to_units(line.amount, currency))
        for line in lines
    ]
    received = to_units(payment.amount, currency)
    return {
        "id": payment.id,
        "customer": payment.partner_id.display_name or payment.customer_typed or "",
        **{name: payment[name] or "" for name in TEXTS},
        **{name: fields.Date.to_string(payment[name]) or "" for name in DATES},
        "amount": payment.amount,
        "verdict": verdict(received, documents) if payment.partner_id and received else "",
        "to_use": payment.credit_left_amount,
        "documents": [
            {
                "id": line.id,
                "name": line.move_id.name,
                "due": fields.Date.to_string(line.date_due) or "",
                "remaining": line.amount_residual,
                "amount": line.amount,
                "reason": dict(line._fields["reason"]._description_selection(payment.env)).get(
                    line.reason, ""
                ),
            }
            for line in lines
        ],
        "is_ahead": payment._is_ahead(),
    }


def _find_problems(payments):
    """Why rows cannot be registered as they are: ``{payment: sentence}``."""
    problems = {payment: payment.pile_refusal for payment in payments if payment.pile_refusal}
    nobody = payments.filtered(lambda payment: not payment.partner_id)
    texts = [text for text in dict.fromkeys(nobody.mapped("customer_typed")) if text]
    found = find_customers(nobody.pile_id, texts) if texts else {}
    for payment in nobody:
        text = payment.customer_typed
        problems[payment] = say_not_found(payment.env, text, found.get(text))
    for payment in payments - nobody:
        if payment.amount and payment not in problems and (missing := payment._missing_details()):
            problems[payment] = payment.env._(
                "%(means)s asks for more: type %(details)s.",
                means=payment.method_shown,
                details=format_list(payment.env, missing),
            )
    return problems


def _find_unsettled(payments):
    """Why the document that was typed is not settled by its row: ``{payment: sentence}``."""
    # The number that was typed is the memo of the row: see rows.py.
    asked = payments.filtered(
        lambda payment: (
            payment.memo and payment.memo not in payment.allocation_line_ids.move_id.mapped("name")
        )
    )
    if not asked:
        return {}
    env = payments.env
    held = env["receivables.allocation.line"].search(
        Domain("move_id.name", "in", asked.mapped("memo"))
        & Domain("payment_id.state", "=", "draft")
        & Domain("amount", "!=", 0.0)
    )
    by_number = held.grouped(lambda line: line.move_id.name)
    unsettled = {}
    for payment in asked:
        holder = by_number.get(payment.memo, held.browse())[:1].payment_id
        unsettled[payment] = (
            env._(
                "%(document)s is not settled: a payment of %(amount)s of %(date)s, not registered "
                "yet, is to settle it.",
                document=payment.memo,
                amount=formatLang(env, holder.amount, currency_obj=holder.currency_id),
                date=format_date(env, holder.date),
            )
            if holder
            else env._("%(document)s has nothing left to settle.", document=payment.memo)
        )
    return unsettled
