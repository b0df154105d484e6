from odoo import api, fields, models

from ...models.payments.corrections import reversal


class ReceivablesReversalDialog(models.AbstractModel):
    """A dialog that undoes a payment from a day on: which day lock dates leave open."""

    _name = "receivables.reversal.dialog"
    _inherit = ["receivables.dialog"]
    _description = "Dialog that undoes a payment"

    payment_id = fields.Many2one("account.payment", required=True, readonly=True)
    partner_id = fields.Many2one(related="payment_id.partner_id")
    date = fields.Date(required=True, default=fields.Date.context_today)
    open_date = fields.Date(compute="_compute_open_date")
    needs_approval = fields.Boolean(compute="_compute_needs_approval")

    @api.depends("date", "payment_id")
    def _compute_open_date(self):
        for dialog in self:
            dialog.open_date = dialog.date and reversal.open_date_of(dialog.payment_id, dialog.date)

    @api.depends("payment_id")
    def _compute_needs_approval(self):
        for dialog in self:
            dialog.needs_approval = dialog.payment_id._needs_approval()
