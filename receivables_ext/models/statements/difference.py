"""What an issued statement would say today and did not say then."""

import json
from collections import Counter

from odoo.exceptions import AccessError, UserError
from odoo.tools import format_amount

LISTED = 10
"""References named; beyond, their number is told."""


def describe_changes(env, copy):
    """Texts, or ``False`` when nothing changed or the user may not see the account."""
    if not copy.data:
        return False
    try:
        request = env["receivables.statement.issue"]._request(copy)
        statements = request.with_context(lang=copy.lang).get_statements()
    except (AccessError, UserError):
        return False
    return "\n".join(differences(env, copy.data["statements"], statements)) or False


def differences(env, before, after):
    before, after = by_currency_id(before), by_currency_id(frozen(after))
    for currency_id in dict.fromkeys([*before, *after]):
        yield from changes_of_currency(
            env,
            env["res.currency"].browse(currency_id),
            before.get(currency_id),
            after.get(currency_id),
        )


def frozen(statements):
    """Statements as they are once stored: dates are texts."""
    return json.loads(json.dumps(statements, default=str))


def by_currency_id(statements):
    return {statement["currency_id"]: statement for statement in statements}


def changes_of_currency(env, currency, before, after):
    then, now = counted_lines(before), counted_lines(after)
    if added := now - then:
        yield env._("New or changed: %(references)s", references=listed_references(env, added))
    if gone := then - now:
        yield env._("No longer there: %(references)s", references=listed_references(env, gone))
    labels = {
        "opening": env._("Opening balance"),
        "closing": env._("Closing balance"),
    }
    for name, label in labels.items():
        if name == "opening" and not all(one and one["has_opening"] for one in (before, after)):
            continue  # one of them printed none
        old, new = (one[name] if one else 0.0 for one in (before, after))
        if currency.compare_amounts(old, new):
            yield env._(
                "%(balance)s: %(new)s instead of %(old)s",
                balance=label,
                new=format_amount(env, new, currency),
                old=format_amount(env, old, currency),
            )


def counted_lines(statement):
    lines = statement["lines"] if statement else []
    return Counter(
        (line["reference"], line["date"], line["debit"], line["credit"]) for line in lines
    )


def listed_references(env, lines):
    references = list(dict.fromkeys(line[0] or line[1] for line in lines))
    more = len(references) - LISTED
    if more > 0:
        references[LISTED:] = [env._("%(count)s more", count=more)]
    return ", ".join(references)
