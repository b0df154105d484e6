import logging

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)

ATTEMPTS = 3  # at a payment that others have in hand
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
    def _due(self):
        """Payments whose day has come; those that failed before keep nobody waiting."""
        due = self.env["account.payment"].search(self._due_domain(), order="scheduled_date, id")
        return due.sorted(lambda payment: bool(self._tasks_of(payment)))

    @api.model
    def _tasks_of(self, payment):
        """The tasks that a registration which failed has left."""
        task = self.env.ref(TO_REGISTER)
        return payment.activity_ids.filtered(lambda each: each.activity_type_id == task)

    @api.model
    def _cron_register(self):
        """Register the payments whose day has come, each in its own transaction.

        One that cannot be registered stays scheduled, says why, and does not stop the others. One
        that lost a race against somebody else is tried again at the end.
        """
        due = self._due()
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for _attempt in range(ATTEMPTS):
            for payment_id in due.ids:
                if not self._register_one(payment_id):
                    return
            due = (self._due() & due).filtered(lambda payment: not self._tasks_of(payment))

    @api.model
    def _register_one(self, payment_id):
        """Register and commit one payment; a failure leaves somebody with a task.

        One that somebody else has in hand is left as remaining: core runs the action again.

        :return: seconds left to the scheduled action
        """
        commit = self.env["ir.cron"]._commit_progress
        payment = self.env["account.payment"].browse(payment_id)
        try:
            payment.lock_for_update()
            payment = payment.filtered_domain(self._due_domain())  # another may have been faster
            payment = payment.with_company(payment.company_id)
            payment.action_post()
            payment.activity_unlink([TO_REGISTER])
            return commit(1)
        except (LockError, *PG_CONCURRENCY_EXCEPTIONS_TO_RETRY):
            self.env.cr.rollback()
            _logger.info("Scheduled payment %s is in use: left for later", payment_id)
            return commit(0)
        except UserError as error:
            why = str(error)
        except Exception:
            _logger.exception("Scheduled payment %s could not be registered", payment_id)
            why = self.env._("An unexpected error: the log of the server says more.")
        self.env.cr.rollback()
        self._leave_task(payment, why)
        return commit(1)

    @api.model
    def _leave_task(self, payment, why):
        if not self._tasks_of(payment):
            user = self._person_in_charge(payment)
            payment.activity_schedule(TO_REGISTER, note=why, user_id=user.id)

    @api.model
    def _person_in_charge(self, payment, operation="read"):
        """Who entered ``payment`` or, when they left or changed roles, a manager of its company.

        A task for somebody who may not read the payment would be refused, and stop the others.

        :param str operation: what they must be allowed to do with the payment
        """
        for user in payment.create_uid + payment.company_id._receivables_managers():
            in_company = payment.company_id in user.company_ids
            if user.active and in_company and payment.with_user(user).has_access(operation):
                return user
        return self.env.user
