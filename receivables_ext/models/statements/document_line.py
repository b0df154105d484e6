"""Lines of printed statements of account: texts only."""

from odoo.tools import format_date


def line_texts(env, line, money):
    return {
        "date": format_date(env, line["date"]),
        "reference": line["reference"] or "",
        "description": line["description"] or "",
        "note": note_text(env, line, money),
        "details": [*item_texts(env, line, money), *detail_texts(env, line, money)],
        "debit": money(line["debit"]) if line["debit"] else "",
        "credit": money(line["credit"]) if line["credit"] else "",
        "balance": money(line["balance"]),
        "is_before": line.get("is_before", False),
    }


def item_texts(env, line, money):
    """What a walk-in customer bought."""
    return [
        env._(
            "%(quantity)g x %(name)s: %(total)s",
            quantity=item["quantity"],
            name=item["name"] or "",
            total=money(item["total"]),
        )
        for item in line.get("items", ())
    ]


def detail_texts(env, line, money):
    """What a payment settled, or what settled a document."""
    return [
        env._(
            "%(day)s %(reference)s: %(amount)s",
            day=format_date(env, detail["date"]),
            reference=detail["reference"] or "",
            amount=money(detail["amount"]),
        )
        for detail in line.get("details", ())
    ]


def note_text(env, line, money):
    """What an open item, or a line with details, says under its description."""
    if status := line.get("status"):
        return dict(env["receivables.statement"]._choices("walk_in_status"))[status]
    if line.get("left"):
        return env._("Left open: %(amount)s", amount=money(line["left"]))
    if "date_due" not in line:
        return ""
    parts = [env._("Due on %(day)s", day=format_date(env, line["date_due"]))]
    if line["days_late"]:
        parts.append(env._("%(days)s days late", days=line["days_late"]))
    if line["settled"]:
        parts.append(
            env._(
                "%(settled)s settled of %(original)s",
                settled=money(line["settled"]),
                original=money(line["original"]),
            )
        )
    return ", ".join(parts)
