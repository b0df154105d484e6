from odoo.fields import Command
from odoo.tests import tagged

from .test_statement_of_account import StatementCommon


@tagged("post_install", "-at_install")
class TestStatementBranches(StatementCommon):
    """The account of a customer in a company and its branches."""

    def _branch(self):
        branch = self.env["res.company"].create({"name": "Branch", "parent_id": self.company.id})
        self.env.user.company_ids |= branch
        self.cr.precommit.run()  # its chart of accounts
        return branch

    def _invoice_of(self, branch, customer, amount):
        move = (
            self.env["account.move"]
            .with_context(allowed_company_ids=[branch.id, self.company.id])
            .create(
                {
                    "move_type": "out_invoice",
                    "partner_id": customer.id,
                    "invoice_date": "2026-01-10",
                    "company_id": branch.id,
                    "invoice_line_ids": [
                        Command.create(
                            {"name": "A", "price_unit": amount, "tax_ids": [Command.clear()]}
                        )
                    ],
                }
            )
        )
        move.action_post()
        return move

    def test_a_statement_without_its_branches_says_so(self):
        branch = self._branch()
        documents = self.book("2026-01-10 invoice B 70\n2026-02-10 payment P 40")
        invoice = self._invoice_of(branch, self.customer, 40.0)
        self.settle_by_core(invoice, documents["P"])
        self.assertEqual(self.statement()["closing"], 70.0)
        self.assertFalse(self.request()._get_header()["scope"])
        one = self.request(company_id=branch.id)
        self.assertEqual(one.get_statements()[0]["closing"], 0.0)
        self.assertIn("Branch only, not the full account", one._get_header()["scope"])
        self.env.user.company_ids -= branch
        request = self.request()
        self.assertIn("only, not the full account", request._get_header()["scope"])
        statement = request.get_statements()[0]
        self.assertEqual(
            (statement["closing"], sum(part["amount"] for part in statement["ageing"])),
            (70.0, 70.0),
        )

    def test_figures_are_those_of_the_companies_selected(self):
        branch = self._branch()
        self.book("2026-01-10 invoice A 70\n2026-02-10 payment P 20")
        self._invoice_of(branch, self.customer, 40.0)
        note = self._invoice_of(branch, self.customer, 1.0).copy(
            {"move_type": "out_refund", "invoice_date": "2026-02-01", "company_id": branch.id}
        )
        note.invoice_line_ids.price_unit = 300.0
        note.action_post()
        for companies, owed in (
            (self.company, 50.0),
            (branch, -259.0),
            (self.company + branch, -209.0),
        ):
            env = self.env(context={"allowed_company_ids": companies.ids})
            with self.subTest(companies=companies.mapped("name")):
                customer = self.customer.with_env(env)
                customer.invalidate_recordset()
                card = customer.amount_pending - customer.amount_to_use
                request = self.request(company_id=companies[0].id).with_env(env)
                (schedule,) = env["receivables.installment"].get_totals(
                    [("partner_id", "=", self.customer.id)], deduct_credits=True
                )
                found = [card, request.get_statements()[0]["closing"], schedule["net_due"]]
                self.assertEqual([round(figure, 2) for figure in found], [owed] * 3)
                self.assertEqual(
                    "not the full" in request._get_header()["scope"], len(companies) < 2
                )

    def test_batches_take_customers_of_a_branch(self):
        branch = self._branch()
        self.other_customer.company_id = branch
        self._invoice_of(branch, self.other_customer, 40.0)
        request = self.request(all_customers=True)
        found = [one["partner_id"] for batch in request._iter_statements(size=1) for one in batch]
        self.assertIn(self.other_customer.id, found)
        self.assertEqual(found, [one["partner_id"] for one in request.get_statements()])
