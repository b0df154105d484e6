import errno
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .receipt_common import ReceiptCommon

LOG = "odoo.addons.receivables_ext.models.issuing.document_issue"


@tagged("post_install", "-at_install")
class TestReceiptIssue(ReceiptCommon):
    """The scheduled action makes and archives each document on its own."""

    def settled(self, *names):
        text = "\n".join(f"2026-01-01 invoice {name} 100" for name in names)
        return self.settle(f"{text}\n2026-01-02 payment PAY {100 * len(names)}")

    def test_made_numbered_and_archived(self):
        docs = self.settled("INV")
        self.run_cron()
        receipt = self.receipts(docs["INV"])
        year = fields.Date.today().year
        self.assertRegex(receipt.name, rf"^RI/{year}/\d{{5}}$")
        self.assertArchived(receipt)
        self.assertIn(docs["INV"].name, receipt.data["statement"])
        self.assertIn("0.00", receipt.data["remaining"])
        self.assertEqual(receipt.payment_ids, docs["PAY"])
        name = f"Receipted invoice {docs['INV'].name} {receipt.name}.pdf".replace("/", "-")
        self.assertEqual(receipt.attachment_id.name, name)
        self.assertEqual(receipt.attachment_id.res_id, receipt.id)

    def test_a_company_may_have_its_own_numbers(self):
        """The action runs as a user of another company."""
        companies = self.company | self.env.ref("base.user_root").company_id
        self.assertEqual(len(companies), 2)
        for company in companies:
            self.env["ir.sequence"].create(
                {
                    "name": f"Receipted invoices of {company.name}",
                    "code": "receivables.receipt.receipted",
                    "prefix": f"{company.id}-",
                    "company_id": company.id,
                }
            )
        docs = self.settled("INV")
        self.run_cron()
        self.assertEqual(self.receipts(docs["INV"]).name, f"{self.company.id}-1")

    def test_each_state_has_its_own_file(self):
        invoice = self.book("2026-01-01 invoice INV 100")["INV"]
        for amount in (40.0, 60.0):
            self.pay(invoice, amount)
            self.run_cron()
        receipts = self.receipts(invoice)
        self.assertEqual(receipts.mapped("name")[0][:2], "BD")
        for field in ("name", "sha256", "attachment_id"):
            self.assertEqual(len({*receipts.mapped(field)}), 2, field)

    def test_kept_ten_years_after_the_fiscal_year(self):
        self.company.write({"fiscalyear_last_month": "3", "fiscalyear_last_day": 31})
        docs = self.settled("INV")
        with freeze_time("2026-02-10"):
            self.run_cron()
        receipt = self.receipts(docs["INV"])
        self.assertEqual(receipt.retention_date, fields.Date.to_date("2036-03-31"))

    def test_it_speaks_the_language_of_the_customer(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.lang = "fr_FR"
        docs = self.settled("INV")
        self.run_cron()
        self.assertEqual(self.receipts(docs["INV"]).lang, "fr_FR")

    def test_a_payment_goes_through_when_nothing_can_be_printed(self):
        docs = self.book("2026-01-01 invoice INV1 100\n2026-01-01 invoice INV2 100")
        self.unprintable[docs["INV1"]] = UserError("wkhtmltopdf is missing.")
        self.book("2026-01-02 payment PAY 200")
        self.allocate()
        self.run_cron()
        self.assertReceipts(docs["INV1"], ("receipted", "failed", 0.0))
        self.assertReceipts(docs["INV2"], ("receipted", "issued", 0.0))
        failed = self.receipts(docs["INV1"])
        self.assertEqual((failed.error, failed.attempts), ("wkhtmltopdf is missing.", 1))
        self.assertFalse(failed.attachment_id)
        self.unprintable.clear()
        failed.action_retry()
        self.run_cron()
        self.assertEqual((failed.state, failed.error), ("issued", False))
        self.assertArchived(failed)

    def test_a_full_disk_is_said(self):
        docs = self.settled("INV")
        self.unprintable[docs["INV"]] = OSError(errno.ENOSPC, "No space left on device")
        with mute_logger(LOG):
            self.run_cron()
        receipt = self.receipts(docs["INV"])
        self.assertEqual(
            receipt.error, "The server could not write the file: No space left on device."
        )

    def test_tried_again_every_hour_five_times(self):
        docs = self.settled("INV")
        self.unprintable[docs["INV"]] = ValueError("out of paper")
        receipt = self.receipts(docs["INV"])
        now = fields.Datetime.now()
        for attempt, hours in ((1, 0), (1, 0), (2, 1), (3, 2), (4, 3), (5, 4), (5, 5)):
            with (
                mute_logger(LOG),
                patch.object(
                    self.env.cr.__class__, "now", lambda cr, h=hours: now + timedelta(hours=h)
                ),
                freeze_time(now + timedelta(hours=hours)),
            ):
                self.run_cron()
            self.assertEqual((receipt.state, receipt.attempts), ("failed", attempt), hours)

    def test_a_failed_one_follows_the_invoice(self):
        invoice = self.book("2026-01-01 invoice INV 100")["INV"]
        self.unprintable[invoice] = UserError("wkhtmltopdf is missing.")
        self.pay(invoice, 40.0)
        self.run_cron()
        self.pay(invoice, 60.0)
        self.assertReceipts(invoice, ("receipted", "queued", 0.0))

    def test_what_is_settled_while_it_is_made_comes_first(self):
        """Between its content and its file: what was computed is dropped."""
        invoice = self.book("2026-01-01 invoice INV 100")["INV"]
        self.pay(invoice, 40.0)
        receipt = self.receipts(invoice)
        writable = self.issue._writable().browse(receipt.ids)
        self.issue._prepare_content(writable)
        self.pay(invoice, 60.0)
        self.issue._make_receipt(writable)
        self.assertReceipts(invoice, ("receipted", "queued", 0.0))
        self.run_cron()
        self.assertEqual(receipt.name[:2], "RI")

    def test_only_its_failure_is_retried(self):
        docs = self.settled("INV")
        self.run_cron()
        with self.assertRaisesRegex(UserError, "nothing to retry"):
            self.receipts(docs["INV"]).action_retry()

    # === Payments === #

    def test_the_receipt_of_a_payment(self):
        docs = self.settle("2026-01-01 invoice INV 100\n2026-01-02 payment PAY 150")
        receipt = self.issue._queue_payment(docs["PAY"])
        self.assertEqual(self.issue._queue_payment(docs["PAY"]), receipt)
        self.assertEqual(
            (receipt.amount_initial, receipt.amount_paid, receipt.amount_remaining),
            (150.0, 100.0, 50.0),
        )
        self.run_cron()
        self.assertArchived(receipt)
        self.assertEqual(receipt.name[:2], "PR")
        self.assertEqual(self.issue._queue_payment(docs["PAY"]), receipt)

    def test_a_payment_used_further_has_another_receipt(self):
        docs = self.settle("2026-01-01 invoice INV 100\n2026-01-02 payment PAY 150")
        first = self.issue._queue_payment(docs["PAY"])
        self.run_cron()
        self.settle("2026-01-03 invoice INV2 50")
        second = self.issue._queue_payment(docs["PAY"])
        self.assertNotEqual(second, first)
        self.assertEqual((first.state, second.amount_remaining), ("issued", 0.0))

    def test_a_draft_has_no_receipt(self):
        with self.assertRaisesRegex(UserError, "Validate it first"):
            self.issue._queue_payment(self.book("2026-01-02 draft PAY 150")["PAY"])
