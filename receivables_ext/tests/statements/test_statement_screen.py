from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ...models.statements import screen as receivables_statement_screen
from ..common import ReceivablesCommon

EXAMPLE = """
    2025-04-05 invoice FAC-2001 1500
    2025-04-12 invoice FAC-2002 750
    2025-04-20 payment PAY-3001 1000
"""
ROLES = {
    "receivables": "receivables_ext.group_receivables_user",
    "accounting": "account.group_account_readonly",
    "sales": "sales_team.group_sale_salesman",
}


@tagged("post_install", "-at_install")
class TestStatementScreen(ReceivablesCommon):
    """What the browser is told: it computes no amount and meets no exception."""

    def screen(self, customers=None, **values):
        customers = self.customer if customers is None else customers
        values = {
            "partner_ids": customers.ids,
            "all_customers": False,
            "date_from": False,
            "date_to": "2026-12-31",
            "mode": "activity",
            "basis": "tax_included",
            "company_id": self.company.id,
            "station_id": False,
            **values,
        }
        return self.env["receivables.statement.screen"].get_screen(values)

    def new_user(self, role, groups):
        return new_test_user(
            self.env,
            f"statement_{role}",
            groups=f"base.group_user,{groups}",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )

    def test_the_example(self):
        self.book(EXAMPLE)
        screen = self.screen()
        self.assertEqual(screen["error"], "")
        self.assertEqual(
            [line["balance"] for line in screen["statements"][0]["lines"]],
            [1500.0, 2250.0, 1250.0],
        )
        self.assertEqual(
            screen["totals"],
            [
                {
                    "currency_id": self.company.currency_id.id,
                    "customers": 1,
                    "opening": 0.0,
                    "debit": 2250.0,
                    "credit": 1000.0,
                    "closing": 1250.0,
                    "closing_label": "due by the customer",
                }
            ],
        )

    def test_totals_of_each_currency_that_of_the_company_first(self):
        dollar = self.setup_other_currency("CAD", rates=[("2026-01-01", 1.25)])
        self.book("2026-01-10 invoice A 0.10")
        self.book("2026-01-10 invoice B 0.20", self.other_customer)
        self.book("2026-01-10 payment C 30", self.other_customer, dollar)
        screen = self.screen(self.customer + self.other_customer)
        self.assertEqual(
            [
                (total["currency_id"], total["customers"], total["closing"])
                for total in screen["totals"]
            ],
            [(self.company.currency_id.id, 2, 0.3), (dollar.id, 1, -30.0)],
        )
        self.assertEqual(
            [total["closing_label"] for total in screen["totals"]],
            ["due by the customers", "in favour of the customer"],
        )

    def test_who_owes_is_said_in_words(self):
        self.book("2026-01-10 invoice A 10\n2026-01-11 payment B 10")
        self.book("2026-01-10 payment C 10", self.other_customer)
        screen = self.screen(self.customer + self.other_customer)
        self.assertEqual(
            [statement["closing_label"] for statement in screen["statements"]],
            ["settled", "in favour of the customer"],
        )

    def test_what_is_asked_wrongly_is_answered_by_a_sentence(self):
        nobody = self.env["res.partner"]
        for values, words in (
            ({"date_from": "2027-01-01"}, "ends before it begins"),
            ({"customers": nobody}, "Choose at least one customer"),
            ({"date_to": False}, "Choose the last day"),
            ({"company_id": self.setup_other_company()["company"].id}, ""),
        ):
            with self.subTest(words=words):
                screen = self.screen(**values)
                self.assertIn(words, screen["error"])
                self.assertFalse(screen["statements"] and screen["error"])

    def test_a_filter_that_the_model_does_not_know_is_left_out(self):
        self.assertEqual(self.screen(colour="blue")["error"], "")

    def test_every_filter_of_the_model_is_a_filter_of_the_screen(self):
        self.book(EXAMPLE)
        station = self.env["receivables.station"].create({"code": "S1", "name": "Shop"})
        elsewhere = self.screen(station_id=station.id)
        self.assertEqual(elsewhere["totals"][0]["debit"], 0.0)
        self.assertIn("Shop", elsewhere["header"]["scope"])
        self.assertIn("no walk-in customer", self.screen(mode="walk_in")["error"])
        self.customer.is_walk_in = True
        screen = self.screen(mode="walk_in", walk_in_status="unpaid")
        self.assertEqual(screen["totals"][0]["debit"], 2250.0)

    def test_queries_do_not_grow_with_customers(self):
        customers = self.env["res.partner"].create(
            [{"name": f"Customer {number}"} for number in range(20)]
        )
        for customer in customers:
            self.book("2026-01-10 invoice A 100\n2026-02-10 payment P 30", customer)

        def count(some, mode):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.assertEqual(len(self.screen(some, mode=mode)["statements"]), len(some))
            return self.cr.sql_log_count - before

        for mode in ("activity", "open_items"):
            with self.subTest(mode=mode):
                count(customers, mode)  # what is read once for the registry
                self.assertEqual(count(customers, mode), count(customers[:2], mode))

    def test_too_many_lines_are_brought_customer_by_customer(self):
        self.book(EXAMPLE)
        self.book("2025-04-05 invoice A 100", self.other_customer)
        with patch.object(receivables_statement_screen, "MAX_LINES", 2):
            both = self.screen(self.customer + self.other_customer)
            alone = self.screen()
        self.assertTrue(both["lines_left_out"])
        self.assertEqual(
            [(one["lines"], one["line_count"]) for one in both["statements"]],
            [(None, 3), (None, 1)],
        )
        self.assertEqual(both["totals"][0]["closing"], 1350.0)
        self.assertFalse(alone["lines_left_out"])
        self.assertEqual(len(alone["statements"][0]["lines"]), 3)

    def test_a_line_opens_its_document(self):
        documents = self.book(EXAMPLE)
        screen = self.env["receivables.statement.screen"]
        invoice, _other, payment = (
            screen.open_document(line["move_id"])
            for line in self.screen()["statements"][0]["lines"]
        )
        self.assertEqual(
            (invoice["res_model"], invoice["res_id"]), ("account.move", documents["FAC-2001"].id)
        )
        self.assertEqual(
            (payment["res_model"], payment["res_id"]),
            ("account.payment", documents["PAY-3001"].id),
        )

    def test_a_document_of_another_salesperson_is_refused_in_one_sentence(self):
        invoice = self.book(EXAMPLE)["FAC-2001"]
        invoice.invoice_user_id = self.new_user("leader", ROLES["sales"])
        other = self.new_user("other", ROLES["sales"])
        with self.assertRaises(AccessError) as refused:
            self.call(other, "receivables.statement.screen", "open_document", invoice.id)
        self.assertEqual(
            str(refused.exception),
            "This document belongs to another salesperson: ask for it in accounting.",
        )

    def test_what_each_payment_settled_is_told(self):
        self.book(EXAMPLE)
        self.allocate()
        invoice, _other, payment = self.screen(mode="detailed")["statements"][0]["lines"]
        self.assertEqual((invoice["left"], payment["left"]), (500.0, 0.0))
        self.assertEqual(
            [line["details"][0]["reference"] for line in (invoice, payment)],
            [payment["reference"], invoice["reference"]],
        )

    def test_the_statement_of_a_contact_is_that_of_his_company(self):
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        action = (contact + self.other_customer).action_open_statement()
        self.assertEqual(action["tag"], "receivables_ext.statement")
        self.assertEqual(
            set(action["params"]["partner_ids"]), set((self.customer + self.other_customer).ids)
        )

    def test_those_who_may_see_debts_have_the_screen_and_others_do_not(self):
        self.book(EXAMPLE)
        entries = self.env.ref("receivables_ext.menu_statement") + self.env.ref(
            "receivables_ext.menu_salesperson_statement"
        )
        nobody = self.new_user("nobody", "base.group_user")
        users = [self.new_user(role, groups) for role, groups in ROLES.items()]
        for user in users:
            with self.subTest(user=user.login):
                self.uid = user
                screen = self.screen()
                self.assertEqual(screen["error"], "")
                payment = screen["statements"][0]["lines"][-1]["move_id"]
                action = self.env["receivables.statement.screen"].open_document(payment)
                self.assertEqual(action["res_model"], "account.payment")
                self.assertTrue(self.env["ir.ui.menu"]._visible_menu_ids() & set(entries.ids))
        self.uid = nobody
        with self.assertRaises(AccessError):
            self.screen()
