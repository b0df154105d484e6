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

    def call(self, method, *args):
        env = self.env(user=self.invoicing, context={"allowed_company_ids": self.company.ids})
        return call_kw(env[PARTIAL], method, list(args), {})

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
