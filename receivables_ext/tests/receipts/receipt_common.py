import hashlib
from contextlib import nullcontext
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import HttpCase
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from ...models.receipts.issue import making
from ..common import ReceivablesCommon

CRON = "receivables_ext.ir_cron_issue_receipts"


class ReceiptCommon(ReceivablesCommon):
    """Settle invoices and look at their documents; PDFs are fake ones, mails are caught."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.issue = cls.env["receivables.receipt.issue"]
        cls.company.write({"receipt_policy": "send", "receipt_clearing": "registration"})
        cls.company.email = "company@example.com"
        cls.customer.email = "acme@example.com"
        cls.other_customer.email = "globex@example.com"
        cls.sent, cls.refused, cls.unprintable = [], set(), {}
        test = cls

        def render(env, receipt):
            if error := test.unprintable.get(receipt.move_id):
                raise error
            return f"%PDF {receipt.data} {receipt.name}".encode()

        def send_email(self, message, *args, **kwargs):
            if any(refused in message["To"] for refused in test.refused):
                raise AssertionError("Mailbox is full")
            test.sent.append(message)
            return message["Message-Id"]

        for patcher in (
            patch.object(making, "render_receipt", render),
            patch.object(IrMail_Server, "send_email", send_email),
            patch.object(IrMail_Server, "_connect__", lambda *args, **kwargs: None),
            patch.object(IrMail_Server, "_disable_send", lambda self: False),
        ):
            cls.startClassPatcher(patcher)

    def setUp(self):
        super().setUp()
        self.end_transaction()
        self.sent.clear()
        self.refused.clear()
        self.unprintable.clear()

    # === Deeds === #

    def end_transaction(self):
        """What a commit does before it commits."""
        self.env.cr.flush()

    def run_cron(self):
        self.end_transaction()
        # A test with a server is in that mode already.
        mode = nullcontext() if isinstance(self, HttpCase) else self.enter_registry_test_mode()
        with mode:
            self.env.ref(CRON).method_direct_trigger()
        self.env.invalidate_all()

    def send_mails(self):
        """What core's mail queue does; it logs what a server refuses."""
        mails = self.env["mail.mail"].sudo().search([("state", "=", "outgoing")])
        with mute_logger("odoo.addons.mail.models.mail_mail"):
            mails.send()
        self.env.invalidate_all()

    def settle(self, text, currency=None):
        """Book documents, settle them oldest first, and end the transaction."""
        docs = self.book(text, currency=currency)
        self.allocate()
        self.end_transaction()
        return docs

    def pay(self, invoice, amount, **values):
        """One payment meant for ``invoice``, in a transaction of its own."""
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": invoice.partner_id.id,
                "amount": amount,
                "journal_id": self.journal.id,
                "duplicate_reason": "The same amount in another test",
                "allocation_line_ids": [
                    Command.create({"line_id": self.receivable(invoice)[0].id, "amount": amount})
                ],
                **values,
            }
        )
        payment.action_post()
        self.end_transaction()
        return payment

    def pay_by_cheque(self, invoice, amount):
        cheque = self.env["account.payment.method.line"].create(
            {
                "journal_id": self.journal.id,
                "name": "Cheque",
                "means_id": self.env.ref("receivables_ext.means_cheque").id,
            }
        )
        return self.pay(
            invoice,
            amount,
            payment_method_line_id=cheque.id,
            instrument_number="0045512",
            instrument_bank="BNP",
        )

    def release(self, invoice):
        invoice.line_ids.matched_credit_ids.unlink()
        self.end_transaction()

    # === Expected === #

    def receipts(self, document):
        field = "move_id" if document._name == "account.move" else "payment_ids"
        return self.env["receivables.receipt"].search([(field, "in", document.ids)], order="id")

    def assertReceipts(self, document, *expected):
        """Check the documents of an invoice or payment, oldest first: kind, state, remaining."""
        self.assertEqual(
            [
                (receipt.kind, receipt.state, receipt.amount_remaining)
                for receipt in self.receipts(document)
            ],
            list(expected),
        )

    def assertArchived(self, receipt):
        content = receipt.attachment_id.raw
        self.assertTrue(content)
        self.assertEqual(receipt.sha256, hashlib.sha256(content).hexdigest())
