from freezegun import freeze_time

from odoo.tests import tagged

from .statement_common import StatementCopyCommon


@tagged("post_install", "-at_install")
class TestStatementHolder(StatementCopyCommon):
    """Who has an account gets its statements, and customers who had theirs can be merged."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for customer in cls.customer + cls.other_customer:
            cls.book("2026-01-10 invoice A 100", customer)

    def plan(self, day):
        with freeze_time(day):
            self.run_cron("ir_cron_plan_statements")
        return self.env["receivables.statement.copy"].search(
            [("is_planned", "=", True), ("partner_id", "=", self.customer.id)], order="date_to"
        )

    def test_all_billing_contacts_get_it(self):
        for name in ("One", "Two"):
            self.env["res.partner"].create(
                {
                    "name": name,
                    "type": "invoice",
                    "parent_id": self.customer.id,
                    "email": f"{name.lower()}@example.com",
                }
            )
        copy = self.issued()
        self.send_mails(copy)
        self.assertEqual(copy.sent_to, "one@example.com, two@example.com")
        received = ", ".join(self.sent)
        self.assertIn("one@example.com", received)
        self.assertIn("two@example.com", received)
        action = self.request(self.customer).action_send()
        send = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(send.email, copy.sent_to)

    def test_a_subsidiary_gets_its_own_monthly_statement(self):
        subsidiary = self.env["res.partner"].create(
            {"name": "Subsidiary", "is_company": True, "parent_id": self.other_customer.id}
        )
        contact = self.env["res.partner"].create(
            {"name": "Contact", "parent_id": self.other_customer.id}
        )
        (subsidiary + contact).with_company(self.company).statement_day = 5
        self.plan("2026-02-05")
        planned = self.env["receivables.statement.copy"].search([("is_planned", "=", True)])
        self.assertIn(subsidiary, planned.partner_id)
        self.assertNotIn(contact, planned.partner_id)

    def test_merging_customers_who_both_had_the_monthly_statement(self):
        both = self.customer + self.other_customer
        both.with_company(self.company).statement_day = 5
        self.plan("2026-02-05")
        self.run_cron()
        copies = self.env["receivables.statement.copy"].search([("partner_id", "in", both.ids)])
        self.assertEqual(len(copies), 2)
        files = copies.mapped("sha256")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge(both.ids, self.customer, extra_checks=False)
        self.env.invalidate_all()
        self.assertEqual(copies.partner_id, self.customer)
        self.assertEqual(
            (copies.mapped("sha256"), copies.mapped("is_planned")), (files, [True] * 2)
        )
        self.assertEqual(self.customer.amount_pending, 200.0)
        self.assertEqual(len(self.plan("2026-03-05")), 3, "one more, of both together")
