from odoo import models

from .. import refund, reversal, taken_back


class AccountPayment(models.Model):
    """Refunds, and payments that are entered again, are tied to what they undo."""

    _inherit = "account.payment"

    def action_post(self):
        """Register payments; refunds are matched with the money that they give back.

        :raises UserError: a refund gives back more than was received
        """
        drafts = self.filtered(lambda payment: payment.state == "draft")
        refunds = drafts - drafts._customer_payments()
        refund.check_refunds(refunds)
        # Those that were reset to draft, not those whose entry a dialog has just made.
        again = (drafts - refunds).filtered("move_id.posted_before")
        result = super().action_post()
        refund.settle_refunds(refunds)
        # Those dated in the future are only scheduled.
        booked = drafts.filtered(lambda payment: payment.move_id.state == "posted")
        reversal.take_over_bank_match(booked)
        taken_back.take_back_again(booked & again)
        return result
