from odoo.fields import Command
from odoo.tests import tagged

from .test_statement_of_account import StatementCommon


@tagged("post_install", "-at_install")
class TestStatementUntaxed(StatementCommon):
    """Tax excluded: an allocation counts for the tax-excluded share of what it settles."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax = cls.env["account.tax"].create(
            {"name": "VAT 20%", "amount": 20.0, "type_tax_use": "sale"}
        )

    @classmethod
    def _book_invoice(cls, date, name, amount, due, customer, currency, move_type="out_invoice"):
        """Amounts are tax excluded here, 20% comes on top."""
        move = super()._book_invoice(date, name, amount, due, customer, currency, move_type)
        move.button_draft()
        move.invoice_line_ids.tax_ids = [Command.set(cls.tax.ids)]
        move.action_post()
        return move

    def untaxed(self, **values):
        return self.statement(basis="tax_excluded", **values)

    def test_a_payment_of_part_counts_for_its_share(self):
        documents = self.book(
            """
            2026-01-10 invoice A 1500
            2026-02-10 payment P 1200
            """
        )
        self.settle_by_core(documents["A"], documents["P"])
        self.assertEqual(self.statement()["closing"], 600.0)
        self.assertStatement(
            self.untaxed(),
            """
            opening 0.00
            2026-01-10 1500.00    0.00 1500.00
            2026-02-10    0.00 1000.00  500.00
            closing 500.00
            """,
        )

    def test_the_last_allocation_takes_the_rounding(self):
        documents = self.book(
            """
            2026-01-10 invoice A 83.33
            2026-02-10 payment P 33.33
            2026-02-11 payment Q 33.33
            2026-02-12 payment R 33.34
            """
        )
        for name in "PQR":
            self.settle_by_core(documents["A"], documents[name])
        self.assertStatement(
            self.untaxed(),
            """
            opening 0.00
            2026-01-10 83.33  0.00 83.33
            2026-02-10  0.00 27.77 55.56
            2026-02-11  0.00 27.77 27.79
            2026-02-12  0.00 27.79  0.00
            closing 0.00
            """,
        )

    def test_money_that_settles_nothing_yet_stands_apart_at_face_value(self):
        documents = self.book(
            """
            2026-01-10 invoice A 100
            2026-02-10 payment P 200
            """
        )
        self.settle_by_core(documents["A"], documents["P"])
        statement = self.untaxed()
        self.assertStatement(
            statement,
            """
            opening 0.00
            2026-01-10 100.00   0.00 100.00
            2026-02-10   0.00 100.00   0.00
            2026-02-10   0.00  80.00 -80.00
            closing -80.00
            """,
        )
        self.assertIn("not yet allocated", statement["lines"][2]["description"])

    def test_an_earlier_payment_brings_its_tax_back_when_it_is_allocated(self):
        self.book(
            """
            2026-05-10 payment P 600
            2026-06-10 invoice A 500
            """
        )
        self.allocate()
        may = self.untaxed(date_to="2026-05-31")
        self.assertEqual(may["closing"], -600.0)
        june = self.untaxed(date_from="2026-06-01", date_to="2026-06-30")
        self.assertStatement(
            june,
            """
            opening -600.00
            2026-06-10 500.00 0.00 -100.00
            2026-06-10 100.00 0.00    0.00
            closing 0.00
            """,
        )
        self.assertStatement(
            self.untaxed(),
            """
            opening 0.00
            2026-05-10   0.00 500.00 -500.00
            2026-06-10 500.00   0.00    0.00
            closing 0.00
            """,
        )

    def test_a_credit_note_counts_for_its_own_untaxed_amount(self):
        documents = self.book(
            """
            2026-01-10 invoice A 100
            2026-01-20 credit_note C 30
            """
        )
        self.settle_by_core(documents["A"], documents["C"])
        statement = self.untaxed()
        self.assertEqual([line["credit"] for line in statement["lines"]], [0.0, 30.0])
        self.assertEqual(statement["closing"], 70.0)

    def test_open_items_without_tax(self):
        documents = self.book(
            """
            2026-01-10 invoice A 1500 2026-01-31=50,2026-02-28=50
            2026-02-10 payment P 1200
            """
        )
        self.settle_by_core(documents["A"], documents["P"])
        statement = self.untaxed(mode="open_items")
        self.assertEqual(
            [(line["original"], line["settled"], line["balance"]) for line in statement["lines"]],
            [(-1200.0, -900.0, -300.0), (750.0, 0.0, 450.0)],
        )

    def test_details_are_said_once_without_tax(self):
        documents = self.book(
            """
            2026-01-10 invoice A 100
            2026-02-10 payment P 200
            """
        )
        self.settle_by_core(documents["A"], documents["P"])
        lines = self.untaxed(mode="detailed")["lines"]
        self.assertEqual(
            [([one["amount"] for one in line["details"]], line["left"]) for line in lines],
            [([100.0], 0.0), ([100.0], 0.0), ([], 80.0)],
        )

    def test_details_in_another_currency_are_in_that_of_the_line(self):
        foreign = self.setup_other_currency("CAD", rates=[("2026-01-01", 1.25)])
        documents = self.book("2026-01-10 invoice A 1000", currency=foreign)
        documents |= self.book("2026-02-10 payment P 500")
        self.settle_by_core(documents["A"], documents["P"])
        (payment, _conversion) = self.untaxed(mode="detailed")["lines"]
        self.assertEqual([one["amount"] for one in payment["details"]], [500.0])

    def test_details_under_a_withholding_tax(self):
        self.tax.amount = -10.0
        documents = self.book("2026-01-10 invoice A 100\n2026-02-10 payment P 45")
        self.settle_by_core(documents["A"], documents["P"])
        invoice, payment = self.untaxed(mode="detailed")["lines"]
        for line in (invoice, payment):
            self.assertEqual([one["amount"] for one in line["details"]], [50.0])
        self.assertEqual((invoice["debit"], invoice["left"]), (100.0, 50.0))
        self.assertEqual(payment["credit"], 50.0)

    def test_details_of_a_line_of_tax(self):
        """The tax of an earlier payment comes back on a line with nothing to detail."""
        self.book("2026-05-10 payment P 600\n2026-06-10 invoice A 500")
        self.allocate()
        lines = self.untaxed(mode="detailed", date_from="2026-06-01")["lines"]
        self.assertEqual([len(line["details"]) for line in lines], [1, 0])
        self.assertEqual([line["left"] for line in lines], [0.0, 0.0])

    def test_documents_of_two_customers_settle_each_other(self):
        """Asked for together or one by one, their statements are the same."""
        documents = self.book("2026-01-10 invoice A 100")
        documents |= self.book("2026-02-10 credit_note C 100", customer=self.other_customer)
        # As a programme with all rights: people are refused.
        self.settle_by_core(documents["A"].sudo(), documents["C"].sudo())
        both = self.customer | self.other_customer
        values = {"basis": "tax_excluded", "mode": "detailed"}
        together = self.statements(both, **values)
        self.assertEqual([one["closing"] for one in together], [0.0, 0.0])
        one_by_one = [one for customer in both for one in self.statements(customer, **values)]
        self.assertEqual(together, one_by_one)
