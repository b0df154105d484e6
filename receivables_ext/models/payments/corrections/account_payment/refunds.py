from odoo import api, fields, models

from .. import refund


class AccountPayment(models.Model):
    """Money given back: the payments that refund this one, and what is left to refund."""

    _inherit = "account.payment"

    refunded_payment_id = fields.Many2one(
        "account.payment",
        string="Refund of",
        copy=False,
        readonly=True,
        index="btree_not_null",
        check_company=True,
        help="The payment whose money this one gives back.",
    )
    refund_ids = fields.One2many("account.payment", "refunded_payment_id", string="Refunds")
    refunded_amount = fields.Monetary(
        string="Refunded",
        compute="_compute_refunded_amount",
        compute_sudo=True,
        help="Given back to the customer, in the currency of the payment, zero or more.",
    )
    refundable_amount = fields.Monetary(
        compute="_compute_refundable_amount",
        compute_sudo=True,
        help="What can still be given back, in the currency of the payment, zero or more.",
    )

    def _standing_refunds(self):
        """Refunds in force."""
        return self.refund_ids.filtered(
            lambda refund: refund.state in ("in_process", "paid") and not refund._posted_reversals()
        )

    def _sum_of_refunds(self):
        return sum(self._standing_refunds().mapped("amount"))

    @api.depends("refund_ids.collection_state")
    def _compute_refunded_amount(self):
        for payment in self:
            payment.refunded_amount = payment._sum_of_refunds()

    # Beside the other, which lists may read: this one looks into the entry of each payment.
    @api.depends("collection_state", "refunded_amount", "move_id.line_ids.matched_debit_ids")
    def _compute_refundable_amount(self):
        for payment in self:
            is_received = payment._customer_payments() and payment.collection_state == "registered"
            payment.refundable_amount = refund.refundable_amount(payment) if is_received else 0.0

    def action_refund(self):
        """Open the dialog that gives money back."""
        return self._open_dialog("receivables.refund.payment", self.env._("Refund a payment"))

    def _replaced(self):
        """The payments that this one replaces, directly or not."""
        replaced, older = self.browse(), self.replaces_id
        while older:
            replaced |= older
            older = older.replaces_id - replaced
        return replaced
