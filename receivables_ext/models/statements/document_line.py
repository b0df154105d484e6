from odoo import api, models
from odoo.tools import format_date


class ReceivablesStatementDocumentLine(models.AbstractModel):
    """Lines of printed statements of account: texts only."""

    _name = "receivables.statement.document.line"
    _description = "Lines of documents of statements of account"

    @api.model
    def _line(self, line, money):
        return {
            "date": format_date(self.env, line["date"]),
            "reference": line["reference"] or "",
            "description": line["description"] or "",
            "note": self._note(line, money),
            "details": [*self._items(line, money), *self._details(line, money)],
            "debit": money(line["debit"]) if line["debit"] else "",
            "credit": money(line["credit"]) if line["credit"] else "",
            "balance": money(line["balance"]),
        }

    @api.model
    def _items(self, line, money):
        """What a walk-in customer bought."""
        return [
            self.env._(
                "%(quantity)g x %(name)s: %(total)s",
                quantity=item["quantity"],
                name=item["name"] or "",
                total=money(item["total"]),
            )
            for item in line.get("items", ())
        ]

    @api.model
    def _details(self, line, money):
        """What a payment settled, or what settled a document."""
        return [
            self.env._(
                "%(day)s %(reference)s: %(amount)s",
                day=format_date(self.env, detail["date"]),
                reference=detail["reference"] or "",
                amount=money(detail["amount"]),
            )
            for detail in line.get("details", ())
        ]

    @api.model
    def _note(self, line, money):
        """What an open item, or a line with details, says under its description."""
        if status := line.get("status"):
            return dict(self.env["receivables.statement"]._choices("walk_in_status"))[status]
        if line.get("left"):
            return self.env._("Left open: %(amount)s", amount=money(line["left"]))
        if "date_due" not in line:
            return ""
        parts = [self.env._("Due on %(day)s", day=format_date(self.env, line["date_due"]))]
        if line["days_late"]:
            parts.append(self.env._("%(days)s days late", days=line["days_late"]))
        if line["settled"]:
            parts.append(
                self.env._(
                    "%(settled)s settled of %(original)s",
                    settled=money(line["settled"]),
                    original=money(line["original"]),
                )
            )
        return ", ".join(parts)
