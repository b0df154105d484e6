from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .test_statement_of_account import StatementCommon


@tagged("post_install", "-at_install")
class TestStatementScope(StatementCommon):
    """What is matched with something that the statement leaves out, and accounts out of use."""

    def _ageing(self, statement):
        return sum(part["amount"] for part in statement["ageing"])

    def _entry_on(self, account, amount):
        revenue = self.company_data["default_account_revenue"]
        entry = self.env["account.move"].create(
            {
                "date": "2026-03-01",
                "line_ids": [
                    Command.create(
                        {
                            "account_id": account.id,
                            "partner_id": self.customer.id,
                            "debit": amount,
                        }
                    ),
                    Command.create({"account_id": revenue.id, "credit": amount}),
                ],
            }
        )
        entry.action_post()
        return entry

    # === Documents back to draft === #

    def test_what_a_draft_had_settled_is_open(self):
        """Core leaves its matches, but the accounts do not have it."""
        for kind, other, expected in (
            ("invoice", "payment", -100.0),
            ("credit_note", "invoice", 100.0),
        ):
            customer = self.env["res.partner"].create({"name": kind})
            documents = self.book(
                f"2026-01-10 {kind} A 100\n2026-02-10 {other} B 100", customer=customer
            )
            self.settle_by_core(documents["A"], documents["B"])
            self.draft_by_law(documents["A"])
            for mode in ("activity", "detailed", "open_items"):
                for basis in ("tax_included", "tax_excluded"):
                    with self.subTest(kind=kind, mode=mode, basis=basis):
                        statement = self.statement(customer, mode=mode, basis=basis)
                        self.assertEqual(statement["closing"], expected)
                        self.assertEqual(self._ageing(statement), expected)
            (line,) = self.statement(customer, mode="detailed")["lines"]
            self.assertEqual((line["details"], line["left"]), ([], 100.0))

    # === Stations === #

    def test_what_another_station_settled_leaves_the_statement(self):
        north, south = self.env["receivables.station"].create(
            [{"code": code, "name": code, "company_id": self.company.id} for code in "NS"]
        )
        documents = self.book("2026-01-10 invoice A 100\n2026-02-10 draft P 100")
        documents["A"].station_id, documents["P"].station_id = north, south
        documents["P"].action_post()
        self.settle_by_core(documents["A"], documents["P"])
        self.assertStatement(
            self.statement(station_id=north.id),
            """
            opening 0.00
            2026-01-10 100.00 0.00 100.00
            2026-02-10 0.00 100.00 0.00
            closing 0.00
            """,
        )
        everyone = self.statements(all_customers=True, station_id=south.id)
        self.assertEqual(
            [one["closing"] for one in everyone if one["partner_id"] == self.customer.id], [0.0]
        )

    # === All customers === #

    def _assert_batches(self, request):
        at_once = request.get_statements()
        batches = request._iter_statements(size=1)
        self.assertEqual([one for batch in batches for one in batch], at_once)
        return [one["partner_id"] for one in at_once]

    def test_batches_leave_out_whom_the_user_may_not_see(self):
        user = new_test_user(
            self.env,
            "scope_sales",
            "sales_team.group_sale_salesman",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        self.customer.user_id = self.env.user
        documents = self.book("2026-01-10 invoice A 100\n2026-02-10 payment P 30")
        documents["A"].invoice_user_id = user
        self.book("2026-01-10 invoice B 100", customer=self.other_customer)
        request = self.request(all_customers=True).with_user(user)
        found = self._assert_batches(request)
        self.assertIn(self.other_customer.id, found)
        self.assertNotIn(self.customer.id, found)

    def test_batches_of_walk_in_customers(self):
        self.book("2026-01-10 invoice A 100")
        generic = self.env["res.partner"].create({"name": "Till", "is_walk_in": True})
        self.book("2026-01-10 invoice B 50", customer=generic)
        found = self._assert_batches(self.request(all_customers=True, mode="walk_in"))
        self.assertIn(generic.id, found)
        self.assertNotIn(self.customer.id, found)

    def test_an_empty_statement_of_a_walk_in_customer_is_complete(self):
        generic = self.env["res.partner"].create({"name": "Till", "is_walk_in": True})
        statement = self.statement(generic, mode="walk_in")
        self.assertEqual((statement["exceptions"], statement["payment_totals"]), (0, []))

    def test_walk_in_statements_say_that_they_include_tax(self):
        header = self.request(mode="walk_in", basis="tax_excluded")._get_header()
        self.assertEqual(header["basis"], "Tax included")

    def test_crossed_payments_of_two_customers(self):
        """A programme paid the invoice of each with the other's: their sums say nothing of it."""
        mine = self.book("2026-01-10 invoice A 100\n2026-02-10 payment P 100")
        theirs = self.book(
            "2026-01-10 payment Q 100\n2026-02-10 invoice B 100", customer=self.other_customer
        )
        for invoice, payment in ((mine["A"], theirs["Q"]), (theirs["B"], mine["P"])):
            (self.receivable(invoice) + self.receivable(payment)).sudo().reconcile()
        both = self.customer | self.other_customer
        by_name = self.statements(both, date_from="2026-02-01")
        self.assertEqual([one["opening"] for one in by_name], [0.0, 0.0])
        everyone = self.statements(all_customers=True, date_from="2026-02-01")
        self.assertEqual([one for one in everyone if one["partner_id"] in both.ids], by_name)

    def test_open_items_that_cancel_out_are_aged(self):
        self.book("2026-01-10 invoice A 100\n2026-02-10 payment P 100")
        ageing = self.statement(date_from="2026-06-01")["ageing"]
        self.assertEqual([part["amount"] for part in ageing if part["amount"]], [100.0, -100.0])

    # === Customers === #

    def test_archived_customers_are_asked_for_by_name(self):
        self.book("2026-01-10 invoice A 100")
        request = self.request()
        self.customer.active = False
        self.env.invalidate_all()
        (statement,) = request.get_statements()
        self.assertEqual(statement["closing"], 100.0)
        self.assertEqual([*request._iter_statements()], [[statement]])

    def test_a_customer_who_joins_a_company_brings_his_account(self):
        documents = self.book("2026-01-10 invoice A 100\n2026-02-10 payment P 30")
        self.settle_by_core(documents["A"], documents["P"])
        self.customer.parent_id = self.other_customer
        for mode in ("activity", "detailed", "open_items"):
            statement = self.statement(mode=mode)
            self.assertEqual(statement["partner_id"], self.other_customer.id)
            self.assertEqual((statement["closing"], self._ageing(statement)), (70.0, 70.0))
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            self.receivable(documents["P"]).with_context(
                bypass_lock_check=True
            ).partner_id = self.customer

    # === Accounts === #

    def test_archived_accounts_keep_their_balance(self):
        receivable = self.company_data["default_account_receivable"].copy({"code": "411999"})
        doubtful = self.env["account.account"].create(
            {
                "name": "Doubtful",
                "code": "416000",
                "account_type": "asset_current",
                "reconcile": True,
            }
        )
        self.company.receivable_account_ids = doubtful
        for account in receivable | doubtful:
            self._entry_on(account, 30.0)
            account.active = False
        for mode in ("activity", "open_items"):
            self.assertEqual(self.statement(mode=mode)["closing"], 60.0)

    def test_a_customer_account_tells_what_is_open(self):
        account = self.env["account.account"].create(
            {"name": "Doubtful", "code": "416000", "account_type": "asset_current"}
        )
        account.reconcile = False
        with self.assertRaisesRegex(ValidationError, "does not allow reconciliation"):
            self.company.receivable_account_ids = account
        account.reconcile = True
        self.company.receivable_account_ids = account
        with self.assertRaisesRegex(ValidationError, "does not allow reconciliation"):
            account.reconcile = False
