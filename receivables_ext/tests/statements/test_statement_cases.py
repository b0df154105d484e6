from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .test_statement_of_account import StatementCommon


@tagged("post_install", "-at_install")
class TestStatementCases(StatementCommon):
    """Cases that other statements get wrong, whom rules hide what from, and bad requests."""

    def test_two_equal_open_lines_of_one_entry_both_count(self):
        account = self.company_data["default_account_receivable"]
        values = {"account_id": account.id, "partner_id": self.customer.id, "debit": 100.0}
        other = {"account_id": self.company_data["default_account_revenue"].id, "credit": 200.0}
        entry = self.env["account.move"].create(
            {
                "date": "2026-03-01",
                "line_ids": [Command.create(line) for line in (values, values, other)],
            }
        )
        entry.action_post()
        for mode in ("activity", "open_items"):
            statement = self.statement(mode=mode)
            self.assertEqual(statement["closing"], 200.0)
            self.assertEqual(sum(part["amount"] for part in statement["ageing"]), 200.0)

    def test_ageing(self):
        self.book(
            """
            2026-01-01 invoice A 1 2026-12-31
            2026-01-01 invoice B 2 2026-12-30
            2026-01-01 invoice C 4 2026-12-01
            2026-01-01 invoice D 8 2026-11-30
            2026-01-01 invoice E 16 2026-10-02
            2026-01-01 invoice F 32 2026-10-01
            2026-01-01 payment P 5
            """
        )
        for mode in ("activity", "open_items"):
            ageing = self.statement(mode=mode)["ageing"]
            self.assertEqual([part["amount"] for part in ageing], [1, 6, 8, 16, 32, -5])

    def test_a_contact_gets_the_statement_of_its_company(self):
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        self.book("2026-01-10 invoice A 100", customer=contact)
        self.assertEqual(self.statements(contact), self.statements(self.customer))
        self.assertEqual(self.statement(contact)["partner_id"], self.customer.id)

    def test_items_of_an_archived_contact_count(self):
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        self.book("2026-01-10 invoice A 100", customer=contact)
        line = self.open_lines()
        self.env.cr.execute(
            "UPDATE account_move_line SET partner_id = %s WHERE id = %s", [contact.id, line.id]
        )
        self.env.invalidate_all()
        contact.active = False
        self.assertEqual(self.statement()["closing"], line.amount_currency)

    def test_customers_in_credit_are_among_all(self):
        self.book("2026-01-10 payment P 70")
        statements = self.statements(all_customers=True)
        found = {one["partner_id"]: one["closing"] for one in statements}
        self.assertEqual(found[self.customer.id], -70.0)
        self.assertNotIn(self.other_customer.id, found)

    def test_another_customers_payment(self):
        """Matched across customers, the invoice is paid and the payment is used."""
        documents = self.book("2026-01-10 invoice A 100")
        documents |= self.book("2026-02-10 payment P 100", customer=self.other_customer)
        # As a programme with all rights: people are refused.
        self.settle_by_core(documents["A"].sudo(), documents["P"].sudo())
        for customer in self.customer | self.other_customer:
            self.assertEqual(self.statement(customer)["closing"], 0.0)
            self.assertEqual(
                self.statement(customer, date_to="2026-02-09")["closing"],
                100.0 * (customer == self.customer),
            )
        self.assertIn("P", documents)

    def test_last_junes_statement_stays(self):
        self.book("2026-05-10 invoice A 500\n2026-06-20 payment P 200")
        for mode in ("activity", "open_items"):
            before = self.statement(mode=mode, date_to="2026-06-30")["closing"]
            self.allocate()
            self.book(f"2026-08-10 payment Q{mode} 100")
            self.allocate()
            self.assertEqual(self.statement(mode=mode, date_to="2026-06-30")["closing"], before)

    def test_drafts_and_cancelled_documents_do_not_count(self):
        documents = self.book("2026-01-10 invoice A 100\n2026-01-11 draft D 40")
        documents["A"].button_draft()
        self.assertEqual(self.statement()["lines"], [])
        documents["A"].button_cancel()
        self.assertEqual(self.statement()["lines"], [])

    def test_a_customer_account_of_another_type_counts(self):
        deposits = self.env["account.account"].create(
            {
                "name": "Deposits",
                "code": "419100",
                "account_type": "liability_current",
                "reconcile": True,
            }
        )
        self.company.receivable_account_ids = deposits
        entry = self.env["account.move"].create(
            {
                "date": "2026-03-01",
                "line_ids": [
                    Command.create(
                        {"account_id": deposits.id, "partner_id": self.customer.id, "credit": 30.0}
                    ),
                    Command.create(
                        {
                            "account_id": self.company_data["default_account_revenue"].id,
                            "debit": 30.0,
                        }
                    ),
                ],
            }
        )
        entry.action_post()
        user = new_test_user(
            self.env,
            "stm_user",
            "receivables_ext.group_receivables_user",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        self.assertEqual(self.statement()["closing"], -30.0)
        request = self.request().with_user(user)
        self.assertEqual(request.get_statements()[0]["closing"], -30.0)

    # === Who may see it === #

    def _salesman(self):
        return new_test_user(
            self.env,
            "stm_sales",
            "sales_team.group_sale_salesman",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )

    def test_a_salesperson_has_the_whole_account_of_his_customers(self):
        user = self._salesman()
        self.customer.user_id = user
        documents = self.book("2026-01-10 invoice A 100\n2026-02-10 payment P 30")
        documents["A"].invoice_user_id = self.env.user
        request = (
            self.env["receivables.statement"]
            .with_user(user)
            .create({"partner_ids": self.customer.ids, "date_to": "2026-12-31"})
        )
        self.assertEqual(request.get_statements()[0]["closing"], 70.0)

    def test_a_salesperson_has_no_part_of_an_account(self):
        user = self._salesman()
        self.customer.user_id = self.env.user
        documents = self.book("2026-01-10 invoice A 100\n2026-02-10 payment P 30")
        documents["A"].invoice_user_id = user
        Statement = self.env["receivables.statement"].with_user(user)
        request = Statement.create({"partner_ids": self.customer.ids})
        with self.assertRaisesRegex(UserError, "whole account of ACME"):
            request.get_statements()
        everyone = Statement.create({"all_customers": True})
        self.assertNotIn(self.customer.id, [one["partner_id"] for one in everyone.get_statements()])

    # === Bad requests === #

    def test_no_customer(self):
        with self.assertRaisesRegex(UserError, "at least one customer"):
            self.env["receivables.statement"].create({}).get_statements()

    def test_customer_of_another_company(self):
        other = self.company_data_2 = self.setup_other_company()["company"]
        self.customer.company_id = other
        with self.assertRaisesRegex(UserError, "is a customer of"):
            self.statements()

    def test_company_where_the_user_does_not_work(self):
        other = self.setup_other_company()["company"]
        request = self.request(company_id=other.id)
        self.env.user.company_ids -= other
        with self.assertRaisesRegex(UserError, "You do not work in this company"):
            request.get_statements()

    def test_other_companies_do_not_count(self):
        self.book("2026-01-10 invoice A 100")
        other = self.setup_other_company()["company"]
        self.assertEqual(
            self.statement(company_id=other.id, currency=other.currency_id)["lines"], []
        )

    def test_nothing_is_written(self):
        self.book("2026-01-10 invoice A 100")
        self.env.flush_all()
        request = self.env["receivables.statement"].new(
            {"partner_ids": self.customer.ids, "date_to": fields.Date.to_date("2026-12-31")}
        )
        with self.env.cr.savepoint() as savepoint:
            self.env.cr.execute("SET TRANSACTION READ ONLY")
            for mode in ("activity", "detailed", "open_items"):
                for basis in ("tax_included", "tax_excluded"):
                    request.mode, request.basis = mode, basis
                    self.assertEqual(request.get_statements()[0]["closing"], 100.0)
            savepoint.rollback()

    def test_as_many_queries_for_thirty_customers_as_for_one(self):
        customers = self.env["res.partner"].create([{"name": f"C{n}"} for n in range(30)])
        for customer in customers:
            self.book("2026-01-10 invoice A 100\n2026-01-20 payment P 60", customer=customer)
        self.env.flush_all()
        for mode in ("activity", "detailed", "open_items"):
            for basis in ("tax_included", "tax_excluded"):
                counts = []
                for some in (customers[:1], customers):
                    self.env.invalidate_all()
                    before = self.env.cr.sql_log_count
                    values = {"partner_ids": some.ids, "mode": mode, "basis": basis}
                    self.env["receivables.statement"].new(values).get_statements()
                    counts.append(self.env.cr.sql_log_count - before)
                with self.subTest(mode=mode, basis=basis, counts=counts):
                    self.assertLessEqual(counts[1], counts[0] + 1)
