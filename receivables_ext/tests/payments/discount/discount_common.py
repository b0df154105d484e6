from odoo.fields import Command

from ..corrections.beyond_money_common import BeyondMoneyCommon


class DiscountCommon(BeyondMoneyCommon):
    """A company that grants discounts, and one invoice of 1 000."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.discount_enabled = True
        cls.discount_account = cls.company.account_journal_early_pay_discount_loss_account_id
        cls.gain = cls.company_data["default_account_revenue"]

    def tolerate(self, amount, percentage=0.0, grace=0):
        self.company.write(
            {
                "tolerance_amount": amount,
                "tolerance_percentage": percentage,
                "tolerance_loss_account_id": self.loss.id,
                "tolerance_gain_account_id": self.gain.id,
                "discount_grace_days": grace,
            }
        )

    def agree(self, invoice, percentage=2.0, days=14):
        """A discount of the payment term, until so many days after the invoice."""
        term = self.env["account.payment.term"].create(
            {
                "name": "Discount agreed",
                "early_discount": True,
                "discount_percentage": percentage,
                "discount_days": days,
                "line_ids": [Command.create({"value_amount": 100, "nb_days": 30})],
            }
        )
        invoice.button_draft()
        invoice.invoice_payment_term_id = term
        invoice.action_post()

    def draft(self, amount, documents, **values):
        """A draft payment whose plan names a part of ``documents``."""
        lines = documents.line_ids.filtered(lambda line: line.display_type == "payment_term")
        return self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": documents.partner_id[:1].id,
                "amount": amount,
                "date": "2026-03-05",
                "currency_id": (documents.currency_id or self.company.currency_id)[:1].id,
                "journal_id": self.journal.id,
                "allocation_line_ids": [
                    Command.create({"line_id": line.id, "amount": 1.0}) for line in lines
                ],
                **values,
            }
        )

    def grant(self, amount, documents, **values):
        """Register ``amount`` with a discount that closes ``documents``."""
        payment = self.draft(amount, documents, apply_discount=True, **values)
        payment.action_post()
        self.end_of_transaction()
        return payment

    def pay_in_dialog(self, amount, documents, **values):
        return self.pay(amount, documents, handling="open", **values)
