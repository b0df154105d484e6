"""What changed between two versions of a document, in the words of the reader.

Texts only: what changed is found by ``rules/revisions.py``.
"""

from odoo.fields import Date
from odoo.tools import format_date, formatLang

from ....rules import revisions


def changes_html(revision):
    """What this version changed, as a list; nothing for the first one."""
    if not revision.previous_id:
        return False
    values = {"sentences": change_sentences(revision.previous_id, revision)}
    return revision.env["ir.qweb"]._render("receivables_ext.revision_changes", values)


def comparison_html(revision):
    """The version before and this one, side by side; this one alone if it is the first."""
    before = revision.previous_id
    pairs = revisions.pair_lines(before.lines or [], revision.lines or [])
    values = {
        "versions": before + revision,
        "rows": [
            [line_words(each, line) for each, line in _sides(before, revision, pair)]
            for pair in pairs
        ],
        "due": [due_words(each) for each in before + revision],
        "money": money,
    }
    return revision.env["ir.qweb"]._render("receivables_ext.revision_comparison", values)


def _sides(before, revision, pair):
    sides = list(zip((before, revision), pair, strict=True))
    return sides if before else sides[1:]


def change_sentences(before, after):
    """One sentence for each change from the version ``before`` to ``after``."""
    env = after.env
    changes = revisions.find_changes(before.content or {}, after.content or {})
    if not changes:
        return [env._("Nothing changed.")]
    return [_sentence(change, before, after) for change in changes]


def _sentence(change, before, after):
    env = after.env
    if change.kind == "added":
        return env._(
            "Line added: %(line)s, %(amount)s.",
            line=change.where,
            amount=money(after, change.after or 0.0),
        )
    if change.kind == "removed":
        return env._(
            "Line removed: %(line)s, %(amount)s.",
            line=change.where,
            amount=money(before, change.before or 0.0),
        )
    old = value_words(before, change.what, change.before)
    new = value_words(after, change.what, change.after)
    what = labels(env)[change.what]
    if change.where:
        return env._(
            "%(line)s: %(what)s %(before)s → %(after)s.",
            line=change.where,
            what=what,
            before=old,
            after=new,
        )
    return env._("%(what)s: %(before)s → %(after)s.", what=what, before=old, after=new)


def labels(env):
    """What the parts of a version are called."""
    return {
        "customer": env._("Customer"),
        "currency": env._("Currency"),
        "date": env._("Date"),
        "due": env._("Due"),
        "description": env._("description"),
        "quantity": env._("quantity"),
        "price_unit": env._("unit price"),
        "discount": env._("discount"),
        "taxes": env._("taxes"),
        "subtotal": env._("amount"),
    }


def value_words(revision, what, value):
    """One value of a version, as the reader writes it."""
    env = revision.env
    if what == "due":
        return due_words(revision, value)
    if what == "taxes":
        return ", ".join(value or []) or env._("none")
    if what == "date":
        return format_date(env, Date.to_date(value))
    if what in ("price_unit", "subtotal"):
        return money(revision, value or 0.0)
    if what == "discount":
        return f"{formatLang(env, value or 0.0)} %"
    if what == "quantity":
        return formatLang(env, value or 0.0)
    return value or env._("none")


def line_words(revision, line):
    """A line of a version as texts, for its cells; ``None`` when the version has no such line."""
    if line is None:
        return None
    if line.get("kind") != "product":
        return {"description": line["description"], "is_text": True}
    cells = ("quantity", "price_unit", "discount", "taxes", "subtotal")
    words = {what: value_words(revision, what, line.get(what)) for what in cells}
    for what in ("discount", "taxes"):
        if not line.get(what):
            words[what] = ""
    return {"description": line["description"], "is_text": False, **words}


def due_words(revision, parts=None):
    """When a version is to be paid."""
    parts = (revision.content or {}).get("due", []) if parts is None else parts
    return ", ".join(
        f"{format_date(revision.env, Date.to_date(day))} {money(revision, amount)}"
        for day, amount in parts
    )


def money(revision, amount):
    """An amount in the currency of the document."""
    return formatLang(revision.env, amount, currency_obj=revision.currency_id)
