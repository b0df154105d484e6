from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .receipt_common import ReceiptCommon

LOG = "odoo.addons.receivables_ext.models.issuing.document_issue"


@tagged("post_install", "-at_install")
class TestReceiptTold(HttpCase, ReceiptCommon):
    """Who was sent a document learns that it is revoked, whatever happened since."""

    def issued(self):
        docs = self.settle("2026-01-01 invoice INV 100\n2026-01-02 payment PAY 100")
        self.run_cron()
        return self.receipts(docs["INV"])

    def sent_in_french(self):
        """A document in a language that nobody speaks any more."""
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.lang = "fr_FR"
        receipt = self.issued()
        self.send_mails()
        self.customer.lang = "en_US"
        self.env["res.lang"].search([("code", "=", "fr_FR")]).active = False
        self.env.invalidate_all()
        self.assertEqual((receipt.lang, receipt.state), ("fr_FR", "sent"))
        return receipt

    def assertTold(self, count):
        self.run_cron()
        self.send_mails()
        told = [mail for mail in self.sent if "no longer valid" in mail["Subject"]]
        self.assertEqual(len(told), count)

    def test_though_it_was_sent_again_and_that_one_waits(self):
        receipt = self.issued()
        self.send_mails()
        receipt.action_send_again()
        self.release(receipt.move_id)
        self.assertTold(1)
        self.assertEqual(len(self.sent), 2)

    def test_though_it_was_sent_again_and_refused(self):
        receipt = self.issued()
        self.send_mails()
        receipt.action_send_again()
        self.refused.add("acme@")
        self.send_mails()
        self.assertEqual(receipt.state, "failed")
        self.refused.clear()
        self.release(receipt.move_id)
        self.assertTold(1)
        self.assertEqual((receipt.state, receipt.error), ("revoked", False))

    def test_sent_again_before_it_left_one_mail_leaves(self):
        self.issued().action_send_again()
        self.send_mails()
        self.assertEqual(len(self.sent), 1)

    def test_sent_again_before_it_left_none_leaves_once_revoked(self):
        receipt = self.issued()
        receipt.action_send_again()
        self.release(receipt.move_id)
        self.assertTold(0)
        self.assertFalse(self.sent)

    def test_who_cannot_be_told_does_not_make_it_valid(self):
        receipt = self.issued()
        self.send_mails()
        self.release(receipt.move_id)
        self.env.ref("receivables_ext.mail_template_receipt_revoked").unlink()
        with mute_logger(LOG):
            self.run_cron()
            self.run_cron()  # it is tried again in an hour, not at once
        self.assertEqual((receipt.state, receipt.attempts), ("revoked", 1))
        self.assertTrue(receipt.error)
        self.assertTrue(receipt.tells_revoked)
        self.assertEqual(receipt._verify(receipt.verification_token)["status"], "revoked")

    # === Their language is no longer installed === #

    def test_sent_again(self):
        receipt = self.sent_in_french()
        receipt.action_send_again()
        self.send_mails()
        self.assertEqual(len(self.sent), 2)

    def test_revoked(self):
        receipt = self.sent_in_french()
        self.release(receipt.move_id)
        self.assertTold(1)
        self.assertEqual(receipt.state, "revoked")

    def test_read_by_a_visitor(self):
        receipt = self.sent_in_french()
        url = f"/my/receipts/{receipt.id}?access_token={receipt.access_token}"
        self.assertEqual(self.url_open(url).status_code, 200)
