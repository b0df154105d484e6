from odoo import fields, models
from odoo.tools import format_date, format_list, formatLang


class AccountPaymentRegister(models.TransientModel):
    """Say what was done, to users who stay on the invoice."""

    _inherit = "account.payment.register"

    def action_create_payments(self):
        """Register or schedule the payments, and say so where core would say nothing."""
        message = self._done_message()
        dialog = self
        if self.company_id not in self.env.companies:
            # Payments of branches are the head office's: who has not selected it cannot open them.
            dialog = self.with_context(dont_redirect_to_payments=True)
        action = super(AccountPaymentRegister, dialog).action_create_payments()
        if action is not True or self.partner_type == "supplier":
            return action
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _done_message(self):
        documents = format_list(self.env, self.line_ids.move_id.mapped("display_name"))
        if self.payment_date > fields.Date.context_today(self):
            return self.env._(
                "Scheduled on %(date)s for %(documents)s.",
                date=format_date(self.env, self.payment_date),
                documents=documents,
            )
        if not self.can_edit_wizard:  # several customers: each has an amount of its own
            return self.env._("Payments recorded on %(documents)s.", documents=documents)
        return self.env._(
            "Payment of %(amount)s recorded on %(documents)s.",
            amount=formatLang(self.env, self.amount, currency_obj=self.currency_id),
            documents=documents,
        )
