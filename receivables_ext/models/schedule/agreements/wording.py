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


def standing_words(agreement):
    """What an invoice says of the agreement on it; empty without one that is not over."""
    if not agreement:
        return False
    env, number = agreement.env, agreement.display_name
    if agreement.missing:
        return env._("%(agreement)s: %(missing)s", agreement=number, missing=agreement.missing)
    if agreement.state == "draft":
        return env._("An agreement on other due dates is being prepared.")
    if agreement.state == "proposed":
        return env._(
            "%(agreement)s was proposed to the customer: the due dates hold until it is agreed.",
            agreement=number,
        )
    return env._(
        "To be paid as agreed in %(agreement)s. Next part: %(amount)s by %(day)s.",
        agreement=number,
        amount=formatLang(env, agreement.next_amount, currency_obj=agreement.currency_id),
        day=format_date(env, agreement.next_date),
    )


def agreed_words(agreement):
    """What an agreement says on the documents that it covers, once it is agreed."""
    env, days = agreement.env, agreement._sorted_parts().mapped("date_due")
    named = {"agreement": agreement.display_name, "last": format_date(env, days[-1])}
    if len(days) == 1:
        return env._(
            "To be paid by %(last)s, as agreed in %(agreement)s. The accounts keep the original "
            "due dates.",
            **named,
        )
    return env._(
        "To be paid as agreed in %(agreement)s: %(count)s parts, from %(first)s to %(last)s. The "
        "accounts keep the original due dates.",
        count=len(days),
        first=format_date(env, days[0]),
        **named,
    )


def ended_words(agreement, following):
    """Since when an agreement holds no longer, and what holds instead, as the customer reads it.

    :param following: the agreement that holds on its documents, if any
    """
    env, named = agreement.env, {"day": format_date(agreement.env, agreement.ended_on)}
    if following:
        return env._(
            "This agreement ended on %(day)s. What is left is to be paid as agreed in "
            "%(following)s.",
            following=following.display_name,
            **named,
        )
    if agreement.agreed_on:
        return env._(
            "This agreement ended on %(day)s: the original due dates of the documents hold again.",
            **named,
        )
    return env._(
        "This proposal was withdrawn on %(day)s: the due dates of the documents hold.", **named
    )


def gap_words(agreement):
    """What to change of parts that are not the total; empty where they are."""
    env, gap = agreement.env, agreement.amount_unplanned
    if not gap:
        return False
    named = {
        name: formatLang(env, amount, currency_obj=agreement.currency_id)
        for name, amount in (("gap", abs(gap)), ("total", agreement.amount_total))
    }
    if gap > 0:
        return env._("%(gap)s of %(total)s is in no part yet: raise a part, or add one.", **named)
    return env._(
        "The parts make %(gap)s more than the %(total)s to agree: lower a part, or take one out.",
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
