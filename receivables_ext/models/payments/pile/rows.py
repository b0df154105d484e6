"""The rows of a pile: drafts of payments, made and changed as they are typed.

**How it works**: what a person typed of a row comes in one call, and is kept whatever it says. The
customer is found, the documents are proposed by the service of payments, and the answer says what
the row does.
"""

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ...ledger.asked import check_day, is_id, read_amount, read_text
from ..entry import plan
from .customers import find_customers

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
    banks = _usual_banks(pile, [each.customer.id for each in found.values() if each.customer])
    there = [row.pop("payment") for row in read]
    vals = [
        _payment_values(pile, payment, row, found, banks)
        for payment, row in zip(there, read, strict=True)
    ]
    header = _header_values(pile)
    new = iter(
        pile.env["account.payment"].create(
            [header | each for payment, each in zip(there, vals, strict=True) if not payment]
        )
    )
    payments = pile.env["account.payment"]
    for payment, each in zip(there, vals, strict=True):
        if payment:
            payment.write(each)
        else:
            payment = next(new)
        if payment.partner_id and {"partner_id", "amount"} & each.keys():
            _propose_documents(payment)
        payments += payment
    return payments


def _read_row(pile, row):
    env = pile.env
    if not isinstance(row, dict):
        raise UserError(env._("Give the row of a pile as names and values."))
    read = {"payment": _row_of(pile, row.get("id"))}
    if "amount" in row:
        read["amount"] = read_amount(env, row["amount"] or 0.0)
        if read["amount"] < 0:
            raise UserError(env._("A payment that was received is above zero."))
    for name in ("customer", *TEXTS):
        if name in row:
            read[name] = (read_text(env, row[name]) or "").strip()
    for name in DATES:
        if name in row:
            read[name] = _read_date(env, row[name])
    return read


def _read_date(env, value):
    try:
        day = fields.Date.to_date(value or False)
    except (TypeError, ValueError) as error:
        raise UserError(env._("Give a date, such as 2026-01-31.")) from error
    if day:
        check_day(env, day)
    return day


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


def _payment_values(pile, payment, row, found, banks):
    vals = {name: value for name, value in row.items() if name in TYPED}
    if "customer" in row:
        vals |= _customer_values(pile, row["customer"], found)
        if not (row.get("instrument_bank") or payment.instrument_bank):
            vals["instrument_bank"] = banks.get(vals["partner_id"], False)
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


def _usual_banks(pile, customer_ids):
    """The bank of the last payment of each customer, where the means asks for one."""
    if not customer_ids or pile.bank_use in (False, "no"):
        return {}
    last = pile.env["account.payment"]._read_group(
        Domain("partner_id", "in", customer_ids)
        & Domain("partner_type", "=", "customer")
        & Domain("company_id", "=", pile.company_id.id)
        & Domain("instrument_bank", "!=", False),
        ["partner_id"],
        ["id:max"],
    )
    Payment = pile.env["account.payment"]
    banks = {}
    for payment in Payment.browse([payment_id for _customer, payment_id in last]):
        banks[payment.partner_id.id] = payment.instrument_bank
    return banks


def _propose_documents(payment):
    """Propose what the payment settles, and only that: the rest is on the form of the payment."""
    commands = plan.prepare_plan_commands(payment)
    payment.allocation_line_ids = [
        command for command in commands if command[0] != Command.CREATE or command[2]["amount"]
    ]
