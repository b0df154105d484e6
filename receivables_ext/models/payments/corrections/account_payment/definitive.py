from odoo import api, fields, models

from ....ledger.permit import permit
from .. import lock, taken_back


class AccountPayment(models.Model):
    """Once registered, a customer payment is corrected by reversal, never edited."""

    _inherit = "account.payment"

    is_definitive = fields.Boolean(
        compute="_compute_is_definitive",
        help="Whether registering is final: afterwards the payment is corrected by reversal only.",
    )

    @api.depends("partner_type", "company_id")
    def _compute_is_definitive(self):
        for payment in self:
            # What the company decided is a setting that a clerk may not read.
            policy = payment.company_id.sudo().payment_correction_policy
            payment.is_definitive = payment.partner_type == "customer" and policy == "definitive"

    @api.model
    def default_get(self, fields):
        """Take no default for what only the buttons set: a remote call sends one in its context."""
        return super().default_get([name for name in fields if name not in lock.SYSTEM_FIELDS])

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse what only the buttons of a payment set.

        :raises UserError: a state, a schedule or a link to another payment is given
        """
        for vals in vals_list:
            lock.check_system_fields(self.env, vals)
        return super().create(vals_list)

    @api.model
    def _is_locked_field(self, name):
        """Whether the field ``name`` no longer changes once the payment is registered.

        Stored fields of core and of this module do not. For a module to leave one of them open,
        or to lock one of its own that reaches the ledger or a document, it must override this
        method, decide on that field, and call ``super()`` for the others.
        """
        return lock.is_locked(self, name, lock.OPEN_FIELDS)

    def write(self, vals):
        """Refuse to change what makes a registered payment what it is.

        :raises UserError: the payment is registered or scheduled
        """
        lock.check_payment_write(self, vals)
        return super().write(vals)

    def unlink(self):
        """Delete drafts; registered payments as the policy of the company allows.

        :raises UserError: a payment is definitive
        """
        undone = self._to_undo()
        # Core would leave a registered payment without its entry before it is gone.
        undone.filtered(lambda payment: payment.move_id.state == "posted").action_draft()
        undone._before_deleting()
        return super(AccountPayment, undone).unlink()

    def _before_deleting(self):
        """Do something before payments that may be undone are deleted.

        For a module to keep payments that its own records prove, it must override this method,
        raise ``UserError`` for them, and call ``super()``.
        """

    def action_draft(self):
        """Reset payments to draft as the policy of the company allows.

        :raises UserError: a payment is definitive
        """
        undone = self._to_undo()
        undone._undo_taken_back()
        return super(AccountPayment, undone).action_draft()

    def action_cancel(self):
        """Cancel drafts; registered payments as the policy of the company allows.

        :raises UserError: a payment is definitive
        """
        undone = self._to_undo()
        undone._undo_taken_back()
        return super(AccountPayment, undone).action_cancel()

    def _undo_taken_back(self):
        """What was taken back of these payments goes with them."""
        for payment in self:
            taken_back.undo(payment, fields.Date.context_today(payment))

    def _get_transfer_reason(self):
        """Why this payment counts as transferred to accounting, or ``False``.

        For a module to transfer payments in another way, it must override this method and return
        its own reason, part of a sentence, before calling ``super()``.
        """
        self.ensure_one()
        locks = self.company_id._get_violated_lock_dates(self.date, True, self.journal_id)
        if locks:
            return self.env._(
                "its period is closed (%(locks)s)", locks=self.company_id._format_lock_dates(locks)
            )
        if self.move_id.inalterable_hash:
            return self.env._("its journal entry is sealed")
        if self.reconciled_statement_line_ids:
            return self.env._("it is matched with the bank statement")
        if self.is_sent:
            return self.env._("it was sent")
        if self.export_ids:
            return self.env._("it was exported to accounting")
        return False

    def _to_undo(self):
        """These payments, once it is sure that they may be undone."""
        lock.check_undo(self)
        return permit.opened(self)
