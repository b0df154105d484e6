"""The generator of the benchmarks, at a size that fits in a test."""

from odoo.tests import TransactionCase, tagged

from .checks import compare_with_orm, count_differences
from .ledger import big_customer, fill

SCALE = 0.002


@tagged("post_install", "-at_install")
class TestLedger(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.env.company.chart_template:
            cls.env["account.chart.template"].try_loading("fr", cls.env.company, install_demo=False)
        known = cls.env["account.move"].search([])
        cls.size = fill(cls.env, SCALE)
        cls.moves = cls.env["account.move"].search([]) - known

    def test_the_ledger_is_consistent(self):
        differences = count_differences(self.env)
        self.assertEqual(differences, dict.fromkeys(differences, 0))

    def test_odoo_computes_the_same_figures(self):
        invoices = self.moves.filtered(lambda move: move.move_type == "out_invoice")
        self.assertEqual(len(invoices), self.size.invoices + 2, "two of them are templates")
        self.assertEqual(compare_with_orm(self.env, self.moves), {})

    def test_the_big_customer_has_open_invoices_and_credits(self):
        items = self.env["account.move.line"].search(
            [
                ("partner_id", "=", big_customer(self.env).id),
                ("account_type", "=", "asset_receivable"),
                ("reconciled", "=", False),
            ]
        )
        credits = items.filtered(lambda item: item.amount_residual < 0)
        self.assertEqual(len(credits), self.size.big_credits)
        self.assertEqual(len(items - credits), self.size.big_invoices)
