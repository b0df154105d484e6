import json
from collections import Counter

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_amount

LISTED = 10
"""References named; beyond, their number is told."""


class ReceivablesStatementDifference(models.AbstractModel):
    """What an issued statement would say today and did not say then."""

    _name = "receivables.statement.difference"
    _description = "Differences of issued statements"

    @api.model
    def _describe(self, copy):
        """Texts, or ``False`` when nothing changed or the user may not see the account."""
        if not copy.data:
            return False
        try:
            request = self.env["receivables.statement.issue"]._request(copy)
            statements = request.with_context(lang=copy.lang).get_statements()
        except (AccessError, UserError):
            return False
        return "\n".join(self._differences(copy.data["statements"], statements)) or False

    @api.model
    def _differences(self, before, after):
        before, after = self._by_currency(before), self._by_currency(self._frozen(after))
        for currency_id in dict.fromkeys([*before, *after]):
            yield from self._of_currency(
                self.env["res.currency"].browse(currency_id),
                before.get(currency_id),
                after.get(currency_id),
            )

    @api.model
    def _frozen(self, statements):
        """Statements as they are once stored: dates are texts."""
        return json.loads(json.dumps(statements, default=str))

    @api.model
    def _by_currency(self, statements):
        return {statement["currency_id"]: statement for statement in statements}

    def _of_currency(self, currency, before, after):
        then, now = self._lines(before), self._lines(after)
        if added := now - then:
            yield self.env._("New or changed: %(references)s", references=self._listed(added))
        if gone := then - now:
            yield self.env._("No longer there: %(references)s", references=self._listed(gone))
        labels = {
            "opening": self.env._("Opening balance"),
            "closing": self.env._("Closing balance"),
        }
        for name, label in labels.items():
            old, new = (one[name] if one else 0.0 for one in (before, after))
            if currency.compare_amounts(old, new):
                yield self.env._(
                    "%(balance)s: %(new)s instead of %(old)s",
                    balance=label,
                    new=format_amount(self.env, new, currency),
                    old=format_amount(self.env, old, currency),
                )

    @api.model
    def _lines(self, statement):
        lines = statement["lines"] if statement else []
        return Counter(
            (line["reference"], line["date"], line["debit"], line["credit"]) for line in lines
        )

    @api.model
    def _listed(self, lines):
        references = list(dict.fromkeys(line[0] or line[1] for line in lines))
        more = len(references) - LISTED
        if more > 0:
            references[LISTED:] = [self.env._("%(count)s more", count=more)]
        return ", ".join(references)
