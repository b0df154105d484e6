from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import HttpCase, tagged

from ...models.issuing import limits
from .receipt_archive_common import ReceiptArchiveCommon


@tagged("post_install", "-at_install")
class TestReceiptLimits(HttpCase, ReceiptArchiveCommon):
    """An address costs what docs/security.md says, whoever writes whatever into it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.receipts = cls.receipt("REC/1") + cls.receipt("REC/2") + cls.receipt("REC/3")
        contact = cls.env["res.partner"].create({"name": "Ann", "parent_id": cls.customer.id})
        cls.member("own_portal", "base.group_portal", partner_id=contact.id)
        cls.stranger = cls.member(
            "stranger_portal", "base.group_portal", partner_id=cls.other_customer.id
        )
        cls.clerk = cls.member("clerk", "base.group_user,receivables_ext.group_receivables_user")

    def open(self, address, login=None):
        self.authenticate(login, login)
        return self.url_open(address)

    def print_ids(self, ids, login):
        return self.open(f"/receivables/receipts/{','.join(map(str, ids))}.pdf", login)

    def test_a_document_asked_for_many_times_is_printed_and_noted_once(self):
        response = self.print_ids([self.receipts[0].id] * 400, "own_portal")
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertEqual(response.content.count(b"/Type /Page\n"), 1)
        self.assertEqual(len(self.receipts.access_ids), 1)

    def test_too_many_documents_get_a_sentence_and_cost_nothing(self):
        with patch.object(limits, "MAX_FILES", 2):
            answers = {
                login: self.print_ids(self.receipts.ids, login) for login in ("own_portal", "clerk")
            }
            two = self.print_ids(self.receipts.ids[:2], "own_portal")
            with self.assertRaisesRegex(UserError, "At most 2 at once.*Export the archive"):
                self.receipts.with_user(self.clerk).action_print()
        for login, answer in answers.items():
            self.assertEqual(answer.status_code, 400)
            self.assertIn("At most 2 at once", answer.text)
            self.assertEqual("Export the archive" in answer.text, login == "clerk")
            self.assertNotIn("Traceback", answer.text)
        self.assertEqual(two.headers["Content-Type"], "application/pdf")
        self.assertEqual(self.receipts.access_ids.receipt_id, self.receipts[:2])

    def test_a_damaged_file_gets_a_sentence(self):
        receipt = self.receipt("REC/DAMAGED")
        self.env.cr.execute(
            "UPDATE ir_attachment SET store_fname = NULL, db_datas = 'x' WHERE id = %s",
            [receipt.attachment_id.id],
        )
        self.env.invalidate_all()
        answer = self.print_ids(receipt.ids, "clerk")
        self.assertEqual(answer.status_code, 400)
        self.assertIn("restore it from a backup", answer.text)

    def test_the_limit_is_that_of_the_page_of_security(self):
        self.assertEqual(limits.MAX_FILES, 200)
        answer = self.print_ids(range(1, 202), "own_portal")
        self.assertEqual(answer.status_code, 400)
        self.assertIn("At most 200 at once", answer.text)

    def test_numbers_that_are_none_lead_nowhere(self):
        for ids in ("٣", "0", str(2**40), "9" * 5000, "x", "%00"):
            answer = self.open(f"/receivables/receipts/{ids}.pdf", "own_portal")
            self.assertEqual(answer.status_code, 404, ids[:20])
        for address in ("my/receipts/", "receivables/receipts/export/", "my/statements/"):
            self.assertEqual(self.open(f"/{address}{2**40}", "clerk").status_code, 404)

    def test_the_archive_of_too_long_a_period(self):
        self.member("keeper", "base.group_user,account.group_account_readonly")
        export = self.env["receivables.receipt.export"].with_user(
            self.env["res.users"].search([("login", "=", "keeper")])
        )
        export = export.create({"date_from": "2026-01-01", "date_to": "2026-12-31"})
        with patch.object(limits, "MAX_ARCHIVED", 2):
            with self.assertRaisesRegex(UserError, "At most 2 at once.*one part of the period"):
                export.action_export()
            answer = self.open(f"/receivables/receipts/export/{export.id}", "keeper")
        self.assertEqual(answer.status_code, 400)
        self.assertIn("At most 2 at once", answer.text)
        self.assertFalse(self.receipts.access_ids)

    # === What makes no sense === #

    def test_a_code_that_is_no_text_is_unknown(self):
        self.assertEqual(self.open("/receivables/verify/%00").status_code, 404)

    def test_a_receipt_is_drawn_by_its_service_only(self):
        for converter in ("html", "text", "pdf"):
            address = f"/report/{converter}/receivables_ext.report_receipt/{self.receipts[0].id}"
            for options in ("", '?options={"receivables_receipt":{"lang":"en_US","kind":"x"}}'):
                answer = self.open(address + options, "clerk")
                self.assertEqual(answer.status_code, 422)
                self.assertIn("download its archived PDF", answer.text)

    # === Whose file it is === #

    def test_who_may_not_read_a_document_does_not_learn_its_file(self):
        model = self.env(user=self.stranger, context={})["receivables.receipt"]
        with self.assertRaises(AccessError):
            call_kw(model, "action_download", [self.receipts[0].ids], {})
        self.change(self.receipts[1], attachment_id=False)
        with self.assertRaises(AccessError):  # nor whether there is one
            call_kw(model, "action_download", [self.receipts[1].ids], {})
