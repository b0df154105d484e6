import json

from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import formatLang

from .lifecycle_common import LifecycleCommon


@tagged("post_install", "-at_install")
class TestLifecycleHome(LifecycleCommon):
    """The home page counts what the page behind each tile lists, to the cent."""

    def tiles(self, journal):
        journal.invalidate_recordset()
        return json.loads(journal.kanban_dashboard)["lifecycle"]

    def test_each_tile_equals_the_list_that_it_opens(self):
        journal = self.company_data["default_journal_sale"]
        self.docs["OPEN"].copy()
        old = self.docs["PAID"].copy({"invoice_date": "2025-12-01"})
        old.action_post()  # of last year: counted once it is paid no more
        money = self.book("2026-01-10 payment OLD 100.00")["OLD"]
        tiles = self.tiles(journal)
        self.assertEqual(tiles["registered"]["number"], 3)
        self.service.apply([self.row(old, money, 100.0)])
        tiles = self.tiles(journal)
        self.assertEqual(
            {status: tile["number"] for status, tile in tiles.items()},
            {
                "draft": 1,
                "registered": 2,
                "partial": 1,
                "overdue": 3,
                "paid": 3,
                "paid_unrecorded": 1,
                "cancelled": 3,
            },
        )
        for status, tile in tiles.items():
            action = journal.with_context(
                **{f"search_default_status_{status}": 1}
            ).action_open_lifecycle()
            self.assertTrue(action["context"][f"search_default_status_{status}"])
            listed = self.env["account.move"].search(
                Domain(action["domain"]) & Domain("lifecycle_status", "=", status)
            )
            self.assertEqual(len(listed), tile["number"], status)
            name = "amount_total_signed"
            if status in ("registered", "partial", "overdue", "paid_unrecorded"):
                name = "amount_residual_signed"
            total = sum(listed.mapped(name))
            words = formatLang(self.env, total, currency_obj=self.company.currency_id)
            self.assertEqual(tile["amount"], words, status)

    def test_one_query_for_all_tiles_of_all_journals(self):
        one = self.company_data["default_journal_sale"]
        two = one.copy()

        def read(journals):
            self.env.flush_all()
            self.env.invalidate_all()
            journals.mapped("company_id.currency_id.name")
            before = self.env.cr.sql_log_count
            journals._read_lifecycle_tiles()
            return self.env.cr.sql_log_count - before

        read(one)
        self.assertEqual(read(one + two), read(one))

    def test_other_journals_keep_the_lines_of_core(self):
        journal = self.company_data["default_journal_purchase"]
        self.assertNotIn("lifecycle", json.loads(journal.kanban_dashboard))
