from random import Random

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from ..discount.discount_common import DiscountCommon

PARTS = 4


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestRetentionRounding(DiscountCommon):
    """Many partial payments, each with something retained: the last one leaves nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Kind = cls.env["receivables.deduction.kind"]
        cls.account = cls.company_data["default_account_receivable"].copy({"code": "411700"})
        cls.retention = Kind.create(
            {
                "name": "Retention guarantee",
                "account_id": cls.account.id,
                "is_retention": True,
                "retention_months": 12,
            }
        )
        cls.fee = Kind.create({"name": "Bank fee", "account_id": cls.loss.id})

    def cut(self, units, random):
        """``units`` in random parts, the last one takes the rest."""
        cuts = sorted(random.sample(range(1, units), PARTS - 1))
        return [end - start for start, end in zip([0, *cuts], [*cuts, units], strict=True)]

    def test_in_currencies_of_0_2_3_decimals_and_of_cash(self):
        random = Random(17)
        for name, rounding in (("XA", 1.0), ("XB", 0.01), ("XC", 0.001), ("XD", 0.05)):
            currency = self.env["res.currency"].create(
                {"name": name, "symbol": name, "rounding": rounding}
            )
            self.env["res.currency.rate"].create(
                {"name": "2026-01-01", "currency_id": currency.id, "rate": 1.37}
            )
            total = random.randint(500, 2000)
            with self.subTest(rounding=rounding, total=total):
                self.check_parts(currency, total, random)

    def check_parts(self, currency, total, random):
        document = f"2026-03-01 invoice INVX {total}"
        invoice = self.book(document, currency=currency)["INVX"]
        retained = self.env["account.move.line"]
        kept = 0
        for part in self.cut(round(total / currency.rounding), random):
            units = {self.retention: part // 20, self.fee: part // 50}
            money = part - sum(units.values())
            kept += units[self.retention]
            payment = self.draft(currency.round(money * currency.rounding), invoice)
            payment.deduction_ids = [
                Command.create(
                    {"kind_id": kind.id, "amount": currency.round(amount * currency.rounding)}
                )
                for kind, amount in units.items()
                if amount
            ]
            # Of the documents, not of what was retained before.
            payment.allocation_line_ids.amount = currency.round(part * currency.rounding)
            payment.action_post()
            self.end_of_transaction()
            self.assertTrue(currency.is_zero(payment.unallocated_amount))
            retained += payment.move_id.line_ids.filtered("is_retained")
        self.assertEqual(invoice.lifecycle_status, "paid")
        self.assertTrue(currency.is_zero(invoice.amount_residual))
        left = sum(retained.mapped("amount_residual_currency"))
        self.assertEqual(currency.compare_amounts(left, kept * currency.rounding), 0)
        later = self.draft(currency.round(left), invoice, allocation_line_ids=[])
        later.allocation_line_ids = [
            Command.create({"line_id": line.id, "amount": line.amount_residual_currency})
            for line in retained
        ]
        later.action_post()
        self.end_of_transaction()
        self.assertTrue(all(retained.mapped("reconciled")))
        self.assertTrue(currency.is_zero(later.unallocated_amount))
