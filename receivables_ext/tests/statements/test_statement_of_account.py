from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import ReceivablesCommon


class StatementCommon(ReceivablesCommon):
    """Ask for statements and compare them with tables."""

    def request(self, customer=None, **values):
        customer = customer or self.customer
        values = {"partner_ids": customer.ids, "date_to": "2026-12-31", **values}
        return self.env["receivables.statement"].create(values)

    def statements(self, customer=None, **values):
        return self.request(customer, **values).get_statements()

    def statement(self, customer=None, currency=None, **values):
        """The statement in one currency; of an empty account, that of the company."""
        currency = currency or self.company.currency_id
        statements = self.statements(customer, **values)
        return next(one for one in statements if one["currency_id"] == currency.id)

    def assertStatement(self, statement, table):
        """Compare with ``opening``, lines ``date debit credit balance`` and ``closing``."""
        found = [f"opening {statement['opening']:.2f}"]
        for line in statement["lines"]:
            amounts = " ".join(f"{line[name]:.2f}" for name in ("debit", "credit", "balance"))
            found.append(f"{line['date']} {amounts}")
        found.append(f"closing {statement['closing']:.2f}")
        expected = [" ".join(row.split()) for row in table.strip().splitlines()]
        self.assertEqual(found, expected)


@tagged("post_install", "-at_install")
class TestStatementOfAccount(StatementCommon):
    """The activity of a customer: every movement, and the balance after each."""

    def test_the_example(self):
        self.book(
            """
            2025-04-05 invoice FAC-2001 1500
            2025-04-12 invoice FAC-2002 750
            2025-04-20 payment PAY-3001 1000
            """
        )
        for basis in ("tax_included", "tax_excluded"):
            with self.subTest(basis=basis):
                statement = self.statement(
                    basis=basis, date_from="2025-04-01", date_to="2025-04-30"
                )
                self.assertStatement(
                    statement,
                    """
                    opening 0.00
                    2025-04-05 1500.00    0.00 1500.00
                    2025-04-12  750.00    0.00 2250.00
                    2025-04-20    0.00 1000.00 1250.00
                    closing 1250.00
                    """,
                )
                self.assertEqual(statement["total_debit"], 2250.0)
                self.assertEqual(statement["total_credit"], 1000.0)

    def test_opening_balance_is_what_was_before_the_period(self):
        self.book(
            """
            2026-01-10 invoice A 100
            2026-02-10 invoice B 200
            2026-03-10 payment P 50
            """
        )
        statement = self.statement(date_from="2026-02-01", date_to="2026-02-28")
        self.assertStatement(
            statement,
            """
            opening 100.00
            2026-02-10 200.00 0.00 300.00
            closing 300.00
            """,
        )

    def test_installments_of_an_invoice_are_one_movement(self):
        self.book("2026-01-10 invoice A 100 2026-01-31=30,2026-02-28=70")
        self.assertEqual([line["debit"] for line in self.statement()["lines"]], [100.0])

    def test_period_that_ends_before_it_begins(self):
        with self.assertRaisesRegex(UserError, "ends before it begins"):
            self.statements(date_from="2026-02-01", date_to="2026-01-01")

    def test_without_movement_the_statement_is_empty(self):
        statement = self.statement(self.other_customer)
        self.assertStatement(statement, "opening 0.00\nclosing 0.00")

    def test_an_invoice_paid_in_another_currency_ends_at_zero_in_both(self):
        dollar = self.setup_other_currency("CAD", rates=[("2026-01-01", 1.25)])
        documents = self.book("2026-01-10 invoice A 1000", currency=dollar)
        documents |= self.book("2026-02-10 payment P 800")
        self.settle_by_core(documents["A"], documents["P"])
        self.assertStatement(
            self.statement(currency=dollar),
            """
            opening 0.00
            2026-01-10 1000.00 0.00 1000.00
            2026-02-10 0.00 1000.00 0.00
            closing 0.00
            """,
        )
        self.assertStatement(
            self.statement(),
            """
            opening 0.00
            2026-02-10 0.00 800.00 -800.00
            2026-02-10 800.00 0.00 0.00
            closing 0.00
            """,
        )

    def test_as_of_a_past_day_later_matches_do_not_count(self):
        documents = self.book(
            """
            2026-05-10 invoice A 500
            2026-06-10 payment P 200
            2026-08-10 payment Q 300
            """
        )
        self.allocate()
        june = self.statement(mode="open_items", date_to="2026-06-30")
        self.assertEqual(june["closing"], 300.0)
        self.assertEqual(june["lines"][0]["settled"], 200.0)
        self.assertEqual(june["lines"][0]["original"], 500.0)
        self.assertEqual(june["lines"][0]["days_late"], 51)
        self.assertEqual(self.statement(mode="open_items")["lines"], [])
        self.assertTrue(documents["A"])
        self.assertEqual(fields.Date.to_string(june["lines"][0]["date_due"]), "2026-05-10")

    def test_detailed_says_what_each_payment_settled(self):
        self.book(
            """
            2026-09-10 payment P 300
            2026-11-10 invoice A 500
            """
        )
        self.allocate()
        statement = self.statement(mode="detailed", date_from="2026-11-01", date_to="2026-11-30")
        (invoice,) = statement["lines"]
        self.assertEqual(statement["opening"], -300.0)
        self.assertEqual([detail["amount"] for detail in invoice["details"]], [300.0])
        self.assertEqual(invoice["left"], 200.0, "An earlier payment settled part of it")
        statement = self.statement(mode="detailed")
        self.assertEqual(statement["lines"][0]["details"][0]["amount"], 300.0)
        self.assertEqual(statement["lines"][0]["left"], 0.0)
