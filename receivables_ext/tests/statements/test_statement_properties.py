import random
from datetime import date, timedelta
from itertools import product

from odoo.tests import tagged

from .test_statement_of_account import StatementCommon

FIRST = date(2026, 1, 1)


@tagged("post_install", "-at_install")
class TestStatementProperties(StatementCommon):
    """On random accounts, every statement agrees with the ledger, on any day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign = cls.setup_other_currency(
            "CAD", rates=[("2026-01-01", 1.25), ("2026-03-01", 1.4)]
        )
        cls.tax = cls.env["account.tax"].create(
            {"name": "VAT 20%", "amount": 20.0, "type_tax_use": "sale"}
        )
        cls.random = random.Random(20260131)
        cls.customers = cls.customer | cls.other_customer
        for number in range(40):
            cls._book_any(number)
        for _number in range(30):
            cls._match_any()

    @classmethod
    def _book_any(cls, number):
        kind = cls.random.choice(["invoice", "invoice", "invoice", "credit_note", "payment"])
        day = FIRST + timedelta(days=cls.random.randrange(180))
        due = day + timedelta(days=cls.random.randrange(60))
        later = due + timedelta(days=30)
        dues = cls.random.choice([f" {due}", f" {due}=40,{later}=60"]) * (kind == "invoice")
        cls.book(
            f"{day} {kind} N{number} {cls.random.randrange(1, 100000) / 100}{dues}",
            customer=cls.random.choice(cls.customers),
            currency=cls.random.choice([cls.company.currency_id, cls.foreign]),
        )

    @classmethod
    def _book_invoice(cls, *args, **kwargs):
        move = super()._book_invoice(*args, **kwargs)
        if cls.random.random() < 0.5:
            move.button_draft()
            move.invoice_line_ids.tax_ids = cls.tax
            move.action_post()
        return move

    @classmethod
    def _match_any(cls):
        lines = cls.open_lines(cls.random.choice(cls.customers))
        debits, credits = (
            lines.filtered(lambda line, sign=sign: sign * line.amount_residual > 0)
            for sign in (1, -1)
        )
        if debits and credits:
            chosen = cls.random.choice(debits) | cls.random.choice(credits)
            chosen.reconcile()

    def _open_on(self, customer, day):
        """What is open on ``day``, by currency, from the items and matches themselves."""
        totals = {}
        lines = self.env["account.move.line"].search(
            [
                ("partner_id", "=", customer.id),
                ("account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
                ("date", "<=", day),
            ]
        )
        for line in lines:
            left = line.amount_currency
            for match in line.matched_credit_ids.filtered(lambda match: match.max_date <= day):
                left -= match.debit_amount_currency
            for match in line.matched_debit_ids.filtered(lambda match: match.max_date <= day):
                left += match.credit_amount_currency
            totals[line.currency_id.id] = totals.get(line.currency_id.id, 0.0) + left
        return totals

    def _days(self):
        return [FIRST + timedelta(days=days) for days in range(0, 260, 13)]

    def test_the_closing_balance_is_what_is_open_on_that_day(self):
        for customer in self.customers:
            for day in self._days():
                expected = self._open_on(customer, day)
                for mode in ("activity", "open_items"):
                    found = {
                        statement["currency_id"]: statement["closing"]
                        for statement in self.statements(customer, mode=mode, date_to=day)
                    }
                    for currency_id, amount in expected.items():
                        with self.subTest(customer=customer.name, day=day, mode=mode):
                            self.assertAlmostEqual(found.get(currency_id, 0.0), amount, 2)

    def test_in_the_currency_of_the_company_it_is_the_balance_of_the_account(self):
        """Matches across currencies move nothing there: what is open is what was booked."""
        euros = self.env["res.partner"].create({"name": "Euros only"})
        for number in range(12):
            kind = self.random.choice(["invoice", "credit_note", "payment"])
            day = FIRST + timedelta(days=number * 9)
            self.book(f"{day} {kind} E{number} {self.random.randrange(1, 9999)}", euros)
        for day in self._days():
            (statement,) = self.statements(euros, date_to=day)
            ledger = self.env["account.move.line"].search(
                [
                    ("partner_id", "=", euros.id),
                    ("account_type", "=", "asset_receivable"),
                    ("date", "<=", day),
                ]
            )
            self.assertAlmostEqual(statement["closing"], sum(ledger.mapped("balance")), 2)

    def test_lines_add_up(self):
        for basis in ("tax_included", "tax_excluded"):
            for mode in ("activity", "detailed", "open_items"):
                for day in self._days()[::4]:
                    for one in self.statements(self.customers, basis=basis, mode=mode, date_to=day):
                        with self.subTest(basis=basis, mode=mode, day=day):
                            self._check_sums(one)

    def _check_sums(self, statement):
        balance = statement["opening"]
        for line in statement["lines"]:
            self.assertTrue(line["debit"] >= 0 and line["credit"] >= 0)
            self.assertFalse(line["debit"] and line["credit"])
            if line.get("is_before"):
                continue
            balance += line["debit"] - line["credit"]
            self.assertAlmostEqual(line["balance"], balance, 2)
        self.assertAlmostEqual(statement["closing"], balance, 2)
        self.assertAlmostEqual(
            statement["closing"],
            statement["opening"] + statement["total_debit"] - statement["total_credit"],
            2,
        )
        ageing = sum(part["amount"] for part in statement["ageing"])
        self.assertAlmostEqual(statement["closing"], ageing, 2)

    def test_a_period_opens_where_the_one_before_closed(self):
        for basis in ("tax_included", "tax_excluded"):
            for day in self._days()[1::3]:
                closed = {
                    (one["partner_id"], one["currency_id"]): one["closing"]
                    for one in self.statements(self.customers, basis=basis, date_to=day)
                }
                for one in self.statements(
                    self.customers, basis=basis, date_from=day + timedelta(days=1)
                ):
                    key = one["partner_id"], one["currency_id"]
                    with self.subTest(basis=basis, day=day, key=key):
                        self.assertAlmostEqual(one["opening"], closed.get(key, 0.0), 2)

    def test_items_of_before_add_up_to_the_opening_balance(self):
        asked = {
            "basis": ("tax_included", "tax_excluded"),
            "mode": ("activity", "detailed"),
            "date_from": self._days()[1::3],
        }
        for values in product(*asked.values()):
            values = dict(zip(asked, values, strict=True))
            plain = self._by_currency(**values)
            for key, one in self._by_currency(**values, opening_items=True).items():
                with self.subTest(**values, key=key):
                    self._check_opening_items(one, plain.get(key), values["date_from"])

    def _by_currency(self, **values):
        statements = self.statements(self.customers, **values)
        return {(one["partner_id"], one["currency_id"]): one for one in statements}

    def _check_opening_items(self, one, plain, start):
        self._check_sums(one)
        before = [line for line in one["lines"] if line.get("is_before")]
        self.assertTrue(all(line["date"] < start for line in before))
        listed = sum(line["debit"] - line["credit"] for line in before)
        opening = plain["opening"] if plain else 0.0
        self.assertAlmostEqual(listed, opening, 2)
        self.assertEqual((one["opening"], one["has_opening"]), (opening, True))
        self.assertEqual(one["lines"][len(before) :], plain["lines"] if plain else [])
        self.assertAlmostEqual(one["closing"], plain["closing"] if plain else 0.0, 2)

    def test_all_customers_at_once_and_one_by_one_are_the_same(self):
        values = {"date_from": "2026-02-01", "date_to": "2026-06-30"}
        at_once = [
            one
            for one in self.statements(all_customers=True, **values)
            if one["partner_id"] in self.customers.ids
        ]
        by_name = self.customers.sorted("name")
        one_by_one = [one for customer in by_name for one in self.statements(customer, **values)]
        self.assertEqual(at_once, one_by_one)
        batches = self.request(self.customers, **values)._iter_statements(size=1)
        self.assertEqual([one for batch in batches for one in batch], one_by_one)
