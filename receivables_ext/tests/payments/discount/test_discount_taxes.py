from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .discount_common import DiscountCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestDiscountTaxes(DiscountCommon):
    """What a discount does to the taxes is core's business: per rate, to the cent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rates = {
            rate: cls.company_data["default_tax_sale"].copy({"amount": rate, "name": f"VAT {rate}"})
            for rate in (20.0, 10.0, 0.0)
        }

    def invoice_of(self, computation=None, currency=None, percentage=None, **bases):
        """An invoice with a line for each rate; of a term with that way to lower taxes."""
        term = self.env["account.payment.term"].create(
            {
                "name": "Terms",
                "early_discount": bool(percentage),
                "discount_percentage": percentage or 2.0,
                "early_pay_discount_computation": computation or "included",
                "line_ids": [Command.create({"value_amount": 100, "nb_days": 30})],
            }
        )
        move = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.customer.id,
                "invoice_date": "2026-03-01",
                "currency_id": (currency or self.company.currency_id).id,
                "invoice_payment_term_id": term.id if computation else False,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": rate,
                            "price_unit": amount,
                            "tax_ids": [Command.set(self.rates[float(rate[1:])].ids)],
                        }
                    )
                    for rate, amount in bases.items()
                ],
            }
        )
        move.action_post()
        return move

    def test_1200_with_20_percent(self):
        """1 000 and 200 of tax, 2 %: 1 176 received, 20 on the discount, 4 of tax less."""
        invoice = self.invoice_of(r20=1000.0)
        payment = self.grant(1176.0, invoice)
        lines = payment.move_id.line_ids
        self.assertEqual(sum(lines.filtered("tax_line_id").mapped("balance")), 4.0)
        self.assertEqual(self.cost_of(self.discount_account), 20.0)
        self.assertEqual(payment.granted_discount_percentage, 2.0)
        self.assertEqual(invoice.lifecycle_status, "paid")

    def test_never_keeps_the_tax(self):
        for computation in ("excluded", "mixed"):
            invoice = self.invoice_of(computation, r20=1000.0)
            before = self.cost_of(self.discount_account)
            payment = self.grant(1176.0, invoice)
            self.assertFalse(payment.move_id.line_ids.tax_line_id)
            self.assertEqual(self.cost_of(self.discount_account) - before, 24.0)

    def test_three_rates_on_one_invoice(self):
        invoice = self.invoice_of(r20=1000.0, r10=500.0, r0=300.0)
        self.assertEqual(invoice.amount_total, 2050.0)
        payment = self.grant(2009.0, invoice)  # 2 %
        lines = payment.move_id.line_ids
        taxes = {line.tax_line_id.name: line.balance for line in lines if line.tax_line_id}
        self.assertEqual(taxes, {"VAT 20.0": 4.0, "VAT 10.0": 1.0})
        bases = {
            line.tax_ids.name: line.balance
            for line in lines
            if line.account_id == self.discount_account
        }
        self.assertEqual(bases, {"VAT 20.0": 20.0, "VAT 10.0": 10.0, "VAT 0.0": 6.0})

    def test_any_amount_adds_up(self):
        """Odd amounts: what the items add up to is the discount, whatever was rounded."""
        for paid in (2049.99, 1999.37, 1234.56, 0.01):
            invoice = self.invoice_of(r20=1000.0, r10=500.0, r0=300.0)
            payment = self.grant(paid, invoice)
            self.assertEqual(invoice.amount_residual, 0.0)
            self.assertEqual(payment.beyond_amount, round(2050.0 - paid, 2))

    def test_as_core_for_the_discount_of_a_term(self):
        """What core books for 2 % agreed, a discount of 2 % granted by hand books too."""
        for computation in ("included", "excluded", "mixed"):
            agreed = self.invoice_of(computation, percentage=2.0, r20=1000.0, r10=503.37, r0=3.1)
            by_core = (
                self.env["account.payment.register"]
                .with_context(active_model="account.move", active_ids=agreed.ids)
                .create({"payment_date": "2026-03-05"})
                ._create_payments()
            )
            again = self.invoice_of(computation, percentage=2.0, r20=1000.0, r10=503.37, r0=3.1)
            by_hand = self.grant(by_core.amount, again)

            def items(payment):
                return sorted(
                    (
                        line.account_id.id,
                        line.tax_ids.ids,
                        line.tax_line_id.id,
                        line.tax_tag_ids.ids,
                        line.balance,
                    )
                    for line in payment.move_id.line_ids
                )

            self.assertEqual(items(by_hand), items(by_core), computation)

    def test_a_foreign_currency(self):
        """Invoiced at one rate, paid at another: the discount is in the currency of the invoice."""
        gold = self.setup_other_currency("HRK", rates=[("2026-01-01", 2.0), ("2026-03-04", 4.0)])
        invoice = self.invoice_of(currency=gold, r20=1000.0)
        payment = self.grant(1176.0, invoice)
        self.assertEqual(invoice.amount_residual, 0.0)
        self.assertEqual((payment.beyond_amount, payment.allocated_amount), (24.0, 1200.0))
        self.assertEqual(self.customer.amount_pending, 1000.0)  # another invoice
        self.assertEqual(sum(payment.move_id.line_ids.mapped("balance")), 0.0)

    def test_nothing_of_what_core_read_is_left_behind(self):
        invoice = self.invoice_of("included", r20=1000.0)
        term = invoice.invoice_payment_term_id
        self.grant(1000.0, invoice)
        self.env.flush_all()
        self.assertEqual(invoice.invoice_payment_term_id, term)
        item = self.receivable(invoice)
        self.assertEqual((item.amount_currency, item.balance), (1200.0, 1200.0))
        self.assertFalse(item.discount_amount_currency)
