from odoo import api, models
from odoo.tools.i18n import format_list


class ReceivablesReceiptPayment(models.AbstractModel):
    """What the receipt of one payment says: its own share of each document, and what is left.

    Core's receipt lists every payment of each of these invoices, whoever made them.
    """

    _name = "receivables.receipt.payment"
    _description = "Content of payment receipts"

    @api.model
    def _prepare(self, receipt):
        """Texts about the payment of ``receipt``, in the language of the context.

        :return: dict, see ``receivables.receipt.content``
        """
        words = self.env["receivables.receipt.wording"]
        payment = receipt.payment_ids._origin.with_context(lang=self.env.lang)
        payment.ensure_one()
        money = words._money(payment.currency_id)
        customer = payment.partner_id.commercial_partner_id
        payer = payment.payer_id if payment._has_third_party() else customer
        customers = payment._get_paid_customers() if payer != customer else customer.browse()
        settlements = self.env["receivables.receipt.settlement"]
        found = settlements._of_payments(payment)[payment.id]
        documents = payment.move_id.line_ids.matched_debit_ids.debit_move_id.move_id
        is_pending = settlements._awaits_clearing(payment)
        is_used_up = payment.currency_id.is_zero(found["remaining"])
        return {
            "title": self.env._("Payment receipt"),
            "payment": payment.name,
            "received_line": words._received_line(
                {
                    "payer": payer.name,
                    "amount": money(payment.amount),
                    "date": words._date(payment.received_date or payment.date),
                    "method": words._method(
                        payment.means_id.name or payment.payment_method_line_id.name
                    ),
                    "reference": settlements._reference(payment, documents),
                    "customers": format_list(self.env, customers.mapped("name")),
                }
            ),
            "note": words._collection_note() if is_pending else "",
            "amount": money(found["initial"]),
            "used": money(found["paid"]),
            "credit_left": "" if is_used_up else money(found["remaining"]),
            "shares": self._shares(payment),
            "has_customers": len(customers) > 1,
        }

    @api.model
    def _shares(self, payment):
        """What this payment settled of each document, in the currency of the document."""
        words = self.env["receivables.receipt.wording"]
        partials = payment.move_id.line_ids.matched_debit_ids.filtered(
            lambda partial: partial._is_customer_allocation()
        )
        # Like the amount received: a discount that was granted with it is no money.
        rate = self.env["receivables.receipt.settlement"]._money_rate(payment)
        shares = []
        for move, own in partials.grouped(lambda each: each.debit_move_id.move_id).items():
            money = words._money(own.debit_move_id.currency_id)
            shares.append(
                {
                    "date": words._date(move.invoice_date or move.date),
                    "document": self._name_of(own.debit_move_id[:1]),
                    "customer": own.debit_move_id.partner_id[:1].name or "",
                    "total": money(abs(move.amount_total)),
                    "amount": money(sum(own.mapped("debit_amount_currency")) * rate),
                }
            )
        return shares

    @api.model
    def _name_of(self, line):
        """The document of ``line``; money that was given back is said to be so."""
        if line.payment_id:
            return self.env._("Refund %(number)s", number=line.move_id.name)
        return line.move_id.name
