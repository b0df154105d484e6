"""The words of receipted invoices, balance documents and payment receipts.

Texts only, in the language of the context: amounts and dates come from those who know them.
"""

from odoo.tools import format_amount, format_date

from ...rules.wording import within_sentence


def money_format(env, currency):
    """A function that writes amounts of ``currency`` with its symbol."""
    return lambda amount: format_amount(env, amount, currency)


def date_text(env, value):
    return format_date(env, value)


# === Money that came in === #


def row_texts(env, row, money):
    """One line of the list of what settled an invoice.

    :param row: ``SettlementRow``
    :return: dict of texts ``date``, ``method``, ``reference``, ``payer``, ``note``, ``amount``
    """
    method, reference = row.method, row.reference
    if row.kind == "credit_note":
        method, reference = env._("Credit note"), row.name
    elif row.kind == "other":
        method, reference = method or env._("Other settlement"), reference or row.name
    is_pending = row.kind == "payment" and not row.cleared
    return {
        "date": date_text(env, row.date),
        "method": method or "",
        "reference": reference or "",
        "payer": row.payer or "",
        "note": collection_note(env) if is_pending else "",
        "amount": money(row.amount),
    }


def receipted_line(env, rows):
    """What the law asks for on a receipted invoice: when, by what means and which one.

    :param rows: list of ``SettlementRow``, by date
    :return: a sentence; nothing without a payment
    """
    payments = [row for row in rows if row.kind == "payment"]
    if not payments:
        return ""
    last = payments[-1]
    # The day on which nothing was left, be it by a credit note.
    day = rows[-1].date
    way = way_text(env, last.method, last.reference)
    sentence = env._("Receipted on %(date)s by %(way)s", date=date_text(env, day), way=way)
    if len({row.partial_id for row in rows}) > 1:
        return env._(
            "%(receipted_on)s, with the other payments or credit notes listed below.",
            receipted_on=sentence,
        )
    return f"{sentence}."


def received_line(env, words):
    """The sentence of a payment receipt.

    :param dict words: texts ``payer``, ``amount``, ``date``, ``way``, and ``customers`` when the
        payer is none of them
    """
    sentence = env._("Received from %(payer)s: %(amount)s on %(date)s by %(way)s", **words)
    if words["customers"]:
        return env._(
            "%(received)s, on behalf of %(customers)s.",
            received=sentence,
            customers=words["customers"],
        )
    return f"{sentence}."


def collection_note(env):
    """Said of a cheque or bill that the bank has not paid yet: it may come back."""
    return env._("Subject to collection")


def way_text(env, method, reference):
    """*cheque no. 0045120*, *bank transfer, ref. ASC-2210* or *cash (deposit of May)*.

    :param method: name of the means or method, or nothing
    :param reference: see ``settlement.reference_of()``, or nothing
    """
    words = {"method": within_sentence(method or env._("payment")), "reference": reference}
    if not reference:
        return words["method"]
    if " " in reference.strip() or not any(map(str.isdigit, reference)):
        return "{method} ({reference})".format(**words)
    if reference.strip().isdigit():
        return env._("%(method)s no. %(reference)s", **words)
    return env._("%(method)s, ref. %(reference)s", **words)


# === Installments === #


def installment_texts(env, installment, money):
    """One installment that is still to pay, as texts."""
    return {
        "name": env._("%(rank)s of %(count)s", rank=installment.rank, count=installment.count),
        "date_due": date_text(env, installment.date_due),
        "amount": money(installment.amount),
        "remaining": money(installment.remaining),
    }


def attested_sentence(env, installment, money):
    """The sentence by which an installment is said to be settled; the invoice is not yet."""
    return env._(
        "Installment %(rank)s of %(count)s, due on %(date)s, of %(amount)s is fully settled.",
        rank=installment.rank,
        count=installment.count,
        date=date_text(env, installment.date_due),
        amount=money(installment.amount),
    )
