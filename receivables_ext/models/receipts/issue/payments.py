from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..settlement import find_payment_uses


class ReceivablesReceiptIssue(models.AbstractModel):
    """Receipts of payments: when somebody asks for one."""

    _inherit = "receivables.receipt.issue"

    @api.model
    def _queue_payment(self, payments):
        """Queue a receipt of each of ``payments``, unless it has one that says the same.

        :return: the receipts, new or known
        :raises UserError: one of them is not a registered payment of a customer, or names none
        """
        for payment in payments:
            if not self._is_receivable(payment):
                raise UserError(
                    self.env._(
                        "%(payment)s is not a registered payment of a customer: there is no "
                        "receipt of it. Validate it first.",
                        payment=payment.display_name,
                    )
                )
        # A receipt says all that they settled, to every user who asks for it.
        payments = payments.sudo()
        uses = find_payment_uses(payments)
        known = self._receipts_of(payments)
        found = known.browse()
        for payment in payments:
            mine = known.filtered(lambda receipt, one=payment: one in receipt.payment_ids)
            vals = {"kind": "payment", **self._prepare_state_vals(uses[payment.id])}
            if self._is_missing(mine, vals):
                mine = self._writable().create({**vals, **self._prepare_payment_vals(payment)})
            key = uses[payment.id].key
            found |= mine.exists().filtered(lambda one, key=key: one.settled_key == key)[-1:]
        if found.filtered(lambda receipt: receipt.state == "queued"):
            self._wake()
        return self.env[self._documents].browse(found.ids)

    @api.model
    def _is_receivable(self, payment):
        return (
            payment.partner_type == "customer"
            and payment.payment_type == "inbound"
            and bool(payment.partner_id)  # or there is nobody to give it to
            and payment.collection_state in ("registered", "refunded")
        )

    @api.model
    def _receipts_of(self, payments):
        return self._writable().search(
            Domain("payment_ids", "in", payments.ids)
            & Domain("kind", "=", "payment")
            & Domain("state", "!=", "revoked"),
            order="id",
        )

    @api.model
    def _prepare_payment_vals(self, payment):
        return {
            "payment_ids": payment.ids,
            "partner_id": payment.partner_id.commercial_partner_id.id,
            "company_id": payment.company_id.id,
            "currency_id": payment.currency_id.id,
        }

    @api.model
    def _prepare_named_vals(self, payment):
        """Whom and what the receipt of ``payment`` names: not for all of those who see one."""
        settled = payment.move_id.line_ids.matched_debit_ids.debit_move_id
        customers = payment._get_paid_customers() | settled.partner_id
        return {
            "customer_ids": customers.commercial_partner_id.ids,
            "document_ids": settled.move_id.ids,
        }

    @api.model
    def _check_payment_receipts(self, payments, lang=None):
        """Revoke receipts of ``payments`` that are no longer true; those that wait follow.

        :param str lang: code of the language of the texts in what is returned
        :return: what was found, ``{id of the payment: PaymentUse}``
        """
        receipts = self._receipts_of(payments)
        payments = receipts.payment_ids
        uses = find_payment_uses(payments.with_context(lang=lang or self.env.lang))
        for payment, known in receipts.grouped("payment_ids").items():
            stands, use = self._is_receivable(payment), uses[payment.id]
            self._revoke_released(known, use.key, stands)
            wanted = {"kind": "payment", **self._prepare_state_vals(use)}
            self._is_missing(known, stands and wanted)
        return uses
