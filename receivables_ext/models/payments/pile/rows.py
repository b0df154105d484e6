"""The rows of a pile: drafts of payments, made and changed as they are typed.

**How it works**: what a person typed of a row comes in one call, and is kept whatever it says. The
customer is found, the documents are proposed by the service of payments, and the answer says what
the row does.
"""

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ....rules.pile import verdict
from ...ledger.asked import is_id, read_amount
from ...ledger.units import to_units
from ..entry import plan
from ..entry.similar import find_similar
from .customers import find_customers, say_not_found

TEXTS = ("instrument_number", "instrument_bank", "instrument_account", "duplicate_reason")
DATES = ("date", "instrument_due_date")
TYPED = ("amount", *DATES, *TEXTS)
"""Fields of payments that are typed in a row."""


def enter_rows(pile, rows):
    """Keep what was typed of some rows.

    :param rows: list of dicts; ``id`` of a row that is there already, ``customer`` as it was
        typed, fields of ``TYPED``; what a dict lacks stays as it is
    :return: the payments
    :raises UserError: something typed is no value, or a row is registered
    """
    read = [_read_row(pile, row) for row in rows]
    texts = list(dict.fromkeys(row["customer"] for row in read if row.get("customer")))
    found = find_customers(pile, texts) if texts else {}
    payments = pile.env["account.payment"]
    for row in read:
        payments += _enter(pile, row, found)
    return payments


def _enter(pile, row, found):
    payment = row.pop("payment")
    vals = _payment_values(pile, payment, row, found)
    if payment:
        payment.write(vals)
    else:
        payment = payment.create(_header_values(pile) | vals)
    if {"partner_id", "amount"} & vals.keys():
        _propose_documents(payment)
    return payment


def _read_row(pile, row):
    env = pile.env
    if not isinstance(row, dict):
        raise UserError(env._("Give the row of a pile as names and values."))
    read = {"payment": _row_of(pile, row.get("id"))}
    if "amount" in row:
        read["amount"] = read_amount(env, row["amount"] or 0.0)
    for name in ("customer", *TEXTS):
        if name in row:
            read[name] = str(row[name] or "").strip()
    for name in DATES:
        if name in row:
            try:
                read[name] = fields.Date.to_date(row[name] or False)
            except (TypeError, ValueError) as error:
                raise UserError(env._("Give a date, such as 2026-01-31.")) from error
    return read


def _row_of(pile, row_id):
    """The payment of a row that is there already.

    :raises UserError: it is none of this pile, or is registered
    """
    Payment = pile.env["account.payment"]
    if not row_id:
        return Payment
    payment = Payment.browse(row_id if is_id(row_id) else 0).exists()
    if not payment or payment.pile_id != pile:
        raise UserError(pile.env._("This row is no longer in the pile: open the pile again."))
    if payment not in pile._rows_left():
        raise UserError(
            pile.env._(
                "%(payment)s is already registered: it can no longer be changed here.",
                payment=payment.display_name,
            )
        )
    return payment


def _header_values(pile):
    return {
        "payment_type": "inbound",
        "partner_type": "customer",
        "pile_id": pile.id,
        "journal_id": pile.journal_id.id,
        "payment_method_line_id": pile.payment_method_line_id.id,
        "currency_id": pile.currency_id.id,
        "date": pile.date,
        "station_id": pile.station_id.id,
    }


def _payment_values(pile, payment, row, found):
    vals = {name: value for name, value in row.items() if name in TYPED}
    if "customer" in row:
        vals |= _customer_values(pile, row["customer"], found)
        if not (row.get("instrument_bank") or payment.instrument_bank):
            vals["instrument_bank"] = _usual_bank(pile, vals["partner_id"])
    if not vals.get("date", True):
        vals["date"] = pile.date
    due = vals.get("instrument_due_date")
    if due and due > fields.Date.context_today(pile):
        vals["date"] = due  # the bank pays nothing before that day
    return vals | {"pile_refusal": False}


def _customer_values(pile, text, found):
    meant = found.get(text)
    customer = meant.customer if meant else pile.env["res.partner"]
    return {
        "partner_id": customer.id,
        "memo": meant.number if customer else False,
        "customer_typed": not customer and text,
    }


def _usual_bank(pile, customer_id):
    """The bank of the last payment of the customer, where the means asks for one."""
    if not customer_id or pile.bank_use in (False, "no"):
        return False
    last = pile.env["account.payment"].search(
        Domain("partner_id", "=", customer_id)
        & Domain("partner_type", "=", "customer")
        & Domain("company_id", "=", pile.company_id.id)
        & Domain("instrument_bank", "!=", False),
        order="id desc",
        limit=1,
    )
    return last.instrument_bank


def _propose_documents(payment):
    """Propose what the payment settles, and only that: the rest is on the form of the payment."""
    commands = plan.prepare_plan_commands(payment)
    payment.allocation_line_ids = [
        command for command in commands if command[0] != Command.CREATE or command[2]["amount"]
    ]


# === What a row says === #


def describe_rows(payments):
    """The rows of ``payments``, as a screen prints them: list of dicts."""
    similar, problems = find_similar(payments), _find_problems(payments)
    return [_describe(payment, similar.get(payment), problems.get(payment)) for payment in payments]


def _describe(payment, similar, problem):
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
        # Found as superuser: those that the user may not read are only counted.
        "similar": similar.with_env(payment.env)._name_similar() if similar else [],
        "problem": problem or "",
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
    return problems
