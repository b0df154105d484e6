from odoo.exceptions import UserError
from odoo.tests import tagged

from ...models.schedule.agreements.agreement.document import REPORT
from .agreement_common import THREE, TwoInvoicesCommon


@tagged("post_install", "-at_install")
class TestAgreementSaid(TwoInvoicesCommon):
    """What an agreement says: on its PDF, on its form, on the invoices, in the lists."""

    def test_the_mail_of_what_was_agreed_has_the_kept_file(self):
        agreement = self.agree(self.invoice, parts=THREE, with_pdf=True)
        self.customer.name = "Another name"
        reports = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        printed, _kind = reports._render_qweb_pdf(REPORT, agreement.ids)
        self.assertEqual(printed, agreement.attachment_id.raw)
        self.assertEqual(
            agreement.attachment_id.name, f"Agreement {agreement.name.replace('/', '-')}.pdf"
        )

    def test_who_agreed_and_how_is_said(self):
        agreement = self.draft(self.invoice)
        for name, how, why in (
            (" ", "phone", "Enter who agreed"),
            ("Ann Lee", "portal", "Say how the customer agreed"),
            ("Ann Lee", "forged", "Say how the customer agreed"),
        ):
            with self.assertRaisesRegex(UserError, why):
                agreement._note_agreed(name, how)
        agreement._note_agreed("Ann Lee", "meeting")
        text = str(self.env["ir.actions.report"]._render_qweb_html(REPORT, agreement.ids)[0])
        for words in ("Ann Lee", "Face to face", "Noted by", "Issued on"):
            self.assertIn(words, text)

    def test_sent_once_a_message_went_to_the_customer(self):
        agreement = self.draft(self.invoice)
        agreement.action_propose()
        agreement.message_post(body="For us", partner_ids=self.env.user.partner_id.ids)
        self.assertFalse(agreement.sent_on)
        agreement.message_post(body="For them", partner_ids=self.customer.ids)
        self.assertEqual(str(agreement.sent_on), "2026-06-10")

    def test_what_the_parts_lack_is_said(self):
        agreement = self.draft(self.invoice)
        for parts, words in (
            ("2026-06-20 1200", False),
            ("2026-06-20 1150", "50.00 of .*1,200.00 is in no part yet"),
            ("2026-06-20 1250", "The parts make .*50.00 more than the"),
        ):
            self.cut(agreement, parts)
            self.assertRegex(agreement.gap or "", words or "^$")

    def test_credit_that_is_not_used_is_said(self):
        self.book("2026-06-01 payment P 70")
        agreement = self.draft(self.invoice)
        self.assertEqual(agreement.credit_to_use, 70.0)
        self.note_agreed(agreement)
        self.assertEqual(agreement.credit_to_use, 0.0)

    def test_what_is_not_over(self):
        """By the filter as by the field: what is left, whoever was to pay it when."""
        agreement = self.agree(self.invoice, parts=THREE)
        draft = self.draft(self.docs["INV2"])
        Agreement = self.env["receivables.agreement"]
        live = Agreement.search([("partner_id", "=", self.customer.id), ("is_live", "=", True)])
        self.assertEqual(live, agreement | draft)
        self.assertEqual((self.customer.agreement_count, agreement.is_live), (2, True))
        draft.unlink()
        self.settle_by_core(self.invoice, self.book("2026-06-10 payment P 1200")["P"])
        self.env.invalidate_all()
        self.assertEqual((agreement.standing, agreement.is_live), ("kept", False))
        self.assertFalse(live.exists().filtered_domain([("is_live", "=", True)]))
        self.assertEqual(self.customer.agreement_count, 0)

    def test_nobody_groups_by_the_secret(self):
        described = self.env["receivables.agreement"].fields_get(["access_token"])
        self.assertFalse(described["access_token"]["groupable"])

    def test_the_invoices_say_it(self):
        self.assertFalse(self.invoice.agreement_words)
        agreement = self.agree(self.invoice, parts=THREE)
        self.env.invalidate_all()
        self.assertRegex(
            self.invoice.agreement_words,
            f"as agreed in {agreement.name}. Next part: .*400.00 by 06/10/2026",
        )
        said = self.invoice.message_ids[0].body
        self.assertIn(agreement.name, said)
        self.assertIn("3 parts, from 06/10/2026 to 08/10/2026", said)
        action = self.invoice.action_open_agreements()
        self.assertEqual(action["res_id"], agreement.id)
        agreement._end("Other days are asked for")
        for record in (agreement, self.invoice):
            self.assertIn("Other days are asked for", record.message_ids[0].body)
        self.assertEqual(str(agreement.ended_on), "2026-06-10")
        self.env.invalidate_all()
        self.assertFalse(self.invoice.agreement_words)
