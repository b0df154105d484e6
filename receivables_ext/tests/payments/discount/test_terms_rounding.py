import random

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .discount_common import DiscountCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestTermsRounding(DiscountCommon):
    """Currencies of 0, 2 and 3 decimals, cash rounding: what is closed leaves nothing open."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax = cls.company_data["default_tax_sale"].copy({"amount": 18.7, "name": "Odd rate"})
        cls.currencies = [cls.company.currency_id]
        for name, rounding, rate in (("JPY", 1.0, 163.7), ("TND", 0.001, 3.39)):
            currency = (
                cls.env["res.currency"]
                .with_context(active_test=False)
                .search([("name", "=", name)])
            )
            currency.write({"active": True, "rounding": rounding})
            cls.env["res.currency.rate"].create(
                {
                    "currency_id": currency.id,
                    "company_id": cls.company.id,
                    "name": "2026-01-01",
                    "rate": rate,
                }
            )
            cls.currencies.append(currency)

    def taxed(self, amount, currency, **values):
        move = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.other_customer.id,
                "currency_id": currency.id,
                "invoice_date": "2026-03-01",
                "invoice_date_due": "2026-03-31",
                "invoice_payment_term_id": False,
                "invoice_line_ids": [
                    Command.create(
                        {"name": part, "price_unit": amount / 3, "tax_ids": self.tax.ids}
                    )
                    for part in ("one", "two", "three")
                ],
                **values,
            }
        )
        move.action_post()
        return move

    def assertSettled(self, move):
        self.assertEqual(move.amount_residual, 0.0)
        items = self.receivable(move)
        self.assertEqual(set(items.mapped("reconciled")), {True})
        self.assertEqual(sum(items.mapped("amount_residual")), 0.0)

    def test_a_discount_of_any_amount(self):
        numbers = random.Random(17)
        for currency in self.currencies:
            for _time in range(4):
                invoice = self.taxed(numbers.uniform(50, 5000), currency)
                paid = currency.round(invoice.amount_total * numbers.uniform(0.3, 0.99))
                payment = self.grant(paid, invoice)
                self.assertSettled(invoice)
                self.assertEqual(
                    currency.compare_amounts(
                        payment.amount + payment.beyond_amount, invoice.amount_total
                    ),
                    0,
                )
                self.assertEqual(payment.unallocated_amount, 0.0)

    def test_parts_and_the_last_one_with_a_tolerated_difference(self):
        self.tolerate(5.0)
        for currency in self.currencies:
            invoice = self.taxed(1000.0, currency)
            part = currency.round(invoice.amount_total / 7)
            for _time in range(6):
                payment = self.draft(part, invoice)
                payment.allocation_line_ids.amount = part
                payment.action_post()
            last = currency.round(invoice.amount_residual - currency.rounding)
            payment = self.draft(last, invoice, apply_tolerance=True)
            payment.action_post()
            self.end_of_transaction()
            self.assertSettled(invoice)
            beyond = currency.compare_amounts(payment.beyond_amount, currency.rounding)
            self.assertEqual(beyond, 0, currency.name)

    def test_with_cash_rounding(self):
        rounding = self.env["account.cash.rounding"].create(
            {
                "name": "Five cents",
                "rounding": 0.05,
                "strategy": "add_invoice_line",
                "profit_account_id": self.gain.id,
                "loss_account_id": self.loss.id,
            }
        )
        invoice = self.taxed(333.33, self.company.currency_id, invoice_cash_rounding_id=rounding.id)
        self.assertEqual(round(invoice.amount_total * 100) % 5, 0)
        self.grant(round(invoice.amount_total - 7.77, 2), invoice)
        self.assertSettled(invoice)
        self.assertEqual(
            self.env["account.move.line"].search_count(
                [("move_id", "=", invoice.id), ("display_type", "=", "rounding")]
            ),
            1,
        )
