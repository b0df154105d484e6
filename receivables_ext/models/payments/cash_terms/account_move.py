from odoo import api, fields, models
from odoo.fields import Domain

from . import settling

ON_FORM = "receivables_on_form"
"""Key of the context of the button of the form: a person is there, before this one invoice."""


class AccountMove(models.Model):
    """An invoice with a cash term: validating it asks for the payment, or registers it."""

    _inherit = "account.move"

    # Who sees the invoice may know that its payment is to be confirmed.
    auto_settled = fields.Boolean(
        string="Auto-settled, to be confirmed",
        compute="_compute_auto_settled",
        compute_sudo=True,
        help="A payment was registered by itself, and nobody has confirmed the money yet.",
    )

    @api.depends("payment_state")
    def _compute_auto_settled(self):
        self.auto_settled = False
        settled = self._origin.filtered(
            lambda move: move.invoice_payment_term_id.settle_on_validation
        )
        if settled:
            events = self.env["receivables.allocation.event"].search(
                Domain("debit_move_id", "in", settled.ids)
                & Domain("partial_id", "!=", False)
                & Domain("credit_move_id.origin_payment_id.auto_settled", "=", True)
            )
            for move in self:
                move.auto_settled = move._origin in events.debit_move_id

    def _post(self, soft=True):
        """Register the payments of cash invoices where the company wants it."""
        posted = super()._post(soft)
        if cash := posted.filtered(lambda move: move._is_settled_by_itself()):
            settling.settle(cash)
        return posted

    def _is_settled_by_itself(self):
        return (
            self.invoice_payment_term_id.settle_on_validation
            and self.company_id.cash_terms_policy == "settle"
            and self._is_open_customer_invoice()
        )

    def action_post(self):
        """Validate; from the form of one cash invoice, open its payment."""
        result = super().action_post()
        if not result and self.env.context.get(ON_FORM) and self._asks_for_payment():
            return self._action_pay_at_once()
        return result

    def _asks_for_payment(self):
        """Whether the payment dialog opens once this invoice is validated."""
        if len(self) != 1 or self.state != "posted" or not self._is_open_customer_invoice():
            return False
        return self.invoice_payment_term_id._is_cash() and not self._is_settled_by_itself()

    def _action_pay_at_once(self):
        """The payment dialog, filled in: one key registers it, at the date of the invoice."""
        action = self.action_register_payment()
        action["context"] = {
            **action["context"],
            "default_payment_date": self.invoice_date,
            "dont_redirect_to_payments": True,
            "receivables_at_once": True,
        }
        return action

    def _invoice_paid_hook(self):
        """What a task asked for is done."""
        result = super()._invoice_paid_hook()
        cash = self.filtered("invoice_payment_term_id.settle_on_validation")
        cash.activity_unlink([settling.TO_SETTLE])
        return result
