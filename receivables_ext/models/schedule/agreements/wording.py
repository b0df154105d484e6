"""What an agreement says, in whole sentences."""

from odoo.tools import format_date, formatLang


def missing_words(agreement):
    """What is missing of an agreement that is late or broken; empty for the others.

    :param agreement: with the language of the reader
    """
    if agreement.standing not in ("late", "broken"):
        return False
    named = {
        "amount": formatLang(
            agreement.env, agreement.next_amount, currency_obj=agreement.currency_id
        ),
        "day": format_date(agreement.env, agreement.next_date),
    }
    if agreement.standing == "late":
        return agreement.env._("%(amount)s is missing of the part of %(day)s.", **named)
    return agreement.env._(
        "%(amount)s is missing of the part of %(day)s: the original due dates are back until it "
        "is paid.",
        **named,
    )


def default_clause(agreement):
    """When it is broken, as the customer reads it."""
    env, days = agreement.env, agreement.grace_days
    if not days:
        return env._(
            "A part that is not paid on its day breaks the agreement: what is left is then due by "
            "the original due dates."
        )
    if days == 1:
        return env._(
            "A part that is not paid 1 day after its day breaks the agreement: what is left is "
            "then due by the original due dates."
        )
    return env._(
        "A part that is not paid %(days)s days after its day breaks the agreement: what is left is "
        "then due by the original due dates.",
        days=days,
    )
