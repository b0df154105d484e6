import importlib.util
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.checks.broken import BrokenAllocation, find_broken_allocations
from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestFindings(ReceivablesCommon):
    """What is already wrong in a database is listed, each with what mends it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.person(
            "head", "base.group_user", "receivables_ext.group_receivables_manager"
        )
        cls.clerk = cls.person("clerk", "base.group_user", "receivables_ext.group_receivables_user")

    def setUp(self):
        super().setUp()
        self.docs = self.book("2026-01-01 invoice INV1 100.00\n2026-01-05 payment PAY1 60.00")
        self.invoice = self.docs["INV1"]
        self.entry = self.docs["PAY1"].move_id
        self.service.apply([self.row(self.invoice, self.docs["PAY1"], 60.0)])

    def _forge(self, table, record, **values):
        self.env.flush_all()
        for name, value in values.items():
            self.env.cr.execute(f"UPDATE {table} SET {name} = %s WHERE id = %s", (value, record.id))
        self.env.invalidate_all()

    def _forge_residual(self):
        line = self.receivable(self.invoice)
        self._forge("account_move_line", line, amount_residual=55, amount_residual_currency=55)

    def _broken(self):
        return find_broken_allocations(self.env, self.customer.ids)

    def _expected(self, rule, move, other=None):
        ids = (self.customer.id, self.company.id, move.id, other and other.id)
        return BrokenAllocation(rule, *ids)

    def test_all_is_well(self):
        self.assertEqual(self._broken(), [])
        self.assertEqual(self.call(self.manager, "receivables.finding", "get_findings"), [])

    def test_money_that_settles_the_invoice_of_another(self):
        line = self.receivable(self.invoice)
        self._forge("account_move_line", line, partner_id=self.other_customer.id)
        self.assertEqual(self._broken(), [self._expected("customer", self.entry, self.invoice)])

    def test_not_when_a_third_party_paid(self):
        line = self.receivable(self.invoice)
        self._forge("account_move_line", line, partner_id=self.other_customer.id)
        self._forge("account_payment", self.docs["PAY1"], payer_id=self.other_customer.id)
        self.assertEqual(self._broken(), [])

    def test_a_draft_that_still_settles(self):
        line = self.receivable(self.docs["PAY1"])
        self._forge("account_move_line", line, parent_state="draft")
        self.assertEqual(self._broken(), [self._expected("draft", self.entry, self.invoice)])

    def test_two_drafts_wait_for_each_other(self):
        for document in self.docs.values():
            line = self.receivable(document)
            self._forge("account_move_line", line, parent_state="draft")
        self.assertEqual(self._broken(), [])

    def test_a_residual_that_the_allocations_do_not_explain(self):
        self._forge_residual()
        self.assertEqual(self._broken(), [self._expected("residual", self.invoice)])

    def test_each_finding_says_what_mends_it(self):
        self._forge_residual()
        [broken, figures] = self.call(self.manager, "receivables.finding", "get_findings")
        self.assertEqual(broken["move_id"], self.invoice.id)
        self.assertIn(self.invoice.name, broken["what"])
        self.assertIn("make them again", broken["remedy"])
        self.assertEqual((figures["partner_id"], figures["move_id"]), (self.customer.id, None))
        self.assertIn("55", figures["what"])
        # As the remedy says.
        self.receivable(self.invoice).remove_move_reconcile()
        self.service.apply([self.row(self.invoice, self.docs["PAY1"], 60.0)])
        self.assertEqual(self.call(self.manager, "receivables.finding", "get_findings"), [])

    def test_a_manager_gets_a_list_of_their_own(self):
        self._forge_residual()
        action = self.call(self.manager, "receivables.finding", "action_check")
        lines = self.env[action["res_model"]].with_user(self.manager).search(action["domain"])
        self.assertEqual(len(lines), 2)
        deputy = self.person(
            "deputy", "base.group_user", "receivables_ext.group_receivables_manager"
        )
        self.assertFalse(lines.with_user(deputy).search(action["domain"]))

    def test_all_is_well_is_said(self):
        action = self.call(self.manager, "receivables.finding", "action_check")
        self.assertEqual(action["tag"], "display_notification")

    def test_clerks_do_not_check(self):
        for method in ("get_findings", "action_check"):
            with self.assertRaises(AccessError):
                self.call(self.clerk, "receivables.finding", method)

    def test_what_is_no_list_of_ids_is_refused(self):
        with self.assertRaises(UserError):
            self.call(self.manager, "receivables.finding", "get_findings", "all")

    def test_other_companies_are_out_of_sight(self):
        other = self.setup_other_company()["company"]
        person = self.person(
            "elsewhere",
            "base.group_user",
            "receivables_ext.group_receivables_manager",
            company=other,
        )
        self._forge_residual()
        self.assertEqual(self.call(person, "receivables.finding", "get_findings"), [])

    def test_an_update_logs_it(self):
        self._forge_residual()
        path = Path(__file__).parents[2] / "migrations/19.0.1.3.0/end-check-figures.py"
        spec = importlib.util.spec_from_file_location("end_check_figures", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        with self.assertLogs(script.__name__, "WARNING") as log:
            script.migrate(self.env.cr, "19.0.1.2.0")
        self.assertIn(self.invoice.name, log.output[0])
        self.assertIn(self.customer.name, log.output[0])
