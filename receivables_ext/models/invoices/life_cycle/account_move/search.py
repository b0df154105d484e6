import operator as python_operator
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .....rules import lifecycle
from ....ledger.asked import read_amount
from ....schedule.shares import next_due_dates

MAX_DAYS = 365_000
"""As far as anybody looks back or ahead, in days."""
COMPARISONS = {
    "<": python_operator.lt,
    "<=": python_operator.le,
    ">": python_operator.gt,
    ">=": python_operator.ge,
    "in": lambda due, days: due in days,
}


class AccountMove(models.Model):
    """How invoices are found by where they stand today."""

    _inherit = "account.move"

    def _search_lifecycle_status(self, operator, value):
        """Each status as a condition on the columns that are kept, in the words of their index."""
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        on_time = Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "COALESCE(%s, 'infinity'::date) >= %s",
                model._field_to_sql(alias, "open_due_date", query),
                today,
            ),
            predicate=lambda move: not move.open_due_date or move.open_due_date >= today,
        )
        on_time = self._as_agreed(on_time, lambda due: due >= today)
        found = []
        for status in value:
            known = Domain("ledger_status", "=", status)
            if status == "overdue":
                found.append(self._due_domain("<", today))
            else:
                found.append(known & on_time if status in lifecycle.OPEN else known)
        return Domain.OR(found)

    def _search_days_to_due(self, operator, value):
        """Days from today, as the due date that they mean; ``False``: without due date."""
        if operator == "in":
            days_of = [self._day_in(days) for days in value if days is not False]
            found = self._due_domain("in", days_of)
            has_none = any(days is False for days in value)  # zero days are no False
            return found | Domain("open_due_date", "=", False) if has_none else found
        if operator in ("<", "<=", ">", ">="):
            return self._due_domain(operator, self._day_in(value))
        return NotImplemented

    def _day_in(self, days):
        """The day in so many days; those that no calendar has are the first or the last one."""
        days = max(-MAX_DAYS, min(MAX_DAYS, read_amount(self.env, days)))
        return fields.Date.context_today(self) + timedelta(days)

    def _search_next_due_date(self, operator, value):
        if operator == "in":
            found = self._due_domain("in", [day for day in value if day])
            return found | Domain("open_due_date", "=", False) if False in value else found
        return self._due_domain(operator, value) if operator in COMPARISONS else NotImplemented

    @api.model
    def _due_domain(self, operator, value):
        """Documents with something left, by the next day on which some of it is due."""
        is_open = Domain("ledger_status", "in", lifecycle.OPEN)
        by_contract = Domain("open_due_date", operator, value)
        fits = COMPARISONS[operator]
        return is_open & self._as_agreed(by_contract, lambda due: fits(due, value))

    @api.model
    def _as_agreed(self, by_contract, fits):
        """A condition on due dates, for documents whose installments were agreed anew as well.

        :param by_contract: the condition, as a domain on ``open_due_date``
        :param fits: the condition, as a function of a date
        """
        agreed = next_due_dates(self.browse(), fields.Date.context_today(self))
        if not agreed:
            return by_contract
        ids = [id_ for id_, due in agreed.items() if fits(due)]
        return (by_contract & Domain("id", "not in", [*agreed])) | Domain("id", "in", ids)
