from odoo.exceptions import UserError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestAllocationAsked(ReceivablesCommon):
    """What a remote call gives is read before anything is done with it."""

    def assertRefused(self, method, *args):
        model = self.env["account.payment"] if method == "preview_document" else self.service
        with self.subTest(args), self.assertRaises(UserError), mute_logger("odoo.sql_db"):
            call_kw(model, method, list(args), {})

    def test_what_is_no_list_of_ids(self):
        for value in (None, False, "", "29", {}, {"a": 1}, 5, [None], ["x"], [True], [2**40], [-1]):
            self.assertRefused("propose", value)
        self.assertRefused("propose", [], ["oldest_due"])
        self.assertRefused("propose", [], {"a": 1})
        self.assertEqual(call_kw(self.service, "propose", [[]], {}), [])

    def test_what_is_no_list_of_rows(self):
        for value in (None, "rows", {}, {"debit_line_id": 1}, 5, [None], ["x"], [[1, 2]]):
            self.assertRefused("apply", value)
        row = {"debit_line_id": 1, "credit_line_id": 2, "amount": 1.0, "currency_id": 1}
        for name in ("debit_line_id", "credit_line_id", "currency_id"):
            for value in (None, "x", [1], float("inf"), 2**40, -1):
                self.assertRefused("apply", [{**row, name: value}])
        for value in (None, "x", [1], float("nan"), float("inf"), 1e300, -1.0, 0):
            self.assertRefused("apply", [{**row, "amount": value}])
        self.assertEqual(call_kw(self.service, "apply", [[]], {}), [])

    def test_values_of_a_draft_that_are_none(self):
        payment = self.book("2026-01-05 draft PAY1 70")["PAY1"]
        count = payment.search_count([])
        for values in (None, "x", [1], {"nothing": 1}, {"date": "some day"}, {"amount": {}}):
            self.assertRefused("preview_document", payment.ids, values)
        self.assertEqual(payment.search_count([]), count)
