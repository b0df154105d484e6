from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..discount.discount_common import DiscountCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestDeductionTax(DiscountCommon):
    """A bank fee includes a tax, which is booked and taken back with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tag = cls.env["account.account.tag"].create(
            {"name": "Deductible tax", "applicability": "taxes"}
        )
        cls.tax_account = cls.company_data["default_account_tax_purchase"]
        lines = [
            Command.create({"repartition_type": "base"}),
            Command.create(
                {
                    "repartition_type": "tax",
                    "account_id": cls.tax_account.id,
                    "tag_ids": [Command.set(cls.tag.ids)],
                }
            ),
        ]
        cls.tax = cls.env["account.tax"].create(
            {
                "name": "20 % on fees",
                "type_tax_use": "purchase",
                "amount": 20.0,
                "invoice_repartition_line_ids": lines,
            }
        )
        cls.fee = cls.env["receivables.deduction.kind"].create(
            {"name": "Bank fee", "account_id": cls.loss.id, "tax_id": cls.tax.id}
        )

    def deduct(self, amount, fee, **values):
        payment = self.draft(amount, self.invoice, **values)
        payment.deduction_ids = [Command.create({"kind_id": self.fee.id, "amount": fee})]
        payment.action_propose_allocation()
        payment.action_post()
        self.end_of_transaction()
        return payment

    def costs(self):
        return (self.cost_of(self.loss), self.cost_of(self.tax_account))

    def test_the_amount_includes_it(self):
        payment = self.deduct(988.0, 12.0)
        self.assertEqual(self.costs(), (10.0, 2.0))
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual(payment.beyond_amount, 12.0)
        booked = payment.move_id.line_ids.filtered("tax_line_id")
        self.assertEqual((booked.tax_tag_ids, booked.tax_base_amount), (self.tag, 10.0))
        base = payment.move_id.line_ids.filtered("tax_ids")
        self.assertEqual(base.tax_ids, self.tax)

    def test_a_correction_takes_it_back(self):
        payment = self.deduct(988.0, 12.0)
        again = self.correct(payment)
        self.assertEqual(self.costs(), (0.0, 0.0))
        again.action_post()
        self.end_of_transaction()
        self.assertEqual(self.costs(), (10.0, 2.0))
        self.assertEqual(self.invoice.lifecycle_status, "paid")

    def test_it_goes_with_the_allocation(self):
        payment = self.deduct(988.0, 12.0)
        self.remove_allocations(payment)
        self.assertEqual(self.costs(), (0.0, 0.0))
        self.assertEqual(payment.unallocated_amount, 988.0)

    def test_to_the_cent_in_each_currency(self):
        for name, rounding in (("XA", 1.0), ("XB", 0.01), ("XC", 0.001), ("XD", 0.05)):
            currency = self.env["res.currency"].create(
                {"name": name, "symbol": name, "rounding": rounding}
            )
            self.env["res.currency.rate"].create(
                {"name": "2026-01-01", "currency_id": currency.id, "rate": 1.37}
            )
            for fee in (currency.round(7.77), currency.round(33.333)):
                with self.subTest(rounding=rounding, fee=fee):
                    self.check_fee(currency, fee)

    def check_fee(self, currency, fee):
        self.invoice = self.book("2026-03-01 invoice INVX 1000", currency=currency)["INVX"]
        payment = self.draft(currency.round(1000 - fee), self.invoice)
        payment.deduction_ids = [Command.create({"kind_id": self.fee.id, "amount": fee})]
        payment.action_propose_allocation()
        payment.action_post()
        self.end_of_transaction()
        self.assertTrue(currency.is_zero(self.invoice.amount_residual))
        own, booked = self.company.currency_id, payment.move_id.line_ids - self.receivable(payment)
        booked -= booked.filtered(lambda line: line.account_id == payment.outstanding_account_id)
        self.assertEqual(len(booked), 2)
        self.assertEqual(currency.compare_amounts(sum(booked.mapped("amount_currency")), fee), 0)
        for line in booked:
            self.assertEqual(currency.round(line.amount_currency), line.amount_currency)
        whole = currency._convert(fee, own, self.company, payment.date)
        self.assertEqual(own.compare_amounts(sum(booked.mapped("balance")), whole), 0)

    def test_a_tax_of_a_fixed_amount(self):
        self.tax.write({"amount_type": "fixed", "amount": 3.0})
        payment = self.deduct(988.0, 12.0)
        self.assertEqual(self.costs(), (9.0, 3.0))
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        booked = payment.move_id.line_ids.filtered("tax_line_id")
        self.assertEqual((booked.tax_tag_ids, booked.tax_base_amount), (self.tag, 9.0))
        self.refund(payment, 494.0)
        self.assertEqual(self.costs(), (4.5, 1.5))
        again = self.correct(self.deduct(497.0, 3.0))
        self.assertEqual(self.costs(), (4.5, 1.5))
        again.action_post()
        self.end_of_transaction()
        self.assertEqual(self.costs(), (4.5, 4.5))
        with self.assertRaises(UserError) as caught:
            self.deduct(10.0, 2.99)
        self.assertIn("includes a tax of", str(caught.exception))

    def test_refused(self):
        with self.assertRaises(UserError) as caught:
            self.fee.tax_id = self.company_data["default_tax_sale"]
        self.assertIn("a purchase tax that is due at once", str(caught.exception))
        waiting = self.company_data["default_account_receivable"].copy({"code": "445800"})
        later = {
            "tax_exigibility": "on_payment",
            "cash_basis_transition_account_id": waiting.id,
        }
        with self.assertRaises(UserError):
            self.fee.tax_id = self.tax.copy({"name": "Due later", **later})
