from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .. import guard


class AccountPayment(models.Model):
    """The day on which the money, or the cheque, came in: not always the day it is booked."""

    _inherit = "account.payment"

    received_date = fields.Date(
        string="Received on",
        compute="_compute_received_date",
        store=True,
        readonly=False,
        precompute=True,
        copy=False,
        help="When the payment reached us; the date of the payment is when it is booked.",
    )

    @api.depends("date")
    def _compute_received_date(self):
        """Keep what was typed; else the payment came in on its own date, or today."""
        for payment in self:
            if not payment.received_date and payment.date:
                today = fields.Date.context_today(payment)
                payment.received_date = min(payment.date, today)

    @api.onchange("date")
    def _onchange_date(self):
        """Follow the date while the reception is still the day proposed at first: today."""
        today = fields.Date.context_today(self)
        if self.state == "draft" and self.date and self.received_date == today:
            self.received_date = min(self.date, today)

    def _check_can_register(self):
        """Refuse what has not been received yet."""
        result = super()._check_can_register()
        for payment in self:
            if payment.received_date and payment.received_date > fields.Date.context_today(payment):
                raise UserError(
                    self.env._(
                        "%(payment)s is said to be received on %(date)s, which is in the future. "
                        "Enter the day on which it came in.",
                        payment=guard.name_of_payment(payment),
                        date=format_date(self.env, payment.received_date),
                    )
                )
        return result
