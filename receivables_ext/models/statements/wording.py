"""What happened, in the words of a line of a statement and in the language of its reader."""

from odoo.tools import format_date

from ...rules.wording import adds_something, within_sentence
from ..payments.entry.method_names import method_translator


def movement_describer(env):
    """See ``receivables.statement._get_movement_describer()``."""
    invoice, credit_note = env._("Invoice"), env._("Credit note")
    refund, entry = env._("Refund made"), env._("Journal entry")
    describe_payment, describe_undoing = payment_describer(env), undoing_describer(env)

    def describe(kind, is_debit, ref, label, method, number, memo, direction, name, act, why):
        if act:
            return describe_undoing(act, describe_payment(method, number), name, why)
        if direction == "inbound" and is_debit:
            words = [label or entry]  # what the payer retained
        elif direction:
            paid = describe_payment(method, number)
            is_news = memo and adds_something(memo, paid, method or "")
            words = [refund if direction == "outbound" else "", paid, memo if is_news else ""]
        elif kind == "payment_term":
            words = [invoice if is_debit else credit_note, ref or ""]
        else:
            words = [label or ref or entry]
        return ", ".join(word for word in words if word)

    return describe


def payment_describer(env):
    """A function that says how something was paid, with the number of the cheque or bill."""
    payment, numbered = env._("Payment"), env._("%(payment)s no. %(number)s")
    translate = method_translator(env)

    def describe(method, number):
        name = translate(method) or payment
        return numbered % {"payment": name, "number": number} if number else name

    return describe


def undoing_describer(env):
    """A function that says what an entry that undoes a payment is, or the fees of the bank."""
    returned = env._("Returned %(payment)s")
    fees = env._("Bank fees of returned payment %(payment)s")
    reversed_for = env._("Reversal of %(payment)s: %(reason)s")

    def describe(act, paid, name, why):
        if act == "return":
            return returned % {"payment": within_sentence(paid)}
        if act == "fees":
            return fees % {"payment": name}
        return reversed_for % {"payment": name, "reason": why}

    return describe


def say_due_dates(env, rows, due):
    """Complete the descriptions of invoices that are due on other days than their own.

    :param rows: list of ``Movement``, changed in place
    :param dict due: due dates of the parts of an invoice, by rank in ``rows``
    """
    written = {}

    def text(day):
        if day not in written:
            written[day] = format_date(env, day)
        return written[day]

    for rank, days in due.items():
        row, first, last = rows[rank], min(days), max(days)
        if first == last == row.date:
            continue
        when = env._("due on %(day)s", day=text(first))
        if first != last:
            when = env._("due from %(first)s to %(last)s", first=text(first), last=text(last))
        rows[rank] = row._replace(description=f"{row.description}, {when}")
