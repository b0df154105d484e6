from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ....ledger.permit import permit


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
            # What the company decided is a setting that a clerk cannot read by himself.
            policy = payment.company_id.sudo().payment_correction_policy
            payment.is_definitive = payment.partner_type == "customer" and policy == "definitive"

    @api.constrains("move_id")
    def _check_own_entry(self):
        """The entry of another payment would be opened, and undone, by way of this one."""
        entry_lock = self.env["receivables.payment.entry.lock"]
        for payment in self.sudo().filtered(lambda payment: payment.partner_type == "customer"):
            if others := entry_lock._payment(payment.move_id) - payment:
                raise ValidationError(
                    self.env._(
                        "%(entry)s belongs to %(payment)s. Leave the journal entry empty: "
                        "registering the payment makes its own.",
                        entry=payment.move_id.name,
                        payment=others[0].display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse what only the buttons of a payment set.

        :raises UserError: a state, a schedule or a link to another payment is given
        """
        for vals in vals_list:
            self.env["receivables.payment.lock"]._check_system_fields(vals)
        return super().create(vals_list)

    def write(self, vals):
        """Refuse to change what makes a registered payment what it is.

        :raises UserError: the payment is registered or scheduled
        """
        self.env["receivables.payment.lock"]._check_write(self, vals)
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
        return super(AccountPayment, self._to_undo()).action_draft()

    def action_cancel(self):
        """Cancel drafts; registered payments as the policy of the company allows.

        :raises UserError: a payment is definitive
        """
        return super(AccountPayment, self._to_undo()).action_cancel()

    def _to_undo(self):
        """These payments, once it is sure that they may be undone."""
        lock = self.env["receivables.payment.lock"]
        lock._check_undo(self)
        return permit.opened(self)
