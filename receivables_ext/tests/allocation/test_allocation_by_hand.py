from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import new_test_user, tagged

from ..common import ReceivablesCommon

PARTIAL = "account.partial.reconcile"


@tagged("post_install", "-at_install")
class TestAllocationByHand(ReceivablesCommon):
    """A remote call edits no allocation: amounts, sides and days follow from the engine."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book(
            """
            2026-01-01  invoice  INV1  650.00  2026-01-31
            2026-01-01  invoice  INV2  100.00  2026-01-31
            2026-02-01  payment  PAY1  690.00
            """
        )
        cls.other = cls.book("2026-01-01 invoice INV9 80.00 2026-01-31", cls.other_customer)["INV9"]
        cls.invoicing = new_test_user(
            cls.env,
            "invoicing",
            groups="base.group_user,account.group_account_invoice",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.invoice = cls.docs["INV1"]
        cls.debit = cls.invoice._open_term_lines()
        cls.credit = cls.docs["PAY1"].move_id._open_term_lines()
        cls.service = cls.env["receivables.allocation"]
        cls.service.apply(cls.service.propose((cls.debit + cls.credit).ids))
        cls.partial = cls.debit.matched_credit_ids

    def call(self, method, *args, model=PARTIAL):
        env = self.env(user=self.invoicing, context={"allowed_company_ids": self.company.ids})
        return call_kw(env[model], method, list(args), {})

    def test_nothing_of_an_allocation_is_written(self):
        foreign = self.other._open_term_lines()
        for values in (
            {"amount": 1.0},
            {"debit_amount_currency": 1.0, "credit_amount_currency": 1.0},
            {"amount": 100000.0},
            {"debit_move_id": foreign.id},
            {"max_date": "2020-01-01"},
        ):
            with self.subTest(**values), self.assertRaisesRegex(UserError, "not written by hand"):
                self.call("write", self.partial.ids, values)
        self.assertRecordValues(self.partial, [{"amount": 650.0}])
        self.assertEqual(self.invoice.amount_residual, 0.0)

    def test_none_is_made_beside_the_engine(self):
        debit = self.docs["INV2"]._open_term_lines()
        values = {
            "debit_move_id": debit.id,
            "credit_move_id": self.credit.id,
            "amount": 5000.0,
            "debit_amount_currency": 5000.0,
            "credit_amount_currency": 5000.0,
        }
        with self.assertRaisesRegex(UserError, "not written by hand"):
            self.call("create", [values])
        self.assertEqual(self.docs["INV2"].amount_residual, 100.0)

    def test_nobody_says_that_items_are_matched_in_full(self):
        """Core writes it by SQL, on items that the user may not even read."""
        model, items = "account.full.reconcile", self.debit + self.credit
        vals = {
            "reconciled_line_ids": [Command.set(items.ids)],
            "partial_reconcile_ids": [Command.set(self.partial.ids)],
        }
        paid = self.book("2026-01-05 payment PAY9 80.00", self.other_customer)["PAY9"]
        self.allocate(customer=self.other_customer)
        known = self.receivable(paid).full_reconcile_id
        self.assertTrue(known, "80 of 80")
        for method, *args in (
            ("create", [vals]),
            ("write", known.ids, {"reconciled_line_ids": [Command.set(self.credit.ids)]}),
            ("unlink", known.ids),
        ):
            with self.subTest(method=method), self.assertRaises(UserError) as caught:
                self.call(method, *args, model=model)
            self.assertIn("not written by hand", str(caught.exception))
        self.assertEqual(self.receivable(paid).full_reconcile_id, known)
        self.assertFalse(items.full_reconcile_id)

    def test_what_is_left_follows_from_allocations(self):
        """Of items and documents: 100 owed is not 0 because somebody writes it."""
        invoice = self.docs["INV2"]
        item = invoice._open_term_lines()
        paid = self.book("2026-01-05 payment PAY9 80.00", self.other_customer)["PAY9"]
        self.allocate(customer=self.other_customer)
        for values in (
            {"amount_residual": 0.0},
            {"amount_residual_currency": 0.0},
            {"reconciled": True},
            {"full_reconcile_id": self.receivable(paid).full_reconcile_id.id},
        ):
            with self.subTest(**values), self.assertRaises(UserError):
                self.call("write", item.ids, values, model="account.move.line")
        for values in (
            {"amount_residual": 0.0},
            {"amount_residual_signed": 0.0},
            {"amount_total": 3.0},
            {"payment_state": "paid"},
            {"line_ids": [Command.update(item.id, {"amount_residual": 0.0})]},
        ):
            with self.subTest(**values), self.assertRaises(UserError):
                self.call("write", invoice.ids, values, model="account.move")
        self.assertRecordValues(
            item, [{"amount_residual": 100.0, "reconciled": False, "full_reconcile_id": False}]
        )
        self.assertRecordValues(invoice, [{"amount_total": 100.0, "payment_state": "not_paid"}])
        self.call("action_toggle_block_payment", invoice.ids, model="account.move")
        self.assertEqual(invoice.payment_state, "blocked")
        self.call("action_toggle_block_payment", invoice.ids, model="account.move")
        self.assertEqual(invoice.payment_state, "not_paid")

    def test_a_forged_context_opens_nothing(self):
        for forged in (True, 1, "object", {}, []):
            context = {"receivables_matching_permission": forged}
            partial = self.partial.with_user(self.invoicing).with_context(**context)
            with self.subTest(forged=forged), self.assertRaises(UserError):
                partial.write({"amount": 1.0})

    def test_core_allocates_and_removes_as_before(self):
        invoice = self.docs["INV2"].with_user(self.invoicing)
        invoice.js_assign_outstanding_line(self.credit.id)
        self.assertEqual(invoice.amount_residual, 60.0)
        invoice.js_remove_outstanding_partial(invoice.line_ids.matched_credit_ids.id)
        self.assertEqual(invoice.amount_residual, 100.0)
        events = self.env["receivables.allocation.event"].search(
            [("debit_move_id", "=", invoice.id)], order="id"
        )
        self.assertEqual(events.mapped("kind"), ["allocated", "removed"])
