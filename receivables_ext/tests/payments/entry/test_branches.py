"""A company and its branches: payments, and figures on any selection of them."""

from odoo.fields import Command
from odoo.tests import tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestBranches(ReceivablesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(
            {"child_ids": [Command.create({"name": name}) for name in ("North", "South")]}
        )
        cls.cr.precommit.run()  # core loads the accounts of branches there
        cls.north, cls.south = cls.company.child_ids.sorted("name")
        cls.all_companies = cls.company + cls.north + cls.south
        cls.env.user.company_ids += cls.all_companies
        head = cls.book("2026-01-10 invoice INV 100.00")["INV"]
        cls.invoices = {cls.company: head}
        for branch in (cls.north, cls.south):
            move = head.with_context(allowed_company_ids=cls.all_companies.ids).copy(
                {"company_id": branch.id, "invoice_date": "2026-01-10"}
            )
            move.action_post()
            cls.invoices[branch] = move
        cls.person_of_all = cls.person(
            "branches", "account.group_account_invoice", company=cls.company
        )
        cls.person_of_all.company_ids = cls.all_companies
        cls.clerk = cls.person(
            "branch_clerk", "receivables_ext.group_receivables_user", company=cls.company
        )
        cls.clerk.company_ids = cls.all_companies

    def of(self, *companies):
        return self.env["account.move"].union(*(self.invoices[company] for company in companies))

    def pay(self, user, selected, invoices, group):
        env = self.env(user=user, context={"allowed_company_ids": selected.ids})
        action = invoices.with_env(env).action_register_payment()
        dialog = env[action["res_model"]].with_context(**action["context"]).create({})
        dialog.group_payment = group
        result = dialog.action_create_payments()
        self.assertEqual(result["tag"], "display_notification", "Nothing out of reach is opened")
        invoices.invalidate_recordset()
        payments = invoices.matched_payment_ids
        self.assertEqual(payments.company_id, self.company)
        self.assertEqual(set(invoices.mapped("amount_residual")), {0.0})

    def test_invoices_of_two_branches_without_the_head_office(self):
        branches = self.north + self.south
        for user in (self.person_of_all, self.clerk):
            for group in (True, False):
                with self.subTest(user=user.login, group=group):
                    invoices = self.of(*branches)
                    self.pay(user, branches, invoices, group)
                    lines = invoices.line_ids.filtered("matched_credit_ids")
                    lines.remove_move_reconcile()
