from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .statement_common import StatementCopyCommon


@tagged("post_install", "-at_install")
class TestStatementMail(StatementCopyCommon):
    """Statements leave one by one: a failure stops none, and none leaves twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.third = cls.env["res.partner"].create({"name": "Initech"})
        cls.customers = cls.customer + cls.other_customer + cls.third
        for customer in cls.customers:
            cls.book("2026-01-10 invoice A 100", customer)

    def send_dialog(self, **values):
        request = self.request(self.customers, **values)
        return self.env["receivables.statement.send"].browse(request.action_send()["res_id"])

    # === The dialog === #

    def test_the_dialog_shows_who_gets_one(self):
        tag = self.env["res.partner.category"].create({"name": "Shops"})
        self.customer.write({"category_id": tag.ids, "user_id": self.env.user.id})
        self.book("2026-02-10 payment P 100", self.other_customer)
        send = self.send_dialog()
        self.assertEqual(send.line_ids.partner_id, self.customer + self.third)
        self.assertEqual((send.count, send.missing_count), (2, 1))
        self.assertIn("100.00", send.line_ids[0].balance)
        with Form(send) as form:
            form.who = "movement"
            self.assertEqual(form.count, 3)
            form.category_ids.add(tag)
            self.assertEqual(form.count, 1)
            form.category_ids.clear()
            form.user_ids.add(self.env.user)
            self.assertEqual(form.count, 1)
        self.customer.category_id = False
        send.category_ids = tag
        with self.assertRaisesRegex(UserError, "Nobody"):
            send.action_send()

    def test_walk_in_customers_get_none(self):
        self.customer.is_walk_in = True
        self.assertNotIn(self.customer, self.send_dialog().found_ids.partner_id)

    def test_the_invoice_address_comes_first(self):
        contact = self.env["res.partner"].create(
            {
                "name": "Accounts",
                "type": "invoice",
                "parent_id": self.customer.id,
                "email": "accounts@example.com",
            }
        )
        copy = self.issued()
        self.send_mails(copy)
        self.assertEqual(copy.sent_to, contact.email)
        self.assertEqual(self.sent, ['"Accounts" <accounts@example.com>'])

    def test_the_dialog_takes_as_many_queries_for_thirty_as_for_three(self):
        customers = self.env["res.partner"].create(
            [{"name": f"C{rank}", "email": f"c{rank}@example.com"} for rank in range(30)]
        )
        for customer in customers:
            self.book("2026-01-10 invoice A 100", customer)
        counts = []
        for some in (customers[:3], customers[3:]):
            request = self.request(some)
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            request.action_send()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)

    # === Sending === #

    def test_each_on_its_own(self):
        self.refused.add("globex")
        send = self.send_dialog()
        action = send.action_send()
        mailing = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual((mailing.state, mailing.progress), ("running", 0))
        self.assertEqual(mailing.copy_ids.mapped("state"), ["queued"] * 3)
        self.run_cron()
        self.send_mails(mailing.copy_ids)
        copies = mailing.copy_ids.sorted("partner_id")
        states = {copy.partner_id.name: (copy.state, copy.error) for copy in copies}
        self.assertEqual(states["ACME"], ("sent", False))
        self.assertEqual(states["Initech"], ("failed", "No e-mail address: to print."))
        self.assertEqual(states["Globex"][0], "failed")
        self.assertIn("Mailbox is full", states["Globex"][1])
        self.assertTrue(all(copies.mapped("attachment_id")), "those to print are made too")
        self.assertEqual((mailing.state, mailing.progress), ("done", 100))
        self.assertEqual((mailing.sent_count, mailing.failed_count), (1, 2))
        self.assertTrue(mailing.announced_on)
        message = self.customer.message_ids[:1]
        self.assertEqual(message.attachment_ids, copies[0].attachment_id)
        self.assertIn("statement of account", message.body)

        self.refused.clear()
        self.third.email = "initech@example.com"
        contents = copies.attachment_id.mapped("raw")
        mailing.action_retry()
        self.run_cron()
        self.send_mails(copies)
        self.assertEqual(set(copies.mapped("state")), {"sent"})
        self.assertEqual(copies.attachment_id.mapped("raw"), contents)
        self.assertEqual(len(self.sent), 3, "ACME got one")

    def test_one_that_cannot_be_made_stops_no_other(self):
        self.unprintable.add(self.customer.id)
        copies = self.queue(self.customers)
        with self.assertLogs("odoo.addons.receivables_ext", "ERROR"):
            self.run_cron()
        self.assertEqual(copies.mapped("state"), ["failed", "issued", "failed"])
        self.assertIn("unexpected", copies[0].error)
        self.assertFalse(copies[0].attachment_id)
        self.unprintable.clear()
        copies[0].action_retry()
        self.assertEqual(copies[0].state, "queued")
        self.run_cron()
        self.send_mails(copies)
        self.assertEqual(copies.mapped("state"), ["sent", "sent", "failed"])

    def test_interrupted_nothing_is_sent_twice(self):
        copies = self.queue(self.customers[:2])
        freeze = type(self.issue)._freeze

        def killed(self, copy, rendered):
            freeze(self, copy, rendered)
            if copy == copies[1]:
                raise KeyboardInterrupt

        self.env.flush_all()
        with (
            patch.object(type(self.issue), "_freeze", killed),
            self.assertRaises(KeyboardInterrupt),
            self.cr.savepoint(),
        ):
            self.issue._issue(self.issue._writable().browse(copies.ids))
        self.env.invalidate_all()
        self.assertEqual(copies.mapped("state"), ["queued", "queued"])
        self.assertFalse(copies.mail_id)
        self.run_cron()
        self.send_mails(copies)
        self.run_cron()
        self.send_mails(copies)
        self.assertEqual(len(self.sent), 2)
        self.assertEqual(copies.mapped("state"), ["sent", "sent"])

    def test_what_another_worker_has_in_hand_is_left_alone(self):
        copies = self.queue()
        copy_class = type(copies)
        with patch.object(copy_class, "try_lock_for_update", lambda self, **kwargs: self.browse()):
            self.run_cron()
        self.assertEqual(copies.state, "queued")

    # === Monthly === #

    def plan(self, day):
        with freeze_time(day):
            self.run_cron("ir_cron_plan_statements")
        return self.env["receivables.statement.copy"].search(
            [("is_planned", "=", True), ("partner_id", "=", self.customer.id)], order="date_to"
        )

    def periods(self, copies):
        return [f"{copy.date_from} {copy.date_to}" for copy in copies]

    def test_monthly_once_whatever_the_days(self):
        self.customer.with_company(self.company).write(
            {"statement_day": 5, "statement_mode": "open_items"}
        )
        self.assertFalse(self.plan("2026-01-20"))
        self.assertEqual(str(self.customer.statement_next_on), "2026-02-05")
        self.assertFalse(self.plan("2026-02-04"))
        first = self.plan("2026-02-05")
        self.assertEqual(self.periods(first), ["2026-01-05 2026-02-04"])
        self.assertEqual(first.mode, "open_items")
        self.assertEqual(self.plan("2026-02-05"), first, "run twice")
        self.assertEqual(self.plan("2026-02-06"), first)
        copies = self.plan("2026-03-08")
        self.assertEqual(
            self.periods(copies),
            ["2026-01-05 2026-02-04", "2026-02-05 2026-03-04"],
            "a day was missed",
        )
        self.assertEqual(str(self.customer.statement_next_on), "2026-04-05")

    def test_the_last_day_of_short_months(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.write({"statement_day": 31, "statement_lang": "fr_FR"})
        self.plan("2026-02-01")
        copies = self.plan("2026-02-28")
        self.assertEqual(self.periods(copies), ["2026-01-31 2026-02-27"])
        self.assertEqual(copies.lang, "fr_FR")

    def test_another_day_counts_from_the_next_one(self):
        self.customer.statement_day = 5
        self.plan("2026-01-06")
        self.customer.statement_day = 20
        self.plan("2026-01-07")
        self.assertEqual(str(self.customer.statement_next_on), "2026-01-20")
        self.customer.statement_day = 0
        self.assertFalse(self.plan("2026-01-20"))
