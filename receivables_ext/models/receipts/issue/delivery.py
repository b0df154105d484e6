from odoo import api, models
from odoo.exceptions import UserError

from ...issuing import recipient


class ReceivablesReceiptIssue(models.AbstractModel):
    """To whom documents go, from whom, and how that ended."""

    _inherit = "receivables.receipt.issue"

    @api.model
    def _deliver_receipt(self, receipt):
        """Put the mail of ``receipt`` in the queue, as its customer and company want it."""
        record = receipt.move_id or receipt.payment_ids[:1]
        if self._policies(record)[record] != "send":
            receipt.write({"state": "issued", "error": False, "delivery": "none"})
        else:
            self._mail_receipt(receipt)

    @api.model
    def _deliver_again(self, receipt):
        """Send what could not leave once more, and announce what is revoked."""
        if receipt.tells_revoked:
            self._tell_revoked(receipt)
        elif receipt.state == "failed" and receipt.sha256:
            self._mail_receipt(receipt)

    @api.model
    def _mail_receipt(self, receipt):
        self._cancel_mail(receipt)
        to, copy = self._recipients(receipt)
        if not to:
            # A walk-in customer was given it, or does not want it.
            delivery = "none" if receipt.partner_id.is_walk_in else "print"
            receipt.write({"state": "issued", "error": False, "delivery": delivery})
            return
        template = receipt.env.ref(f"receivables_ext.mail_template_receipt_{receipt.kind}")
        mail_id = self._mail_with(receipt, template, to, copy)
        receipt.write(
            {
                "state": "issued",
                "error": False,
                "delivery": "email",
                "sent_to": recipient.written(to + copy),
                "mail_id": mail_id,
            }
        )

    @api.model
    def _cancel_mail(self, receipt):
        """What waits in the queue of mails, or was refused, must not leave any more."""
        waiting = ("outgoing", "exception")
        receipt.mail_id.filtered(lambda mail: mail.state in waiting).cancel()

    @api.model
    def _mail_with(self, receipt, template, to, copy, **values):
        record = receipt.move_id or receipt.payment_ids[:1]
        return self._put_in_mail_queue(
            self._localized(receipt),
            template,
            record,
            author_id=receipt.company_id.partner_id.id,
            email_from=self._get_sender(receipt),
            email_to=recipient.formatted(to),
            email_cc=recipient.formatted(copy) or False,
            **values,
        )

    @api.model
    def _get_sender(self, receipt):
        """Address from which ``receipt`` leaves: of its station, else of its company."""
        record = receipt.move_id or receipt.payment_ids[:1]
        company = receipt.company_id
        own = record.station_id.email_from or company.receipt_email_from
        return own or company.email_formatted or self.env.user.email_formatted

    @api.model
    def _recipients(self, receipt):
        """Contacts with an e-mail address: those who receive ``receipt``, and those in copy.

        Who paid for the customer receives it, the customer has a copy (resolution A-16). Of a
        payment for several customers, none sees what it settled for the others.

        For a module to choose other recipients, it must override this method.
        """
        receipt = self._localized(receipt)
        payers = receipt.payment_ids.filtered(lambda payment: payment._has_third_party()).payer_id
        customer = self._get_contacts(receipt.move_id.partner_id or receipt.partner_id)
        if receipt.kind == "payment" and len(receipt.payment_ids._get_paid_customers()) > 1:
            customer = customer.browse()
        others = customer.browse().union(*map(self._get_contacts, payers)) - customer
        return (others, customer) if others else (customer, others)

    @api.model
    def _get_contacts(self, partner):
        """Who reads the documents of ``partner``: that contact, or those of the company."""
        if partner.email and partner.type == "invoice":
            return partner
        customer = partner.commercial_partner_id
        contacts = recipient.addresses(customer).get(customer.id)
        return contacts or partner.filtered("email")

    @api.model
    def _carried_by(self, mails):
        return super()._carried_by(mails).filtered(lambda receipt: receipt.state != "revoked")

    @api.model
    def _send_again(self, receipts):
        """Send archived documents once more, whatever was done with them before.

        :raises UserError: one of them is not made yet, is revoked, or has no file any more
        """
        for receipt in self._writable().browse(receipts.ids):
            if not receipt.sha256:
                raise UserError(
                    self.env._(
                        "%(receipt)s is not made yet: wait a moment.",
                        receipt=receipt.display_name,
                    )
                )
            if receipt.state == "revoked":
                raise UserError(
                    self.env._(
                        "%(receipt)s is revoked: it cannot be sent any more.",
                        receipt=receipt.display_name,
                    )
                )
            if not receipt.attachment_id:
                raise UserError(
                    self.env._(
                        "The file of %(receipt)s was deleted after its retention: it cannot be "
                        "sent any more.",
                        receipt=receipt.display_name,
                    )
                )
            self._mail_receipt(receipt)
