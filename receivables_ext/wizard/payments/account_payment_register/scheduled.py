from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ....models.payments.corrections.settled_link import dialog


class AccountPaymentRegister(models.TransientModel):
    """A customer payment with a date in the future is scheduled, not booked."""

    _inherit = "account.payment.register"

    def _init_payments(self, to_process, edit_mode=False):
        """Make drafts without journal entry, with the invoices as their plan."""
        for process in to_process:
            vals = process["create_vals"]
            if not self._is_ahead(vals):
                continue
            # A balance is forced when the difference goes to exchange differences.
            if vals.pop("write_off_line_vals", None) or "force_balance" in vals:
                raise UserError(
                    self.env._(
                        "A write-off cannot be scheduled. Keep the difference open, and close it "
                        "on the day of the payment."
                    )
                )
            vals["allocation_line_ids"] = self._prepare_plan(process)
        return super()._init_payments(to_process, edit_mode)

    def _prepare_plan(self, process):
        """The installments of one payment, the first due first, up to its amount."""
        vals = process["create_vals"]
        currency = self.env["res.currency"].browse(vals["currency_id"])
        left = vals["amount"]
        commands = []
        for line in process["to_reconcile"].sorted(
            lambda line: (line.date_maturity or line.date, line.id)
        ):
            amount = min(left, line.amount_residual_currency)
            if line.currency_id == currency and currency.compare_amounts(amount, 0.0) > 0:
                left -= amount
                commands.append(
                    Command.create({"line_id": line.id, "amount": amount, "reason": "oldest_due"})
                )
        return commands

    def _reconcile_payments(self, to_process, edit_mode=False):
        """Leave the invoices of scheduled payments open until their day."""
        # With the rights of the dialog: core pays for branches in the head office with all rights,
        # and ties the payment to documents of users who have not selected the head office.
        booked = [
            {**process, "to_reconcile": dialog.opened(process["to_reconcile"].sudo(self.env.su))}
            for process in to_process
            if not self._is_ahead(process["create_vals"])
        ]
        return super()._reconcile_payments(booked, edit_mode)

    def _is_ahead(self, vals):
        today = fields.Date.context_today(self)
        kind = (vals["partner_type"], vals["payment_type"])
        return kind == ("customer", "inbound") and fields.Date.to_date(vals["date"]) > today
