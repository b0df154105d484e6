import base64

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command


class ReceivablesReceiptPreview(models.AbstractModel):
    """Receipts before they are issued: marked DRAFT, without a number, and nothing is kept."""

    _name = "receivables.receipt.preview"
    _description = "Preview of receipts"

    @api.model
    def _of_invoice(self, invoice):
        """What the document of ``invoice`` would say today, whatever the settings.

        :return: an action that shows it
        :raises UserError: nothing of it is paid, or credit notes alone settled it
        """
        # Who may read an invoice may know what settled it, as on the invoice itself.
        invoice.check_access("read")
        invoice = invoice.sudo()
        settlement = self.env["receivables.receipt.settlement"].sudo()._of(invoice)[invoice.id]
        if not any(row["kind"] == "payment" for row in settlement["rows"]):
            raise UserError(
                self.env._(
                    "No payment settles %(invoice)s yet: register one first. Credit notes alone "
                    "make no receipted invoice.",
                    invoice=invoice.display_name,
                )
            )
        is_settled = invoice.currency_id.is_zero(settlement["remaining"])
        return self._show(
            {
                "kind": "receipted" if is_settled else "balance",
                "move_id": invoice.id,
                "partner_id": invoice.commercial_partner_id.id,
                "company_id": invoice.company_id.id,
                "currency_id": invoice.currency_id.id,
            },
            invoice.name,
        )

    @api.model
    def _of_payment(self, payment):
        """What the receipt of ``payment`` would say today.

        :return: an action that shows it
        :raises UserError: it is no registered customer payment
        :raises AccessError: it settles documents that the user may not see
        """
        payment.check_access("read")
        self._check_may_see(payment)
        # Who may read a payment may print its receipt, without any right on entries.
        payment = payment.sudo()
        payment._check_can_issue_receipt()
        return self._show(
            {
                "kind": "payment",
                "payment_ids": [Command.link(payment.id)],
                "partner_id": payment.partner_id.commercial_partner_id.id,
                "company_id": payment.company_id.id,
                "currency_id": payment.currency_id.id,
            },
            payment.name,
        )

    @api.model
    def _check_may_see(self, payment):
        """The receipt names all that the payment settles: other stations' and customers' too."""
        settled = payment.sudo().reconciled_invoice_ids  # compared with what the user may read
        if settled - payment._get_receipt_documents():
            raise AccessError(
                self.env._(
                    "%(payment)s also settles documents that you may not see: ask somebody who may "
                    "to preview its receipt.",
                    payment=payment.display_name,
                )
            )

    @api.model
    def _show(self, values, name):
        # Nobody may create receipts; nothing is written, and that he may see it was checked.
        receipt = self.env["receivables.receipt"].sudo().new(values)
        receipt.lang = self.env["receivables.receipt.issue"].sudo()._lang(receipt)
        receipt.data = self.env["receivables.receipt.content"].sudo()._prepare(receipt)
        content = self.env["receivables.receipt.pdf"].sudo()._render(receipt, draft=True)
        return {
            "type": "ir.actions.client",
            "tag": "receivables_pdf",
            "params": {
                "name": self.env._("Draft of the document of %(document)s.pdf", document=name),
                "content": base64.b64encode(content).decode(),
            },
        }
