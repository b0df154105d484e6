from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

TO_ALLOCATE = "receivables_ext.mail_activity_unallocated"


class ReceivablesCreditReminder(models.AbstractModel):
    """Remind users that part of a payment which they entered is still to allocate."""

    _name = "receivables.credit.reminder"
    _description = "Reminder of payments to allocate"

    @api.model
    def _cron_remind(self):
        """Leave one task for each payment to use since more days than the company allows."""
        companies = self.env["res.company"].search([("credit_reminder_days", ">", 0)])
        for company in companies:
            payments = self._forgotten(company)
            self.env["ir.cron"]._commit_progress(remaining=len(payments))
            for payment in payments:
                person = self.env["receivables.payment.schedule"]._person_in_charge(
                    payment, "write"
                )
                payment.activity_schedule(TO_ALLOCATE, user_id=person.id)
                if not self.env["ir.cron"]._commit_progress(1):
                    return

    @api.model
    def _forgotten(self, company):
        """Payments of ``company`` with something to use for too long, and no task yet."""
        today = fields.Date.context_today(self)
        reminded = Domain("activity_type_id", "=", self.env.ref(TO_ALLOCATE).id)
        return (
            self.env["account.payment"]
            .with_context(allowed_company_ids=company.ids)
            .search(
                Domain("company_id", "=", company.id)
                & Domain("date", "<", today - timedelta(days=company.credit_reminder_days))
                & Domain("unallocated_amount", ">", 0)
                & Domain("activity_ids", "not any", reminded)
            )
        )
