from odoo import fields, models


class ReceivablesCorrectPayment(models.TransientModel):
    """Ask why a payment is corrected, and from which day."""

    _name = "receivables.correct.payment"
    _inherit = ["receivables.reversal.dialog"]
    _description = "Correct a payment"

    currency_id = fields.Many2one(related="payment_id.currency_id")
    amount = fields.Monetary(related="payment_id.amount")
    reason = fields.Char(required=True)
    date = fields.Date(string="Date of the reversal")

    def action_correct(self):
        """Reverse the payment and open the new draft, or ask a second person."""
        self.ensure_one()
        correction = self.env["receivables.payment.correction"]._request(
            self.payment_id, self.reason, self.date
        )
        if correction.state == "done":
            return correction.replacement_id._action_open_form()
        return correction._action_told()
