from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.account_payment.tests.common import AccountPaymentCommon


@tagged("post_install", "-at_install")
class TestPaymentSavedCard(AccountPaymentCommon):
    """Core charges a saved card before it registers the payment: nothing is refused after that."""

    def card_payment(self, **vals):
        return self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.partner.id,
                "amount": 70.0,
                "journal_id": self.provider.journal_id.id,
                "payment_method_line_id": self.inbound_payment_method_line.id,
                "payment_token_id": self._create_token().id,
                **vals,
            }
        )

    def test_a_currency_without_rate_is_refused_before_the_card_is_charged(self):
        self.currency_euro.rate_ids.unlink()
        payment = self.card_payment(currency_id=self.currency_euro.id)
        with self.assertRaisesRegex(UserError, "no exchange rate for EUR"):
            payment.action_post()
        self.assertRecordValues(payment, [{"state": "draft", "payment_transaction_id": False}])

    def test_another_refusal_comes_before_the_charge_too(self):
        payment = self.card_payment()
        payment.journal_id.active = False
        with self.assertRaisesRegex(UserError, "is archived"):
            payment.action_post()
        self.assertRecordValues(payment, [{"state": "draft", "payment_transaction_id": False}])

    def test_a_card_is_not_charged_before_the_day(self):
        later = fields.Date.add(fields.Date.today(), days=2)
        payment = self.card_payment(date=later)
        payment.action_post()
        self.assertRecordValues(
            payment, [{"collection_state": "scheduled", "payment_transaction_id": False}]
        )

    def test_a_module_that_books_ahead_and_matches_at_once_is_only_scheduled(self):
        """What core does with money received online, for a day ahead."""
        invoice = self.init_invoice("out_invoice", partner=self.partner, amounts=[70.0], post=True)
        payment = self.card_payment(
            date=fields.Date.add(fields.Date.today(), days=2),
            payment_token_id=False,
            invoice_ids=[Command.link(invoice.id)],
        )
        payment.action_post()
        (payment.move_id.line_ids + invoice.line_ids).filtered(
            lambda line: line.account_id == payment.destination_account_id
        ).reconcile()
        self.assertEqual((payment.collection_state, payment.move_id.id), ("scheduled", False))
        self.assertEqual(invoice.amount_residual, invoice.amount_total)
