import random
from collections import Counter

from odoo.tests import tagged

from .payer_common import PayerCommon


@tagged("post_install", "-at_install")
class TestPayerShares(PayerCommon):
    """Whatever the plan and the rate: entries balance, and nobody gets more than their share."""

    def _random_plan(self, chance, currency, unit):
        """Documents of three customers, and how many units of each to settle."""
        customers = (self.customer, self.other_customer, self.third_customer)
        plan = {}
        for rank in range(chance.randint(1, 6)):
            units = chance.choice((1, 2, 99, 3333, chance.randint(1, 90000)))
            customer = chance.choice(customers)
            text = f"2026-01-01 invoice I {units / unit}\n2026-01-01 credit_note C {units / unit}"
            docs = self.book(text, customer, currency)
            plan[docs["I"]] = settled = chance.randint(1, units)
            if settled > 1 and rank % 2:
                plan[docs["C"]] = -chance.randint(1, settled - 1)
        return plan

    def test_random_plans(self):
        chance = random.Random(20260401)
        for name, rate in {"CHF": 0.0071, "CAD": 1.37219, "JPY": 161.37}.items():
            currency = self.setup_other_currency(name, rates=[("2025-01-01", rate)])
            for _turn in range(4):
                self._check_a_random_payment(chance, currency)
        for _turn in range(4):
            self._check_a_random_payment(chance, self.company.currency_id)

    def _check_a_random_payment(self, chance, currency):
        unit = round(1 / currency.rounding)
        plan = self._random_plan(chance, currency, unit)
        left = chance.choice((0, 1, 5000))
        payment = self._pay(
            (sum(plan.values()) + left) / unit,
            {doc: part / unit for doc, part in plan.items()},
            currency,
        )
        shares = Counter()
        for doc, part in plan.items():
            shares[doc.partner_id] += part
        shares[self.customer] += left
        before = {doc: doc.amount_residual for doc in plan}
        owed = {customer: customer.credit for customer in shares}
        payment.action_post()
        self.env.invalidate_all()
        if currency == self.company.currency_id:
            for customer, share in shares.items():
                self.assertEqual(round((owed[customer] - customer.credit) * unit), share)
        lines = payment.move_id.line_ids
        self.assertEqual(round(sum(lines.mapped("balance")), 2), 0.0)
        self.assertEqual(round(sum(lines.mapped("amount_currency")), 2), 0.0)
        bank, credits = payment._seek_for_lines()[:2]
        self.assertEqual((len(bank), bank.partner_id), (1, self.payer))
        self.assertEqual(round(bank.amount_currency * unit), sum(plan.values()) + left)
        self.assertEqual(
            {line.partner_id: round(-line.amount_currency * unit) for line in credits},
            {partner: share for partner, share in shares.items() if share},
        )
        for line in credits:
            exact = line.amount_currency * bank.balance / bank.amount_currency
            self.assertLess(abs(line.balance - exact), 0.01)
        for doc, part in plan.items():
            taken = before[doc] - doc.amount_residual
            self.assertEqual(round(taken * unit), abs(part), doc.ref)
        self.assertEqual(round(payment.unallocated_amount * unit), left)
