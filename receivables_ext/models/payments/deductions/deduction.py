from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...ledger.permit import permit

PROOF = ("number", "file", "file_name")
"""What may follow once the payment is registered."""


class ReceivablesPaymentDeduction(models.Model):
    """A part of what a payment settles that the payer kept, and why.

    **How it works**: planned with a draft; registering the payment books one item for each in its
    entry. From then on the entry says the amount, and only the certificate may still be filled in.
    """

    _name = "receivables.payment.deduction"
    _inherit = ["receivables.deduction.line"]
    _description = "Deduction from a payment"
    _order = "payment_id, id"

    payment_id = fields.Many2one(
        "account.payment", required=True, ondelete="cascade", index=True, readonly=True
    )
    currency_id = fields.Many2one(related="payment_id.currency_id")
    company_id = fields.Many2one(related="payment_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(related="payment_id.partner_id", string="Customer")
    date = fields.Date(related="payment_id.date", string="Date of the payment")
    is_awaited = fields.Boolean(
        string="Certificate awaited",
        compute="_compute_is_awaited",
        store=True,
        help="The payment is registered, and its certificate has not come in.",
    )

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A deduction needs an amount above zero."
    )

    @api.depends(
        "number",
        "file",
        "kind_id.needs_number",
        "kind_id.needs_file",
        "payment_id.collection_state",
    )
    def _compute_is_awaited(self):
        for deduction in self:
            deduction.is_awaited = bool(
                deduction.payment_id.collection_state == "registered" and deduction._lacks_proof()
            )

    def _day_of_payment(self):
        return self.payment_id.date

    # === Only a draft has other deductions === #

    @api.model_create_multi
    def create(self, vals_list):
        """Plan deductions.

        :raises UserError: the payment is registered
        """
        deductions = super().create(vals_list)
        deductions._check_is_draft()
        return deductions

    def write(self, vals):
        """Change what is planned; fill in a certificate, which then stays.

        :raises UserError: the payment is registered, or the certificate is there already
        """
        open_proof = {name for name in PROOF if not any(self.mapped(name))}
        is_other = not permit.is_open(self.env) and bool(vals.keys() - open_proof)
        if is_other:
            self._check_is_draft()
        result = super().write(vals)
        if is_other:
            self._check_is_draft()  # nor moved to a payment that is registered
        return result

    def unlink(self):
        """Take deductions out of the plan.

        :raises UserError: the payment is registered
        """
        payments = self.payment_id
        if permit.is_uninstalling(self.env):
            return super().unlink()
        self._check_is_draft()
        result = super().unlink()
        payments.exists()._synchronize_to_moves({"deduction_ids"})
        return result

    @api.constrains("payment_id")
    def _check_payment_id(self):
        for deduction in self:
            if deduction.payment_id not in deduction.payment_id._customer_payments():
                raise ValidationError(
                    self.env._("Only money received from a customer has deductions of its payer.")
                )

    def _check_is_draft(self):
        self.check_access("write")  # who may not write at all is told just that
        # Whether a payment is registered does not depend on what the user may read of its entry.
        if registered := self.sudo().payment_id.filtered(lambda payment: payment.state != "draft"):
            raise UserError(
                self.env._(
                    "%(payment)s is registered: its deductions can no longer be changed. A "
                    "certificate that was missing may be added; for the rest, correct the payment.",
                    payment=registered[0].display_name,
                )
            )
