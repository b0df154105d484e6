from freezegun import freeze_time

from odoo.fields import Date
from odoo.tests import tagged

from .walk_in_common import ConversionCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10")
class TestWalkInConversion(ConversionCommon):
    """A stranger becomes a customer: exactly their documents leave the generic account."""

    def test_an_unpaid_invoice_is_due_by_the_customer_on_its_own_date(self):
        invoice = self.sell("2026-01-01 invoice INV1 100.00 2026-01-31")
        self.sell("2026-01-01 invoice INV2 80.00 2026-01-31", name="Paul Roux")
        conversion = self.convert(invoice)
        self.assertEqual(self.balance(self.customer), 80.0)
        self.assertEqual(self.balance(self.known), 100.0)
        self.assertEqual(self.open_items(self.known), [(100.0, Date.to_date("2026-01-31"))])
        self.assertEqual(self.open_items(self.customer), [(80.0, Date.to_date("2026-01-31"))])
        self.assertEqual(invoice.amount_residual, 0.0)
        self.assertEqual(conversion.amount, 100.0)
        self.assertEqual(conversion.amount_open, 100.0)
        self.assertIn(invoice.name, conversion.move_id.line_ids[0].name)
        self.assertEqual(invoice.partner_id, self.customer, "The document itself is not edited")

    def test_a_paid_invoice_leaves_nothing_open_anywhere(self):
        invoice = self.sell("2026-01-01 invoice INV1 100.00")
        payment = self.pay(invoice, 100.0)
        partials = self.receivable(invoice).matched_credit_ids
        self.convert(invoice)
        self.assertEqual(self.open_items(self.known), [])
        self.assertEqual(self.open_items(self.customer), [])
        self.assertEqual(self.balance(self.known), 0.0)
        lines = self.env["account.move.line"].search([("partner_id", "=", self.known.id)])
        self.assertEqual(sorted(lines.mapped("balance")), [-100.0, 100.0])
        self.assertEqual(self.receivable(invoice).matched_credit_ids, partials)
        self.assertEqual(partials.credit_move_id.payment_id, payment)

    def test_a_partly_paid_invoice_keeps_its_installments(self):
        invoice = self.sell("2026-01-01 invoice INV1 100.00 2026-01-31=30,2026-02-28=70")
        self.pay(invoice, 50.0)
        self.convert(invoice)
        self.assertEqual(self.open_items(self.known), [(50.0, Date.to_date("2026-02-28"))])
        self.assertEqual(self.open_items(self.customer), [])
        self.assertEqual(self.balance(self.customer), 0.0)

    def test_a_surplus_goes_with_its_owner(self):
        invoice = self.sell("2026-01-01 invoice INV1 100.00")
        payment = self.pay(invoice, 130.0)
        self.convert(invoice)
        self.assertEqual(self.balance(self.known), -30.0)
        self.assertEqual(self.known.amount_to_use, 30.0)
        self.assertEqual(payment.unallocated_amount, 0.0)
        self.assertEqual(self.balance(self.customer), 0.0)

    def test_a_payment_of_several_documents_moves_in_part(self):
        invoice = self.sell("2026-01-01 invoice INV1 100.00")
        other = self.sell("2026-01-02 invoice INV2 60.00")
        payment = self.book("2026-01-05 payment PAY1 200.00")["PAY1"]
        self.service.apply([self.row(invoice, payment, 90.0), self.row(other, payment, 60.0)])
        self.convert(invoice)
        self.assertEqual(self.balance(self.known), 10.0)
        self.assertEqual(self.balance(self.customer), -50.0)
        self.assertEqual(payment.unallocated_amount, 50.0, "What is left may be for the other")
        self.convert(other)
        self.assertEqual(self.balance(self.known), 10.0)
        self.assertEqual(self.balance(self.customer), -50.0)

    def test_invoices_credit_notes_and_payments_move_together(self):
        invoices = self.sell("2026-01-01 invoice INV1 100.00") + self.sell(
            "2026-01-02 invoice INV2 200.00"
        )
        credit_note = self.sell("2026-01-03 credit_note CN1 40.00")
        payment = self.book("2026-01-05 payment PAY1 150.00")["PAY1"]
        self.service.apply(
            [
                self.row(invoices[0], credit_note, 25.0),
                self.row(invoices[0], payment, 75.0),
                self.row(invoices[1], payment, 75.0),
            ]
        )
        stranger = self.sell("2026-01-02 invoice INV3 7.00", name="Paul Roux")
        self.convert(invoices + credit_note)
        self.assertEqual(self.balance(self.customer), 7.0)
        self.assertEqual(self.balance(self.known), 110.0)
        self.assertEqual(
            sorted(self.open_lines(self.known).mapped("amount_residual")), [-15.0, 125.0]
        )
        self.assertEqual(self.open_lines().move_id, stranger)

    def test_a_foreign_currency_keeps_its_amounts(self):
        currency = self.setup_other_currency("CHF", rates=[("2026-01-01", 2.0)])
        invoice = self.sell("2026-01-01 invoice INV1 100.00", currency=currency)
        self.pay(invoice, 40.0)
        self.convert(invoice)
        [line] = self.open_lines(self.known)
        self.assertEqual((line.amount_residual_currency, line.currency_id), (60.0, currency))
        self.assertEqual(line.amount_residual, 30.0)
        self.assertEqual(self.balance(self.customer), 0.0)
