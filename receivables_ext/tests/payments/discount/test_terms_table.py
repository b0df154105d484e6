from datetime import date, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import BaseCase, tagged

from ....rules.discount import close, grant, is_granted
from .discount_common import DiscountCommon

# A published table: invoice 1 000, discount 20 until day D, 5 days of grace, tolerance 5.
# Case: days after D, paid, is the late discount granted: late discount, tolerance, left open.
# Below zero: tolerated in our favour; left to use on the payment.
TABLE = {
    "1": (0, 985, True, 0, -5, 0),
    "2": (0, 980, True, 0, 0, 0),
    "3": (0, 975, True, 0, 5, 0),
    "4A": (5, 1005, True, 20, 0, -25),
    "5A": (5, 1000, True, 20, 0, -20),
    "6A": (5, 995, True, 20, 0, -15),
    "4B": (5, 1005, False, 0, -5, 0),
    "5B": (5, 1000, False, 0, 0, 0),
    "6B": (5, 995, False, 0, 5, 0),
    "7": (5, 985, True, 20, -5, 0),
    "8": (5, 980, True, 20, 0, 0),
    "9": (5, 975, True, 20, 5, 0),
    "10": (6, 1005, True, 0, -5, 0),
    "11": (6, 1000, True, 0, 0, 0),
    "12": (6, 995, True, 0, 5, 0),
    "13": (6, 985, True, 0, 0, 15),
    "14": (6, 980, True, 0, 0, 20),
    "15": (6, 975, True, 0, 0, 25),
}
LAST_DAY = date(2026, 3, 15)


@tagged("standard", "at_install")
class TestTermsRule(BaseCase):
    """The rule by itself: every case of the table."""

    def test_the_table(self):
        for case, (days, paid, late, late_discount, tolerance, left) in TABLE.items():
            day = LAST_DAY + timedelta(days=days)
            agreed = 20 if is_granted(day, LAST_DAY, 5, late) else 0
            closing = close(1000, paid, agreed, 5)
            with self.subTest(case=case):
                self.assertEqual(
                    (closing.discount if days else 0, closing.tolerance, closing.left),
                    (late_discount, tolerance, left),
                )
                self.assertEqual(1000, paid + closing.discount + closing.tolerance + closing.left)

    def test_what_closes_is_what_somebody_grants(self):
        """Where less than is due comes, granting gives what the table gives."""
        for days, paid, late, *_figures in TABLE.values():
            agreed = 20 if days <= 5 and late else 0
            closing = close(1000, paid, agreed, 5)
            if paid < 1000 and closing.discount and not closing.left:
                self.assertEqual(grant(1000, paid, agreed, 5), closing)


@tagged("post_install", "-at_install")
class TestTermsLedger(DiscountCommon):
    """The same cases in the books, as far as a payment closes an invoice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.discount_enabled = False  # what was agreed needs no other setting
        with freeze_time("2026-03-01"):
            cls.agree(cls, cls.invoice)

    def test_the_table(self):
        self.tolerate(5.0, grace=5)
        for case, (days, paid, late, late_discount, tolerance, left) in TABLE.items():
            if case in ("4A", "5A", "6A"):
                continue  # all was paid: nobody grants a discount beside it
            with self.subTest(case=case), freeze_time(LAST_DAY + timedelta(days)):
                discount = late_discount or (0 if days else 20)
                self.assertCase(paid, discount if late else 0, tolerance, left)

    def assertCase(self, paid, discount, tolerance, left):
        savepoint = self.env.cr.savepoint()
        payment = self.draft(paid, self.invoice, date=fields.Date.today())
        self.assertEqual(payment.discount_possible, bool(discount))
        self.assertEqual(payment.tolerance_possible, bool(tolerance and not discount))
        payment.apply_discount = bool(discount)
        payment.apply_tolerance = bool(tolerance and not discount)
        if not (discount or tolerance):
            payment.allocation_line_ids.amount = min(paid, 1000.0)
        payment.action_post()
        self.end_of_transaction()
        costs = -self.cost_of(self.gain) - 1000.0, self.cost_of(self.loss)
        self.assertEqual(self.cost_of(self.discount_account), discount)
        self.assertEqual(costs, (max(0, -tolerance), max(0, tolerance)))
        self.assertResiduals({"INV1": self.invoice, "PAY": payment}, INV1=left, PAY=0.0)
        savepoint.close(rollback=True)
        self.env.invalidate_all()

    # === Tolerance === #

    def test_more_than_is_tolerated_is_refused(self):
        self.tolerate(5.0)
        for paid in (994.99, 1005.01, 1000.0):
            with freeze_time("2026-04-20"):
                payment = self.draft(paid, self.invoice, date="2026-04-20", apply_tolerance=True)
                self.assertFalse(payment.tolerance_possible)
                with self.assertRaises(UserError):
                    payment.action_post()

    def test_the_terms_of_a_customer_come_first(self):
        self.tolerate(5.0, grace=5)
        day = "2026-03-18"
        with freeze_time(day):
            self.assertTrue(self.draft(980.0, self.invoice, date=day).discount_possible)
            self.customer.has_own_terms = True
            self.assertFalse(self.draft(980.0, self.invoice, date=day).discount_possible)
            self.assertFalse(self.draft(997.0, self.invoice, date=day).tolerance_possible)
            self.customer.write({"tolerance_amount": 10.0, "discount_grace_days": 3})
            self.assertTrue(self.draft(980.0, self.invoice, date=day).discount_possible)
            self.assertTrue(self.draft(990.0, self.invoice, date=day).tolerance_possible)

    def test_the_dialog_closes_a_tolerated_difference(self):
        self.tolerate(5.0)
        with freeze_time("2026-04-20"):
            dialog = self.payment_dialog(self.invoice)
            for amount, words in ((997.0, "less is tolerated"), (1003.0, "more is kept")):
                dialog.amount = amount
                self.assertTrue(dialog.tolerance_possible)
                self.assertIn(words, dialog.closing_words)
            dialog.apply_tolerance = True
            dialog.save().action_create_payments()
        self.end_of_transaction()
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual(self.customer.amount_to_use, 0.0)

    def test_own_terms_are_bounded(self):
        for name, value in (("tolerance_percentage", 101.0), ("tolerance_amount", -1.0)):
            with self.assertRaises(UserError):
                self.customer.write({"has_own_terms": True, name: value})
