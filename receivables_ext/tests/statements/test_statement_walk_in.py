from odoo.exceptions import UserError
from odoo.tests import tagged

from ..walk_ins.walk_in_common import ConversionCommon
from .test_statement_of_account import StatementCommon


@tagged("post_install", "-at_install")
class TestStatementWalkIn(StatementCommon, ConversionCommon):
    """The statement of walk-in customers: two strangers of one day are never mixed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.generic = cls.customer

    def walk_in(self, **values):
        return self.statement(self.generic, mode="walk_in", **values)

    def _two_strangers(self):
        mine = self.sell("2026-03-02 invoice A 120", "Jeanne Petit", walk_in_phone="0612")
        theirs = self.sell("2026-03-02 invoice B 80", "Karim Ben Ali", walk_in_identifier="CIN 77")
        self.pay(mine, 120)
        self.pay(theirs, 50)
        return mine, theirs

    def _figures(self, statement):
        return [
            (line["debit"], line["credit"], line["left"], line["status"])
            for line in statement["lines"]
        ]

    def test_each_document_shows_only_its_own_payments(self):
        self._two_strangers()
        statement = self.walk_in()
        self.assertEqual(
            self._figures(statement),
            [(120.0, 120.0, 0.0, "paid"), (80.0, 50.0, 30.0, "unpaid")],
        )
        self.assertEqual(
            [[detail["amount"] for detail in line["details"]] for line in statement["lines"]],
            [[120.0], [50.0]],
        )
        self.assertIn("Karim Ben Ali", statement["lines"][1]["description"])
        self.assertEqual([item["total"] for item in statement["lines"][1]["items"]], [80.0])
        self.assertEqual(statement["closing"], 30.0)
        self.assertEqual(statement["exceptions"], 1)

    def test_what_came_in_is_the_total_of_the_till(self):
        self._two_strangers()
        totals = self.walk_in()["payment_totals"]
        self.assertEqual(sum(total["amount"] for total in totals), 170.0)

    def test_the_exceptions_are_the_balance_of_the_generic_account(self):
        self._two_strangers()
        over = self.sell("2026-03-03 invoice C 40", "Lea")
        self.pay(over, 55)
        statement = self.walk_in()
        self.assertEqual(self._figures(statement)[-1], (0.0, 15.0, -15.0, "overpaid"))
        self.assertIn("give back", statement["lines"][-1]["description"])
        self.assertEqual(statement["exceptions"], 2)
        self.assertEqual(statement["closing"], self.balance(self.generic))
        self.assertEqual(statement["closing"], statement["total_debit"] - statement["total_credit"])

    def test_filters(self):
        self._two_strangers()
        for values, expected in (
            ({"walk_in_search": "karim"}, [80.0]),
            ({"walk_in_search": "0612"}, [120.0]),
            ({"walk_in_status": "unpaid"}, [80.0]),
            ({"walk_in_status": "paid"}, [120.0]),
            ({"journal_id": self.journal.id}, [120.0, 80.0]),
            ({"user_id": self.env.ref("base.user_admin").id}, []),
        ):
            with self.subTest(values=values):
                lines = self.walk_in(**values)["lines"]
                self.assertEqual([line["debit"] for line in lines], expected)

    def test_by_identity_the_balance_runs_over_the_documents_of_one_person(self):
        self._two_strangers()
        self.sell("2026-03-09 invoice D 20", "karim  ben ali", walk_in_identifier="cin77")
        lines = self.walk_in(by_identity=True)["lines"]
        found = [(line["debit"], line["balance"]) for line in lines]
        self.assertEqual(found, [(120.0, 0.0), (80.0, 30.0), (20.0, 50.0)])

    def test_a_converted_document_is_settled_here(self):
        mine = self.sell("2026-03-02 invoice A 120", "Jeanne Petit")
        self.convert(mine)
        self.assertEqual(self._figures(self.walk_in()), [(120.0, 120.0, 0.0, "paid")])
        self.assertEqual(self.statement(self.known)["closing"], 120.0)

    def test_customers_with_an_account_are_refused(self):
        with self.assertRaisesRegex(UserError, "no walk-in customer"):
            self.statements(self.known, mode="walk_in")

    def test_all_walk_in_customers(self):
        self._two_strangers()
        self.book("2026-03-02 invoice X 10", customer=self.known)
        statements = self.statements(all_customers=True, mode="walk_in")
        self.assertEqual([one["partner_id"] for one in statements], self.generic.ids)

    def test_queries_do_not_grow_with_the_documents(self):
        counts = []
        for number in (1, 2):
            for rank in range(1 if number == 1 else 12):
                self.pay(self.sell(f"2026-03-02 invoice N{number}{rank} 10", "Jeanne"), 10)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.walk_in()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1, counts)
