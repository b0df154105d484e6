import doctest
from dataclasses import replace
from datetime import date

from odoo.tests import BaseCase, tagged

from ...rules import likeness
from ...rules.likeness import Payment

RENT = Payment(
    company=1, currency=2, parties=(7,), units=50_000, day=date(2026, 1, 5), days=3, number="12"
)


@tagged("post_install", "-at_install")
class TestLikeness(BaseCase):
    """Payments that may be one that was entered twice."""

    def assertLike(self, expected, *, one=RENT, **values):
        other = replace(RENT, **values)
        common = {*likeness.shared_keys(one)} & {*likeness.shared_keys(other)}
        found = any(likeness.may_repeat(one, other, key) for key in common)
        self.assertIs(found, expected, values)

    def test_examples_in_docstrings_hold(self):
        result = doctest.testmod(likeness)
        self.assertTrue(result.attempted)
        self.assertFalse(result.failed)

    def test_the_same_cheque_whatever_the_day_and_the_customer(self):
        self.assertLike(True, number=" 1 2", day=date(2027, 1, 1), parties=(8,), units=1)
        self.assertLike(False, bank="BNP", day=date(2027, 1, 1))

    def test_the_same_transfer(self):
        one = replace(RENT, number="", reference="VIR 9")
        self.assertLike(True, one=one, number="", reference="vir9", units=1)

    def test_the_same_amount_within_the_days(self):
        for day, expected in ((date(2026, 1, 2), True), (date(2026, 1, 9), False)):
            self.assertLike(expected, number="", day=day)
        self.assertLike(False, number="", days=0)
        self.assertLike(False, number="", day=None)

    def test_other_numbers_are_other_payments(self):
        self.assertLike(False, number="13")
        self.assertLike(True, number="", reference="12")  # the same number in the other field

    def test_another_company_currency_or_customer(self):
        for values in ({"company": 9}, {"currency": 9}, {"parties": (8,)}, {"parties": ()}):
            self.assertLike(False, **{"number": "", **values})
