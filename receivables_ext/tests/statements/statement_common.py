import hashlib
from contextlib import nullcontext
from unittest.mock import patch

from odoo.tests import HttpCase
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from ...models.statements import issue
from .test_statement_of_account import StatementCommon


class StatementCopyCommon(StatementCommon):
    """Issue and send statements; PDFs are fake ones, mails are caught."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.issue = cls.env["receivables.statement.issue"]
        cls.customer.email = "acme@example.com"
        cls.other_customer.email = "globex@example.com"
        cls.sent, cls.refused = [], set()
        test = cls

        def render(env, results):
            test.rendered = [result["partner_id"] for result in results]
            if test.unprintable.intersection(test.rendered):
                raise ValueError("out of paper")
            return [f"%PDF {result['statements']}".encode() for result in results]

        def send_email(self, message, *args, **kwargs):
            recipient = message["To"]
            if any(refused in recipient for refused in test.refused):
                raise AssertionError("Mailbox is full")
            test.sent.append(recipient)
            return message["Message-Id"]

        cls.unprintable = set()
        for patcher in (
            patch.object(issue, "render_each", render),
            patch.object(IrMail_Server, "send_email", send_email),
            patch.object(IrMail_Server, "_connect__", lambda *args, **kwargs: None),
            patch.object(IrMail_Server, "_disable_send", lambda self: False),
        ):
            cls.startClassPatcher(patcher)

    def setUp(self):
        super().setUp()
        self.sent.clear()
        self.refused.clear()
        self.unprintable.clear()

    def queue(self, customers=None, **values):
        customers = customers or self.customer
        return self.issue._queue(self.request(customers, **values), customers)

    def run_cron(self, name="ir_cron_issue_statements"):
        self.env.flush_all()
        # A test with a server is in that mode already.
        mode = nullcontext() if isinstance(self, HttpCase) else self.enter_registry_test_mode()
        with mode:
            self.env.ref(f"receivables_ext.{name}").method_direct_trigger()
        self.env.invalidate_all()

    def send_mails(self, copies):
        """What core's mail queue does; it logs what a server refuses."""
        with mute_logger("odoo.addons.mail.models.mail_mail"):
            copies.mail_id.filtered(lambda mail: mail.state == "outgoing").sudo().send()

    def issued(self, customers=None, **values):
        copies = self.queue(customers, **values)
        self.run_cron()
        return copies

    def assertFrozen(self, copy, content):
        self.assertEqual(copy.attachment_id.raw, content)
        self.assertEqual(copy.sha256, hashlib.sha256(content).hexdigest())
