from odoo import api, fields, models


class ReceivablesReturnPayment(models.TransientModel):
    """Ask when and why the bank returned a payment, and what it took for it."""

    _name = "receivables.return.payment"
    _inherit = ["receivables.reversal.dialog"]
    _description = "Record a returned payment"

    payment_currency_id = fields.Many2one(
        related="payment_id.currency_id", string="Currency of the payment"
    )
    amount = fields.Monetary(related="payment_id.amount", currency_field="payment_currency_id")
    company_id = fields.Many2one(related="payment_id.company_id")
    currency_id = fields.Many2one(related="company_id.currency_id")
    means_id = fields.Many2one(related="payment_id.means_id")
    reason_id = fields.Many2one(
        "receivables.return.reason",
        required=True,
        domain="[('means_ids', 'in', [False, means_id])] if means_id else []",
    )
    note = fields.Char(string="Comment")
    fees = fields.Monetary(string="Bank fees", help="In the currency of the company.")
    fees_charged = fields.Boolean(string="Charge them to the customer")
    fees_account_id = fields.Many2one(
        "account.account",
        string="Account of the fees",
        compute="_compute_fees_account_id",
        store=True,
        readonly=False,
        check_company=True,
        domain="[('internal_group', '=', 'expense')]",
    )

    @api.depends("payment_id")
    def _compute_fees_account_id(self):
        for wizard in self:
            # A setting of the company that a clerk may not read.
            wizard.fees_account_id = wizard.company_id.sudo().return_fees_account_id

    @api.depends("payment_id", "fees")
    def _compute_needs_approval(self):
        for wizard in self:
            wizard.needs_approval = wizard.payment_id._needs_approval(fees=wizard.fees)

    def action_return(self):
        """Bring the debt back and book the fees, or ask a second person."""
        self.ensure_one()
        returned = self.env["receivables.payment.return"]._return(
            self.payment_id,
            self.date,
            self.reason_id,
            note=self.note or "",
            fees=self.fees,
            charged=self.fees_charged,
            account=self.fees_account_id,
        )
        if returned:
            return {"type": "ir.actions.act_window_close"}
        return self.payment_id.correction_requested_id._action_told()
