from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .receipt_common import ReceiptCommon


@tagged("post_install", "-at_install")
class TestReceiptMail(ReceiptCommon):
    """Who receives a document, from whom, and what is known of it."""

    def issued(self, **values):
        invoice = self.book("2026-01-01 invoice INV 100")["INV"]
        self.pay(invoice, 100.0, **values)
        self.run_cron()
        return self.receipts(invoice)

    def addresses(self):
        return [(mail["From"], mail["To"], mail["Cc"]) for mail in self.sent]

    def test_sent_with_its_file_and_logged(self):
        receipt = self.issued()
        self.assertEqual((receipt.state, receipt.delivery), ("issued", "email"))
        self.send_mails()
        self.assertEqual((receipt.state, receipt.sent_to), ("sent", "acme@example.com"))
        self.assertTrue(receipt.sent_on)
        [mail] = self.sent
        [file] = mail.iter_attachments()
        self.assertEqual(file.get_filename(), receipt.attachment_id.name)
        self.assertIn(receipt.move_id.name, mail["Subject"])
        message = receipt.move_id.message_ids[0]
        self.assertEqual(message.attachment_ids, receipt.attachment_id)
        self.assertFalse(receipt.access_ids, "sending is noted on the document")

    def test_the_balance_says_what_is_left(self):
        invoice = self.book("2026-01-01 invoice INV 2000")["INV"]
        self.pay(invoice, 500.0)
        self.run_cron()
        self.send_mails()
        body = " ".join(self.sent[0].get_body().get_content().split())
        for amount in ("2,000.00", "500.00", "1,500.00"):
            self.assertIn(amount, body)

    def test_in_the_language_of_the_customer(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self.env.ref("receivables_ext.mail_template_receipt_receipted")
        template.with_context(lang="fr_FR").subject = "Facture {{ object.move_id.name }} payée"
        self.customer.lang = "fr_FR"
        self.issued()
        self.send_mails()
        self.assertIn("payée", self.sent[0]["Subject"])

    def test_the_sender_of_the_company_then_of_the_station(self):
        self.company.receipt_email_from = "receipts@example.com"
        self.issued()
        station = self.env["receivables.station"].create(
            {
                "code": "LYON",
                "name": "Shop of Lyon",
                "company_id": self.company.id,
                "email_from": "lyon@example.com",
            }
        )
        invoice = self.book("2026-01-01 invoice INV 100")["INV"]
        invoice.sudo().station_id = station
        self.pay(invoice, 100.0)
        self.run_cron()
        self.send_mails()
        senders = [sender for sender, _to, _copy in self.addresses()]
        self.assertCountEqual(senders, ["receipts@example.com", "lyon@example.com"])

    def test_the_invoice_address(self):
        self.env["res.partner"].create(
            {
                "name": "Accounts",
                "type": "invoice",
                "parent_id": self.customer.id,
                "email": "accounts@example.com",
            }
        )
        self.assertEqual(self.issued().sent_to, "accounts@example.com")

    def test_who_pays_for_another_receives_it_and_the_customer_a_copy(self):
        payer = self.env["res.partner"].create({"name": "Holding", "email": "pay@example.com"})
        self.issued(payer_id=payer.id)
        self.send_mails()
        [(_sender, to, copy)] = self.addresses()
        self.assertEqual((to, copy), ('"Holding" <pay@example.com>', '"ACME" <acme@example.com>'))

    def test_a_payer_without_address(self):
        payer = self.env["res.partner"].create({"name": "Holding"})
        self.assertEqual(self.issued(payer_id=payer.id).sent_to, "acme@example.com")

    def test_no_customer_sees_what_was_paid_for_another(self):
        payer = self.env["res.partner"].create({"name": "Holding", "email": "pay@example.com"})
        invoices = [
            self.book("2026-01-01 invoice INV 100", customer)["INV"]
            for customer in (self.customer, self.other_customer)
        ]
        plan = [
            Command.create({"line_id": self.receivable(invoice).id, "amount": 100.0})
            for invoice in invoices
        ]
        payment = self.pay(invoices[0], 200.0, payer_id=payer.id, allocation_line_ids=plan)
        receipt = self.issue._queue_payment(payment)
        self.run_cron()
        self.assertEqual(receipt.sent_to, "pay@example.com")

    def test_without_address_it_is_to_be_printed(self):
        self.customer.email = False
        receipt = self.issued()
        self.assertEqual((receipt.state, receipt.delivery), ("issued", "print"))
        self.assertArchived(receipt)

    def test_a_walk_in_customer_without_address_took_it_away(self):
        self.customer.write({"email": False, "is_walk_in": True})
        self.assertEqual(self.issued().delivery, "none")

    def test_a_server_that_refuses(self):
        self.refused.add("acme@")
        receipt = self.issued()
        self.send_mails()
        self.assertEqual(receipt.state, "failed")
        self.assertIn("Mailbox is full", receipt.error)
        self.assertArchived(receipt)
        self.refused.clear()
        content = receipt.attachment_id
        receipt.action_retry()
        self.send_mails()
        self.assertEqual((receipt.state, receipt.attachment_id), ("sent", content))

    def test_sent_again_by_hand(self):
        receipt = self.issued()
        self.send_mails()
        receipt.action_send_again()
        self.send_mails()
        self.assertEqual(len(self.sent), 2)
        self.assertEqual(receipt.state, "sent")

    def test_what_is_revoked_or_not_made_is_not_sent(self):
        invoice = self.book("2026-01-01 invoice INV 100")["INV"]
        self.pay(invoice, 100.0)
        receipt = self.receipts(invoice)
        with self.assertRaisesRegex(UserError, "not made yet"):
            receipt.action_send_again()
        self.run_cron()
        self.release(invoice)
        with self.assertRaisesRegex(UserError, "revoked"):
            receipt.action_send_again()

    def test_who_only_reads_does_not_send(self):
        receipt = self.issued()
        reader = new_test_user(
            self.env,
            "receipt_reader",
            groups="base.group_user,account.group_account_readonly",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        for button in ("action_retry", "action_send_again"):
            with self.assertRaises(AccessError):
                getattr(receipt.with_user(reader), button)()

    def test_what_was_refused_is_tried_again_an_hour_later(self):
        self.refused.add("acme@")
        receipt = self.issued()
        self.send_mails()
        self.refused.clear()
        self.run_cron()
        self.assertEqual((receipt.state, receipt.attempts), ("failed", 1))
        with freeze_time(fields.Datetime.now() + timedelta(hours=1)):
            self.run_cron()
        self.send_mails()
        self.assertEqual((receipt.state, len(self.sent)), ("sent", 1))
