from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...rules import monthly


class ReceivablesStatementPlan(models.AbstractModel):
    """Statements that customers receive each month, on a day of their own."""

    _name = "receivables.statement.plan"
    _description = "Monthly statements of account"

    @api.model
    def _cron_plan(self):
        """Queue the statements of today, and those of days that were missed, once each."""
        companies = self.env["res.company"].search(Domain("active", "=", True))
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(companies))
        for company in companies:
            self.with_company(company)._queue_monthly(fields.Date.context_today(self))
            if not commit(1):
                return

    @api.model
    def _queue_monthly(self, today):
        """Queue what is due on ``today`` in the company in use, and set the next days."""
        partners = self.env["res.partner"].search(self._planned_domain())
        for partner in partners:
            due = partner.statement_next_on
            if not due or monthly.in_month(partner.statement_day, due) != due:
                # The day was chosen, or changed, since.
                partner.statement_next_on = monthly.next_on(partner.statement_day, today)
        partners = partners.filtered(lambda partner: partner.statement_next_on <= today)
        ends = self._last_ends(partners)
        for key, some in partners.grouped(lambda one: self._period(one, today, ends)).items():
            date_from, date_to, mode, lang = key
            request = self.env["receivables.statement"].new(
                {
                    "date_from": date_from,
                    "date_to": date_to,
                    "mode": mode,
                    "company_id": self.env.company.id,
                }
            )
            self.env["receivables.statement.issue"]._queue(request, some, lang, is_planned=True)
        for partner in partners:
            partner.statement_next_on = monthly.next_on(
                partner.statement_day, today + timedelta(days=1)
            )

    @api.model
    def _planned_domain(self):
        return (
            Domain("statement_day", ">", 0)
            # Who holds an account: a company, also one of a group, or a person of no company.
            & (Domain("parent_id", "=", False) | Domain("is_company", "=", True))
            & Domain("company_id", "in", [False, self.env.company.id])
            & self.env["res.partner"]._statement_recipients_domain()
        )

    @api.model
    def _last_ends(self, partners):
        """Last day of the last monthly statement of each customer, by id."""
        copies = self.env["receivables.statement.copy"]
        groups = copies._read_group(
            Domain("is_planned", "=", True)
            & Domain("company_id", "=", self.env.company.id)
            & Domain("partner_id", "in", partners.ids),
            ["partner_id"],
            ["date_to:max"],
        )
        return {partner.id: end for partner, end in groups}

    @api.model
    def _period(self, partner, today, ends):
        """First and last day, mode and language of what ``partner`` is due.

        It ends on the day before, whose movements are all in; it begins where the last one ended,
        or a month before.
        """
        day = partner.statement_day
        last = monthly.last_on(day, today) - timedelta(days=1)
        first = monthly.last_on(day, last)
        if end := ends.get(partner.id):
            first = min(end + timedelta(days=1), last)
        mode = partner.statement_mode or "activity"
        lang = partner.statement_lang or partner.lang or self.env.company.partner_id.lang
        return first, last, mode, lang or "en_US"
