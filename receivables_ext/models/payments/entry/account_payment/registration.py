from odoo import api, models
from odoo.exceptions import UserError


class AccountPayment(models.Model):
    """Register customer payments: what is checked first, and what is booked."""

    _inherit = "account.payment"

    def _customer_receipts(self):
        """Money received from customers: the payments of this module."""
        return self.filtered(
            lambda payment: payment.partner_type == "customer" and payment.payment_type == "inbound"
        )

    @api.depends("journal_id", "partner_type", "company_id")
    def _compute_outstanding_account_id(self):
        """Keep an outstanding account on customer payments, whatever changed on the draft.

        Core sets it at creation only: after another journal or method was chosen, validating
        would register money without any journal entry.
        """
        result = super()._compute_outstanding_account_id()
        for payment in self._customer_receipts():
            if not payment.outstanding_account_id and payment.journal_id:
                payment.outstanding_account_id = payment._get_outstanding_account("inbound")
        return result

    def write(self, vals):
        """Check what becomes a receipt by whatever way: button, list, import or remote call."""
        if vals.get("state") in ("in_process", "paid"):
            receipts = self._customer_receipts()
            receipts._check_not_cancelled()
            receipts.filtered(lambda payment: payment.state == "draft")._check_can_register()
        return super().write(vals)

    def _check_not_cancelled(self):
        """Only a draft becomes a receipt: the checks, and its entry, belong to that step."""
        for payment in self.filtered(lambda payment: payment.state in ("canceled", "rejected")):
            raise UserError(
                self.env._(
                    "%(payment)s was cancelled. Reset it to draft first, then register it.",
                    payment=self.env["receivables.payment.guard"]._name_of(payment),
                )
            )

    def _check_can_register(self):
        """Refuse, before anything is written, what cannot become a receipt.

        For a module to refuse more, it must override this method and call ``super()``.

        :raises UserError: one sentence that says what to do
        """
        self.env["receivables.payment.guard"]._check_can_register(self)

    def action_post(self):
        """Register payments; those of customers settle the documents of their plan.

        All of it in one transaction and one reconcile plan, for one payment or for thirty.

        :raises UserError: an amount or a rate is missing, or the plan does not fit
        """
        plan = self.env["receivables.payment.plan"]
        drafts = self._customer_receipts().filtered(lambda payment: payment.state == "draft")
        plan._forget_zeros(drafts)
        refunds = self.filtered(lambda payment: payment.state == "draft") - drafts
        self.env["receivables.payment.refund"]._check_refunds(refunds)
        result = super(AccountPayment, self._to_register()).action_post()
        plan._settle(drafts)
        self.env["receivables.payment.refund"]._settle(refunds)
        self.env["receivables.payment.reversal"]._take_over_bank_match(drafts + refunds)
        return result

    def _to_register(self):
        """These payments, with the right to post the entry of a customer payment.

        A receivables user registers customer payments and posts nothing else, while core asks
        for the right to invoice to post any entry: so once his rights on these very payments
        are checked, core books them with ``sudo()``.
        """
        if self.env.su or self.env.user.has_group("account.group_account_invoice"):
            return self
        self.check_access("write")
        receipts = self._customer_receipts()
        drafts = receipts.filtered(lambda payment: payment.state == "draft")
        drafts._check_can_register()
        self.env["receivables.payment.guard"]._check_accounts(drafts)
        return receipts.sudo()

    def _inverse_memo(self):
        """Note on the entry what was noted on a customer payment, also by a receivables user.

        His right to write on the payment was checked; he has none on entries.
        """
        receipts = self._customer_receipts()
        super(AccountPayment, receipts.sudo())._inverse_memo()
        return super(AccountPayment, self - receipts)._inverse_memo()

    def _prepare_move_line_default_vals(self, write_off_line_vals=None, force_balance=None):
        """Book the credit on the company of the contact, where invoices book the debt."""
        vals_list = super()._prepare_move_line_default_vals(write_off_line_vals, force_balance)
        if self.partner_type == "customer" and self.partner_id:
            for vals in vals_list:
                if vals.get("partner_id") == self.partner_id.id:
                    vals["partner_id"] = self.partner_id.commercial_partner_id.id
        return vals_list
