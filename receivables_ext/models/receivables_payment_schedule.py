import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)

TO_REGISTER = "receivables_ext.mail_activity_scheduled"


class ReceivablesPaymentSchedule(models.AbstractModel):
    """Register scheduled payments on their day."""

    _name = "receivables.payment.schedule"
    _description = "Registration of scheduled payments"

    @api.model
    def _due_domain(self):
        return Domain("collection_state", "=", "scheduled") & Domain(
            "scheduled_date", "<=", fields.Date.context_today(self)
        )

    @api.model
    def _cron_register(self):
        """Register the payments whose day has come, each in its own transaction.

        One that cannot be registered stays scheduled, says why, and does not stop the others.
        """
        Payment = self.env["account.payment"]
        due = Payment.search(self._due_domain(), order="scheduled_date, id")
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for payment_id in due.ids:
            payment = Payment.browse(payment_id).try_lock_for_update()
            payment = payment.filtered_domain(self._due_domain())  # another may have been faster
            if payment:
                self._try(payment)
            if not self.env["ir.cron"]._commit_progress(1):
                return

    @api.model
    def _try(self, payment):
        """Register one payment; a failure leaves it scheduled, and somebody with a task."""
        payment = payment.with_company(payment.company_id)
        try:
            with self.env.cr.savepoint():
                payment.action_post()
                payment.activity_unlink([TO_REGISTER])
            return
        except UserError as error:
            why = str(error)
        except Exception:
            _logger.exception("Scheduled payment %s could not be registered", payment.id)
            why = self.env._("An unexpected error: the log of the server says more.")
        if not payment.activity_search([TO_REGISTER]):
            user = self._person_in_charge(payment)
            payment.activity_schedule(TO_REGISTER, note=why, user_id=user.id)

    @api.model
    def _person_in_charge(self, payment):
        """Who entered ``payment`` or, when he left or changed roles, a manager of its company.

        A task for somebody who may not read the payment would be refused, and stop the others.
        """
        managers = self.env.ref("receivables_ext.group_receivables_manager").all_user_ids
        for user in payment.create_uid + managers:
            in_company = payment.company_id in user.company_ids
            if user.active and in_company and payment.with_user(user).has_access("read"):
                return user
        return self.env.user
