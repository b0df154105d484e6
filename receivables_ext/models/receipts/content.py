"""What a receipted invoice, a balance document or a payment receipt says.

**How it works**: figures come from ``settlement.py``, words from ``wording.py``. All of it is texts
in the language of the receipt, kept with it: it prints the same for good.
"""

from odoo import fields

from . import wording
from .payment_content import prepare_payment_content


def prepare_content(env, receipt, found):
    """All that is printed on ``receipt``, as of now.

    :param receipt: one ``receivables.receipt``; nothing of it is written
    :param found: ``Settlement`` of its invoice, or ``PaymentUse`` of its payment
    :return: dict of texts, lists of texts and nothing else, to be kept as JSON
    """
    receipt.ensure_one()
    env = env(context={**env.context, "lang": receipt.lang or env.lang or "en_US"})
    prepare = prepare_payment_content if receipt.kind == "payment" else _invoice_content
    return {**_content_header(env, receipt), **prepare(env, receipt, found)}


def _content_header(env, receipt):
    """What all kinds of documents have in common."""
    company = receipt.company_id.with_context(lang=env.lang)
    is_issued = bool(receipt.name)
    return {
        "kind": receipt.kind,
        "lang": env.lang,
        "direction": env["res.lang"]._get_data(code=env.lang).direction,
        "number": receipt.name or "",
        "issued_on": wording.date_text(
            env, receipt.issued_on or fields.Date.context_today(receipt)
        ),
        "signatory": company.receipt_signatory or "",
        # A draft has nothing to be checked.
        "verification_url": receipt._get_verification_url() if is_issued else "",
    }


# === Invoices === #


def _invoice_content(env, receipt, settlement):
    invoice = receipt.move_id
    money = wording.money_format(env, env["res.currency"].browse(settlement.currency_id))
    found = settlement.rows
    rows = [wording.row_texts(env, row, money) for row in found]
    parts = settlement.installments if len(settlement.installments) > 1 else []
    is_receipted = receipt.kind == "receipted"
    company = receipt.company_id.with_context(lang=env.lang)
    return {
        "title": env._("Balance of invoice %(invoice)s", invoice=invoice.name),
        "statement": env._(
            "Invoice %(invoice)s of %(invoice_date)s, as it stands on %(date)s.",
            invoice=invoice.name,
            invoice_date=wording.date_text(env, invoice.invoice_date),
            date=wording.date_text(env, receipt.issued_on or fields.Date.context_today(receipt)),
        ),
        "mention": company.receipt_mention or env._("RECEIPTED"),
        "receipted_line": wording.receipted_line(env, found) if is_receipted else "",
        "initial": money(settlement.initial),
        "paid": money(settlement.paid),
        "remaining": money(settlement.remaining),
        "rows_title": env._("Payments and credit notes")
        if any(row.kind == "credit_note" for row in found)
        else env._("Payments"),
        "rows": rows,
        "has_payer": any(row["payer"] for row in rows),
        # Of a settled invoice all of them are: the mention says so.
        "attested": [
            wording.attested_sentence(env, part, money)
            for part in parts
            if part.settled and not is_receipted
        ],
        "installments": [
            wording.installment_texts(env, part, money)
            for part in settlement.installments
            if not part.settled
        ],
    }
