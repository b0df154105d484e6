from odoo import models


class ReceivablesPaymentPile(models.Model):
    """What was entered together is often taken to the bank together."""

    _inherit = "receivables.payment.pile"

    def action_take_to_bank(self):
        """Put the registered payments of this pile, which are not on a slip yet, on one.

        :return: action that opens it
        :raises UserError: none is left, or a payment cannot be taken to the bank
        """
        self.ensure_one()
        return self.payment_ids.filtered(
            lambda payment: payment.collection_state == "registered" and not payment.remittance_id
        ).action_take_to_bank()
