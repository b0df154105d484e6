import doctest
import importlib
import pkgutil
from datetime import date

from odoo.tests import BaseCase, tagged

from ... import rules
from ...rules.allocation import OpenItem, propose

JAN, FEB, MAR = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)


def invoice(item_id, due, amount, issued=JAN):
    return OpenItem(item_id, due, issued, amount)


def credit(item_id, amount, issued=JAN):
    return OpenItem(item_id, issued, issued, -amount)


@tagged("post_install", "-at_install")
class TestRules(BaseCase):
    """The rules alone: no registry, no database."""

    def assertProposed(self, items, strategy, expected, today=FEB, named=None):
        rows = propose(items, strategy, today, named)
        found = [(row.debit_id, row.credit_id, row.amount, row.reason) for row in rows]
        self.assertEqual(found, expected, f"Proposal by {strategy}")

    def test_examples_in_docstrings_hold(self):
        for info in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
            module = importlib.import_module(info.name)
            result = doctest.testmod(module)
            self.assertTrue(result.attempted, f"{module.__name__} has examples")
            self.assertFalse(result.failed, f"Examples of {module.__name__}")

    def test_oldest_due_date_first(self):
        items = [invoice(1, FEB, 700), invoice(2, JAN, 500), credit(9, 600)]
        self.assertProposed(
            items, "oldest_due", [(2, 9, 500, "oldest_due"), (1, 9, 100, "oldest_due")]
        )

    def test_oldest_document_first(self):
        items = [invoice(1, JAN, 700, issued=FEB), invoice(2, FEB, 500), credit(9, 600)]
        self.assertProposed(
            items, "oldest_issued", [(2, 9, 500, "oldest_issued"), (1, 9, 100, "oldest_issued")]
        )

    def test_the_document_that_equals_the_credit_first(self):
        items = [invoice(1, JAN, 500), invoice(2, FEB, 600), credit(9, 600)]
        self.assertProposed(items, "exact_match", [(2, 9, 600, "exact")])

    def test_the_documents_that_together_equal_the_credit(self):
        items = [invoice(1, JAN, 500), invoice(2, FEB, 600), invoice(3, MAR, 100), credit(9, 700)]
        self.assertProposed(
            items, "exact_match", [(2, 9, 600, "combination"), (3, 9, 100, "combination")]
        )

    def test_without_any_equal_the_oldest_due_date(self):
        items = [invoice(1, JAN, 500), invoice(2, FEB, 600), credit(9, 550)]
        self.assertProposed(
            items, "exact_match", [(1, 9, 500, "oldest_due"), (2, 9, 50, "oldest_due")]
        )

    def test_legal_order_shares_equal_due_dates_in_proportion(self):
        items = [invoice(1, JAN, 200), invoice(2, JAN, 100), invoice(3, FEB, 100), credit(9, 100)]
        self.assertProposed(
            items, "legal_order", [(1, 9, 67, "legal_share"), (2, 9, 33, "legal_share")]
        )

    def test_legal_order_settles_what_is_not_due_last(self):
        items = [invoice(1, MAR, 200), invoice(2, JAN, 100), credit(9, 150)]
        self.assertProposed(
            items, "legal_order", [(2, 9, 100, "legal_due"), (1, 9, 50, "legal_later")]
        )

    def test_what_the_customer_names_wins(self):
        items = [invoice(1, JAN, 500), invoice(2, FEB, 600), credit(9, 550)]
        for strategy in ("oldest_due", "exact_match", "legal_order", "instruction"):
            self.assertProposed(items, strategy, [(2, 9, 550, "instruction")], named={9: [2]})

    def test_by_hand_nothing_is_proposed(self):
        items = [invoice(1, JAN, 500), credit(9, 550)]
        self.assertProposed(items, "manual", [], named={9: [1]})
        self.assertProposed(items, "instruction", [])
