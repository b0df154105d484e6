from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .version_common import VersionCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestVersionsTurnover(VersionCommon):
    """Turnover by document, beside the ledger, and why they differ."""

    def rows(self, *moves, user=None):
        self.env.flush_all()
        Turnover = self.env["receivables.turnover"].with_user(user or self.env.user)
        found = Turnover.with_context(allowed_company_ids=self.company.ids).search(
            [("move_id", "in", [move.id for move in moves])], order="id"
        )
        return [
            (row.move_id, row.turnover_amount, row.ledger_amount, row.difference, row.why)
            for row in found
        ]

    def test_both_say_the_same(self):
        note = self.invoice_of(400.0, move_type="out_refund")
        note.action_post()
        self.assertEqual(
            self.rows(self.invoice, note),
            [(self.invoice, 2500.0, 2500.0, 0.0, False), (note, -400.0, -400.0, 0.0, False)],
        )

    def test_a_version_in_preparation(self):
        self.invoice.modify("Why")
        self.invoice.write({"partner_id": self.other_customer.id, "invoice_date": "2026-02-02"})
        self.assertEqual(
            self.rows(self.invoice), [(self.invoice, 2500.0, 0.0, 2500.0, "preparation")]
        )
        row = self.env["receivables.turnover"].search([("move_id", "=", self.invoice.id)])
        self.assertEqual((row.partner_id, str(row.date)), (self.customer, "2026-03-01"))
        self.assertEqual(row.revision_id.number, "1.0")

    def test_an_entry_on_income_and_a_line_elsewhere(self):
        income = self.company_data["default_account_revenue"]
        entry = self.env["account.move"].create(
            {
                "date": "2026-03-05",
                "line_ids": [
                    Command.create({"account_id": income.id, "balance": -70.0}),
                    Command.create(
                        {
                            "account_id": self.company_data["default_account_expense"].id,
                            "balance": 70.0,
                        }
                    ),
                ],
            }
        )
        entry.action_post()
        other = self.invoice_of(60.0, 40.0)
        other.invoice_line_ids[1].account_id = self.company_data["default_account_assets"]
        other.action_post()
        self.assertEqual(
            self.rows(entry, other),
            [(entry, 0.0, 70.0, -70.0, "entry"), (other, 100.0, 60.0, 40.0, "account")],
        )
        row = self.env["receivables.turnover"].search([("move_id", "=", other.id)])
        items = self.env["account.move.line"].search(row.action_explain()["domain"])
        self.assertEqual(sorted(items.mapped("balance")), [-60.0, -40.0])

    def test_what_counts_for_nothing_is_left_out(self):
        draft = self.invoice_of(10.0)
        self.invoice.modify("Not wanted")
        self.invoice.button_cancel()
        self.assertEqual(self.rows(draft, self.invoice), [])

    def test_totals_by_month_are_those_of_the_invoices(self):
        self.env.flush_all()
        groups = self.env["receivables.turnover"].formatted_read_group(
            [("company_id", "=", self.company.id)],
            ["date:month", "partner_id"],
            ["turnover_amount:sum", "difference:sum"],
        )
        self.assertEqual([group["turnover_amount:sum"] for group in groups], [2500.0])

    def test_who_reads_it(self):
        manager = self.person("manager", "receivables_ext.group_receivables_manager")
        self.assertEqual(len(self.rows(self.invoice, user=manager)), 1)
        for login, group in (
            ("collector", "receivables_ext.group_receivables_collector"),
            ("seller", "sales_team.group_sale_salesman"),
        ):
            with self.assertRaises(AccessError):
                self.rows(self.invoice, user=self.person(login, group))
