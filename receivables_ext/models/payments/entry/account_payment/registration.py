from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ....ledger import roles
from ....ledger.permit import registering
from .. import guard, plan, stale

REGISTERED = ("in_process", "paid")
"""States of core in which a payment is registered."""


class AccountPayment(models.Model):
    """Register customer payments: what is checked first, and what is booked."""

    _inherit = "account.payment"

    def _customer_payments(self):
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
        for payment in self._customer_payments():
            if not payment.outstanding_account_id and payment.journal_id:
                payment.outstanding_account_id = payment._get_outstanding_account("inbound")
        return result

    def onchange(self, values, field_names, fields_spec):
        """Compute what a form shows.

        :raises AccessError: a document to settle is one that the user may not read
        """
        for command in values.get("allocation_line_ids") or []:
            if command[0] in (Command.CREATE, Command.UPDATE):
                self.env["receivables.allocation.line"]._check_named(command[2])
        return super().onchange(values, field_names, fields_spec)

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse payments that take an entry made for something else.

        Whoever undoes a payment undoes its entry. Not by a constraint, which cannot tell a
        programme from a user.

        :raises UserError: an entry is given that was not made for the payment
        """
        guard.check_named_entries(self.env, vals_list)
        payments = super().create(vals_list)
        guard.check_new_entries(payments)
        return payments

    def write(self, vals):
        """Notice payments that become registered: by button, list, import or remote call.

        :raises UserError: they cannot be, or are given an entry that was not made for them
        """
        if vals.get("state") in REGISTERED:
            payments = self._customer_payments()
            payments._check_not_cancelled()
            if drafts := payments.filtered(lambda payment: payment.state == "draft"):
                drafts._before_registering(vals)
        guard.check_named_entries(self.env, [vals])
        result = super().write(vals)
        if vals.get("move_id"):
            guard.check_new_entries(self)
        return result

    def _check_not_cancelled(self):
        """Only a draft is registered: the checks, and its entry, belong to that step."""
        for payment in self.filtered(lambda payment: payment.state in ("canceled", "rejected")):
            raise UserError(
                self.env._(
                    "%(payment)s was cancelled. Reset it to draft first, then register it.",
                    payment=guard.name_of_payment(payment),
                )
            )

    def _before_registering(self, vals):
        """Check these drafts of customer payments, or complete them, before they are registered.

        For a module to do something at that moment, it must override this method and call
        ``super()``; to refuse more, it must override ``_check_can_register()``.

        :param dict vals: what is about to be written, the new state among it
        :raises UserError: one of them cannot be registered
        """
        self._check_can_register()

    def _check_can_register(self):
        """Refuse, before anything is written, what cannot be registered.

        For a module to refuse more, it must override this method and call ``super()``.

        :raises UserError: one sentence that says what to do
        """
        guard.check_can_register(self)

    def action_post(self):
        """Register payments; those of customers settle the documents of their plan.

        All of it in one transaction and one reconcile plan, for one payment or for thirty. Where
        less is open than was planned, the rest of the money is credit.

        :raises UserError: an amount or a rate is missing, or the plan does not fit
        """
        drafts = self._customer_payments().filtered(lambda payment: payment.state == "draft")
        # Core charges a saved card before it registers the payment: what is refused is not charged.
        drafts.filtered("payment_token_id")._check_can_register()
        plan.forget_zeros(drafts)
        stale.fit(drafts)
        received = registering.opened(self._to_register())
        result = super(AccountPayment, received).action_post()
        plan.settle_plans(drafts)
        return result

    def _to_register(self):
        """These payments, with the right to post the entry of a customer payment.

        A receivables user registers customer payments and posts nothing else, while core asks
        for the right to invoice to post any entry: so once the rights on these very payments
        are checked, core books them with ``sudo()``.
        """
        if self.env.su or self.env.user.has_group(roles.INVOICING):
            return self
        self.check_access("write")
        received = self._customer_payments()
        drafts = received.filtered(lambda payment: payment.state == "draft")
        drafts._check_can_register()
        guard.check_accounts(drafts)
        # Customer payments only, whose rights and accounts were checked above.
        return received.sudo()

    def _inverse_memo(self):
        """Note on the entry what was noted on a customer payment, also by a receivables user.

        The right to write on the payment was checked; such a user has none on entries.
        """
        received = self._customer_payments()
        guard.check_own_entries(received)
        # Own entries of customer payments on which the user may write, and their reference only.
        super(AccountPayment, received.sudo())._inverse_memo()
        return super(AccountPayment, self - received)._inverse_memo()

    def _prepare_move_line_default_vals(self, write_off_line_vals=None, force_balance=None):
        """Book the credit on the company of the contact, where invoices book the debt."""
        vals_list = super()._prepare_move_line_default_vals(write_off_line_vals, force_balance)
        if self.partner_type == "customer" and self.partner_id:
            for vals in vals_list:
                if vals.get("partner_id") == self.partner_id.id:
                    vals["partner_id"] = self.partner_id.commercial_partner_id.id
        return vals_list
