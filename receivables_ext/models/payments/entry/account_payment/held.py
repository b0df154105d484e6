from odoo import api, fields, models

from ....allocation import named
from .. import payer_words


class AccountPayment(models.Model):
    """Why a proposal leaves documents out: another payment holds them, or they do not exist."""

    _inherit = "account.payment"

    unknown_documents = fields.Char(
        string="Documents not found",
        compute="_compute_unknown_documents",
        help="What the payer names and the customer does not have, as long as the payment, or "
        "some of it, is to be allocated.",
    )
    holds_elsewhere = fields.Boolean(
        string="Documents held by another payment",
        compute="_compute_holds_elsewhere",
        help="Whether another draft is meant to settle a document of this one.",
    )

    @api.depends("allocation_line_ids.held_by_id")
    def _compute_holds_elsewhere(self):
        for payment in self:
            payment.holds_elsewhere = bool(payment.allocation_line_ids.held_by_id)

    @api.depends("memo", "payment_reference", "partner_id", "state", "unallocated_amount")
    def _compute_unknown_documents(self):
        """Say which documents the payer names that are none of the customer."""
        words = payer_words.unknown_documents(self)
        for payment in self:
            unknown = words.get(payment)
            payment.unknown_documents = unknown and named.unknown_sentence(self.env, unknown)
