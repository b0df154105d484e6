from lxml import etree

from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools.safe_eval import safe_eval

from .installment_common import InstallmentCommon


@tagged("post_install", "-at_install")
class TestInstallmentMarked(HttpCase, InstallmentCommon):
    """What is marked as paid leaves late, reminders and sending; what is owed stays (A-11)."""

    def setUp(self):
        super().setUp()
        docs = self.book(
            "2026-05-01 invoice INV1 100.00 2026-05-31\n2026-05-02 invoice INV2 50.00 2026-06-02"
        )
        self.late, self.marked = docs["INV1"], docs["INV2"]
        self.assertOwes(150.0, late=150.0)
        self.env.user.group_ids += self.env.ref("receivables_ext.group_settle_outside")
        self.marked._mark_settled_outside("Paid at the counter")

    def filter(self, view, kind, name):
        """The domain of a filter, as the view of the user has it."""
        view = self.env.ref(view)
        tree = etree.fromstring(self.env[view.model].get_view(view.id, kind)["arch"])
        [node] = tree.xpath(f"//filter[@name='{name}']")
        return Domain(safe_eval(node.get("domain")))

    def test_it_leaves_the_figures_and_not_the_account(self):
        self.assertOwes(150.0, late=100.0)
        self.assertEqual(self.customer.late_count, 1)
        [totals] = self.Installment.get_totals([("partner_id", "=", self.customer.id)])
        self.assertEqual((totals["to_collect"], totals["marked_as_paid"]), (150.0, 50.0))

    def test_it_leaves_each_list_of_what_is_late(self):
        preset = self.filter("receivables_ext.view_installment_search", "search", "status_late")
        for name, domain in (
            ("the preset Late of the schedule", preset),
            ("Late among the statuses", Domain("status", "=", "overdue")),
            ("those of the customer", Domain(self.customer.action_open_late()["domain"])),
        ):
            with self.subTest(name):
                self.assertEqual(self.installments(domain).move_id, self.late)
        overdue = self.filter("account.view_account_invoice_filter", "search", "late")
        mine = Domain("partner_id", "=", self.customer.id)
        self.assertEqual(self.env["account.move"].search(overdue & mine), self.late)

    def test_a_customer_with_nothing_else_is_not_late(self):
        late = self.env["res.partner"].search([("amount_late", ">", 0)])
        self.assertIn(self.customer, late)
        self.late._mark_settled_outside("Paid at the counter")
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertNotIn(self.customer, self.env["res.partner"].search([("amount_late", ">", 0)]))

    def test_no_statement_is_sent_for_it(self):
        with self.assertRaises(UserError):
            self.installments([("move_id", "=", self.marked.id)]).action_send_statement()

    def test_it_is_said_and_nothing_calls_it_late(self):
        self.assertSchedule(
            """
            overdue | 10 days late | 10
            marked | Paid (not recorded) | 0
            """,
            *("status", "status_label", "days_late"),
        )
        self.marked.action_unmark_settled_outside()
        self.assertSchedule(
            """
            overdue | 10 days late | 10
            overdue | 8 days late | 8
            """,
            *("status", "status_label", "days_late"),
        )

    def test_the_portal_does_not_ask_for_it(self):
        self.customer.email = "acme@example.com"
        portal = {"groups": "base.group_portal", "partner_id": self.customer.id}
        new_test_user(self.env, "portal_marked", **portal)
        self.authenticate("portal_marked", "portal_marked")
        counters = {"counters": ["overdue_invoice_count", "invoice_count"]}
        answer = self.make_jsonrpc_request("/my/counters", counters)
        self.assertEqual((answer["overdue_invoice_count"], answer["invoice_count"]), (1, 1))
        self.late._mark_settled_outside("Paid at the counter")
        answer = self.make_jsonrpc_request("/my/counters", counters)
        self.assertEqual((answer["overdue_invoice_count"], answer["invoice_count"]), (0, 1))
