from odoo import api, fields, models

from ....rules.receipts import released


class ReceivablesReceiptIssue(models.AbstractModel):
    """What was issued is never taken back: it is revoked, with the reason."""

    _inherit = "receivables.receipt.issue"

    @api.model
    def _revoke_released(self, receipts, key, stands=True):
        """Revoke those of ``receipts`` that attest an allocation which was undone.

        :param str key: what is settled now, see ``rules/receipts.py``
        :param bool stands: whether their invoice, or payment, is still registered
        """
        for receipt in receipts.filtered("sha256"):
            gone = released(receipt.settled_key, key)
            if not stands or gone:
                self._revoke(receipt, self._get_revocation_reason(receipt, stands, gone))

    @api.model
    def _get_revocation_reason(self, receipt, stands, line_ids):
        """Why ``receipt`` is no longer true, in one sentence.

        :param line_ids: of the items whose credit was released
        """
        words = receipt.with_context(lang=self._get_lang(receipt)).env
        # Their numbers only: the customer knows them from the document.
        lines = self.env["account.move.line"].sudo().browse(line_ids).exists()
        payments = lines.payment_id if receipt.move_id else receipt.payment_ids
        for payment in payments:
            if payment.collection_state == "returned":
                return words._(
                    "The payment %(payment)s was returned by the bank.", payment=payment.name
                )
            if payment.collection_state not in ("registered", "refunded"):
                return words._("The payment %(payment)s was undone.", payment=payment.name)
        if not stands and receipt.move_id:
            return words._(
                "The invoice %(invoice)s is no longer registered.", invoice=receipt.move_id.name
            )
        names = sorted({*lines.mapped("move_name")} - {False, ""})
        if not names:
            return words._("What settled it was deleted.")
        return words._("What %(payment)s settled was released.", payment=", ".join(names))

    @api.model
    def _revoke(self, receipts, reason):
        """Say that ``receipts`` are no longer valid; their files stay.

        Those that were not made yet leave. The customer is told by the scheduled action, if the
        document was sent and the company wants it.

        :param str reason: one sentence, in the language of the customer
        """
        receipts = self._writable().browse(receipts.ids)
        receipts.filtered(lambda receipt: not receipt.sha256).unlink()
        for receipt in receipts.exists().filtered(lambda each: each.state != "revoked"):
            # Even if it was sent again since, and that one did not leave.
            was_sent = bool(receipt.sent_on)
            self._cancel_mail(receipt)
            receipt.write(
                {
                    "state": "revoked",
                    "error": False,
                    "attempts": 0,
                    "revoked_on": fields.Datetime.now(),
                    "revoked_reason": reason,
                    "tells_revoked": was_sent and receipt.company_id.receipt_tells_revoked,
                }
            )
            owner = receipt.move_id or receipt.payment_ids[:1]
            owner._message_log(
                body=self.env._(
                    "%(receipt)s is revoked. %(reason)s",
                    receipt=receipt.display_name,
                    reason=reason,
                )
            )
            if receipt.tells_revoked:
                self._wake()

    @api.model
    def _tell_revoked(self, receipt):
        """Tell the customer that a document which was sent is no longer valid."""
        receipt.write({"tells_revoked": False, "error": False})
        to, copy = self._recipients(receipt)
        if to:
            template = receipt.env.ref("receivables_ext.mail_template_receipt_revoked")
            self._mail_with(receipt, template, to, copy, attachment_ids=[])
