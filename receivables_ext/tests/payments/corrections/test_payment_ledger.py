import random
from collections import Counter
from datetime import date, timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from ....models.payments.corrections import refund
from ...common import ReceivablesCommon

FIRST_DAY, TODAY = date(2026, 1, 1), date(2026, 12, 31)
ACTS = {"pay": 4, "correct": 3, "return": 3, "refund": 2, "allocate": 2, "present": 1}


@tagged("post_install", "-at_install")
@freeze_time("2026-12-31")
class TestPaymentLedger(ReceivablesCommon):
    """After a hundred random acts, each account says what an independent count says, in cents."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.random = random.Random(3)
        cls.expense = cls.company_data["default_account_expense"]
        cls.reason = cls.env.ref("receivables_ext.return_reason_am04")
        cls.received = cls.env["account.payment"]
        cls.expected = Counter()
        for number in range(20):
            amount = cls.random.randint(1_00, 900_00)
            cls.book(f"{FIRST_DAY} invoice INV{number} {amount / 100:.2f} 2026-03-01")
            cls.expected["customer"] += amount

    # === Acts, and what each of them is worth === #

    def pay(self):
        amount = self.random.randint(1_00, 1500_00)
        day = FIRST_DAY + timedelta(days=self.random.randint(0, 200))
        self.received += self.book(f"{day} payment PAY {amount / 100:.2f}")["PAY"]
        self.expected["customer"] -= amount
        self.expected["bank in"] += amount

    def correct(self):
        payment = self._pick("registered", "refunded")
        if not payment:
            return
        amount = self._cents(payment.amount)
        new_amount = self.random.randint(1_00, 1500_00)
        correction = self.env["receivables.payment.correction"]._request(payment, "Random", TODAY)
        again = correction.replacement_id
        again.allocation_line_ids.unlink()
        again.amount = new_amount / 100
        again.action_post()
        self.received += again
        self.expected["customer"] += amount - new_amount
        self.expected["bank in"] += new_amount - amount

    def bounce(self):
        payment = self._pick("registered", "refunded")
        if not payment:
            return
        amount = self._cents(payment.amount)
        fees = self.random.choice((0, self.random.randint(1, min(amount, 50_00))))
        charged = self.random.random() < 0.5
        self.env["receivables.payment.return"]._return(
            payment,
            TODAY,
            self.reason,
            fees=fees / 100,
            charged=charged,
            account=self.expense,
        )
        self.expected["customer"] += amount + (fees if charged else 0)
        self.expected["bank in"] -= amount
        self.expected["bank out"] -= fees
        self.expected["fees"] += 0 if charged else fees

    def present(self):
        payment = self._pick("returned")
        if not payment or payment.replacement_ids:
            return
        again = self.env["receivables.payment.return"]._present_again(payment)
        again.allocation_line_ids.unlink()
        again.action_post()
        self.received += again
        self.expected["customer"] -= self._cents(payment.amount)
        self.expected["bank in"] += self._cents(payment.amount)

    def refund(self):
        payment = self._pick("registered")
        if not payment or not payment.refundable_amount:
            return
        amount = self.random.randint(1, self._cents(payment.refundable_amount))
        refund.refund_payment(
            payment, amount / 100, "Random", date=TODAY, journal_id=self.journal.id
        )
        self.expected["customer"] += amount
        self.expected["bank out"] -= amount

    def _pick(self, *states):
        candidates = self.received.filtered(lambda payment: payment.collection_state in states)
        return candidates and self.random.choice(candidates)

    def _cents(self, amount):
        return round(amount * 100)

    # === The count === #

    def _balances(self, payment):
        accounts = {
            "customer": payment.destination_account_id,
            "bank in": payment.outstanding_account_id,
            "bank out": payment._get_outstanding_account("outbound"),
            "fees": self.expense,
        }
        sums = dict(
            self.env["account.move.line"]._read_group(
                [("company_id", "=", self.company.id), ("parent_state", "=", "posted")],
                ["account_id"],
                ["balance:sum"],
            )
        )
        return {name: self._cents(sums.get(account, 0.0)) for name, account in accounts.items()}

    def test_a_hundred_random_acts(self):
        acts = {"return": self.bounce}
        done = Counter()
        self.pay()
        for _step in range(100):
            name = self.random.choices([*ACTS], [*ACTS.values()])[0]
            before = Counter(self.expected)
            acts.get(name, getattr(self, name, None))()
            done[name] += self.expected != before
        self.assertGreater(done["correct"], 10)
        self.assertGreater(done["return"], 10)
        self.assertGreater(done["refund"], 5)
        expected = {name: self.expected[name] for name in ("customer", "bank in", "bank out")}
        self.assertEqual(
            self._balances(self.received[:1]), {**expected, "fees": self.expected["fees"]}
        )
        # What the customer owes and what is left to use say the same as the account.
        self.customer.invalidate_recordset()
        figures = self.customer.amount_pending - self.customer.amount_to_use
        self.assertEqual(self._cents(figures), self.expected["customer"])
        standing = self.received.filtered(
            lambda payment: payment.collection_state in ("registered", "refunded")
        )
        refunds = sum(self.received.refund_ids.mapped("amount"))
        self.assertEqual(
            self._cents(self.customer.amount_received),
            self._cents(sum(standing.mapped("amount")) - refunds),
        )
