from odoo import api, fields, models

from ...models.payments.corrections.refund import needs_approval, refund_payment


class ReceivablesRefundPayment(models.TransientModel):
    """Ask how much of a payment is given back, and how."""

    _name = "receivables.refund.payment"
    _inherit = ["receivables.dialog"]
    _description = "Refund a payment"
    _check_company_auto = True

    payment_id = fields.Many2one("account.payment", required=True, readonly=True)
    company_id = fields.Many2one(related="payment_id.company_id")
    currency_id = fields.Many2one(related="payment_id.currency_id")
    partner_id = fields.Many2one(related="payment_id.partner_id")
    unallocated_amount = fields.Monetary(related="payment_id.unallocated_amount")
    refundable_amount = fields.Monetary(
        related="payment_id.refundable_amount", string="At most", help="In the payment's currency."
    )
    amount = fields.Monetary(
        string="Amount to give back",
        compute="_compute_amount",
        store=True,
        readonly=False,
        help="In the currency of the payment, above zero.",
    )
    releases = fields.Boolean(compute="_compute_releases")
    needs_approval = fields.Boolean(compute="_compute_needs_approval")
    date = fields.Date(required=True, default=fields.Date.context_today)
    journal_id = fields.Many2one(
        "account.journal",
        required=True,
        compute="_compute_journal_id",
        store=True,
        precompute=True,
        readonly=False,
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash', 'credit'))]",
    )
    payment_method_line_id = fields.Many2one(
        "account.payment.method.line",
        string="Payment Method",
        required=True,
        compute="_compute_payment_method_line_id",
        store=True,
        precompute=True,
        readonly=False,
        domain="[('journal_id', '=', journal_id), ('payment_type', '=', 'outbound')]",
    )
    reason = fields.Char(required=True)

    @api.depends("payment_id")
    def _compute_amount(self):
        """What is left of the payment, else all that can be given back."""
        for wizard in self:
            wizard.amount = (
                min(wizard.unallocated_amount, wizard.refundable_amount) or wizard.refundable_amount
            )

    @api.depends("amount", "unallocated_amount")
    def _compute_releases(self):
        for wizard in self:
            wizard.releases = (
                wizard.currency_id.compare_amounts(wizard.amount, wizard.unallocated_amount) > 0
            )

    @api.depends("payment_id", "amount")
    def _compute_needs_approval(self):
        for wizard in self:
            wizard.needs_approval = bool(wizard.payment_id) and needs_approval(
                wizard.payment_id, wizard.amount
            )

    @api.depends("payment_id")
    def _compute_journal_id(self):
        for wizard in self:
            wizard.journal_id = wizard.payment_id.journal_id

    @api.depends("journal_id")
    def _compute_payment_method_line_id(self):
        for wizard in self:
            wizard.payment_method_line_id = wizard.journal_id.outbound_payment_method_line_ids[:1]

    def action_refund(self):
        """Give the money back and open the refund, or ask a second person."""
        self.ensure_one()
        refund = refund_payment(
            self.payment_id,
            self.amount,
            self.reason,
            date=self.date,
            journal_id=self.journal_id.id,
            payment_method_line_id=self.payment_method_line_id.id,
        )
        if refund:
            return refund._action_open_form()
        return self.payment_id.correction_requested_id._action_told()
