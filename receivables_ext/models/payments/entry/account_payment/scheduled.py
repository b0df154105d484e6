from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ....ledger.permit import permit
from .. import guard, plan
from .duplicates import ASKED


class AccountPayment(models.Model):
    """A payment dated in the future waits, without journal entry, for its day."""

    _inherit = "account.payment"

    scheduled_date = fields.Date(
        string="Scheduled on",
        copy=False,
        readonly=True,
        index="btree_not_null",
        help="The day on which the payment will be registered.",
    )

    def action_schedule(self):
        """Schedule draft customer payments on their date, which lies in the future.

        :raises UserError: a payment is not a draft, its date has come, or it looks like another
        """
        if not self.env.su:
            self._check_duplicates()
        return self._wait_for_date()

    def _wait_for_date(self):
        for payment in self:
            if not payment._customer_payments() or payment.collection_state != "draft":
                raise UserError(
                    self.env._(
                        "%(payment)s cannot be scheduled: only drafts of customer payments can.",
                        payment=payment.display_name,
                    )
                )
            if not payment._is_ahead():
                raise UserError(
                    self.env._(
                        "%(date)s is not in the future. Enter the day on which the money is "
                        "expected, or register the payment.",
                        date=format_date(self.env, payment.date),
                    )
                )
            plan.check_plan_total(payment)
        self._check_can_register()
        for payment in self:
            permit.opened(payment).scheduled_date = payment.date
            payment._log(
                self.env._("Scheduled on %(date)s.", date=format_date(self.env, payment.date))
            )
        return True

    def action_unschedule(self):
        """Take scheduled payments back to draft, to change or delete them."""
        scheduled = self.filtered(lambda payment: payment.collection_state == "scheduled")
        scheduled._forget_scheduled_date()
        return True

    def _forget_scheduled_date(self):
        if scheduled := self.filtered("scheduled_date"):
            permit.opened(scheduled).scheduled_date = False

    def action_register_now(self):
        """Register scheduled payments today: the money came before its day."""
        self.action_unschedule()
        for payment in self.filtered(lambda payment: payment._is_ahead()):
            payment.date = fields.Date.context_today(payment)
        return self.with_context(**{ASKED: True}).action_post()

    def action_post(self):
        """Register payments; those of customers that are dated in the future are scheduled."""
        ahead = self._customer_payments().filtered(
            lambda payment: payment.state == "draft" and payment._is_ahead()
        )
        if unscheduled := ahead.filtered(lambda payment: not payment.scheduled_date):
            unscheduled._wait_for_date()
        due = self - ahead
        due._forget_scheduled_date()
        return super(AccountPayment, due).action_post()

    def _before_registering(self, vals):
        """Refuse to book a draft before its day by a way that does not know of schedules.

        :raises UserError: a customer payment is dated in the future
        """
        for payment in self:
            if payment._is_ahead():
                raise UserError(
                    self.env._(
                        "%(payment)s is dated %(date)s, in the future. Schedule it, or enter "
                        "the day on which the money came in.",
                        payment=guard.name_of_payment(payment),
                        date=format_date(self.env, payment.date),
                    )
                )
        return super()._before_registering(vals)

    def action_cancel(self):
        """Cancel payments; what was scheduled is no longer expected."""
        self.action_unschedule()
        return super().action_cancel()

    def _is_ahead(self):
        self.ensure_one()
        return bool(self.date) and self.date > fields.Date.context_today(self)
