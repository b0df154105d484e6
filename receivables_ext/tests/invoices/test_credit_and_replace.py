from freezegun import freeze_time
from lxml.html import fromstring

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .version_common import VersionCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestCreditAndReplace(VersionCommon):
    """A credit note settles what has left the house, and a draft that refers to it replaces it."""

    def replace(self, invoice=None, reason="Wrong price", user=None):
        invoice = invoice or self.invoice
        draft_id = self.call(
            user or self.clerk, "account.move", "credit_and_replace", invoice.ids, reason
        )
        self.env.invalidate_all()
        return self.env["account.move"].browse(draft_id)

    def test_paid_credited_and_replaced(self):
        payment = self.pay(self.invoice, 2500.0)
        draft = self.replace()
        note = self.invoice.reversal_move_ids
        self.assertEqual(
            (self.invoice.amount_residual, note.amount_residual, payment.unallocated_amount),
            (0.0, 0.0, 2500.0),
        )
        self.assertEqual((note.state, note.amount_total), ("posted", 2500.0))
        self.assertRecordValues(
            draft,
            [
                {
                    "state": "draft",
                    "move_type": "out_invoice",
                    "replaces_id": self.invoice.id,
                    "partner_id": self.customer.id,
                    "amount_total": 2500.0,
                    "revision": "1.0",
                    "turnover_amount": 0.0,
                }
            ],
        )
        self.assertFalse(draft.invoice_date)
        self.assertEqual(draft.replaces_name, self.invoice.name)
        self.assertEqual(self.invoice.replaced_by_ids, draft)
        self.assertIn("Wrong price", self.said(self.invoice))
        self.assertIn(self.invoice.name, self.said(draft))
        self.assertIn("Wrong price", note.ref)
        # Net: the credit note takes the turnover back, the replacement brings its own.
        draft.invoice_line_ids.price_unit = 2600.0
        draft.action_post()
        self.assertEqual((draft.amount_residual, payment.unallocated_amount), (100.0, 0.0))
        self.assertEqual(draft.revision_ids.reason, "Wrong price")
        moves = self.invoice + note + draft
        self.assertEqual(sum(moves.mapped("turnover_amount")), 2600.0)

    def test_what_no_longer_fits_is_said(self):
        payment = self.pay(self.invoice, 2500.0)
        draft = self.replace()
        draft.invoice_line_ids.price_unit = 1500.0
        draft.action_post()
        self.assertEqual((draft.amount_residual, payment.unallocated_amount), (0.0, 1000.0))
        self.assertIn(payment.name, self.said(draft))
        self.assertIn("1,000.00", self.said(draft))

    def test_several_credits_and_installments(self):
        docs = self.book(
            """
            2026-03-01 invoice     INV  1000 2026-03-15=30,2026-04-15=70
            2026-03-02 payment     PAY  400
            2026-03-03 credit_note CN   200
            """,
            self.other_customer,
        )
        self.allocate(customer=self.other_customer)
        draft = self.replace(docs["INV"])
        self.assertResiduals(docs, INV=0.0, PAY=400.0, CN=200.0)
        draft.action_post()
        self.assertResiduals(docs, INV=0.0, PAY=0.0, CN=0.0)
        self.assertEqual(draft.amount_residual, 400.0)

    def test_money_used_meanwhile_is_said(self):
        payment = self.pay(self.invoice, 2500.0)
        draft = self.replace()
        other = self.invoice_of(2500.0)
        other.action_post()
        self.service.apply([self.row(other, payment, 2500.0)])
        draft.action_post()
        self.assertEqual(draft.amount_residual, 2500.0)
        self.assertIn("no longer open", self.said(draft))

    def test_only_once(self):
        self.replace()
        self.assertRefused(self.replace, "already credited by RINV")

    def test_what_was_replaced_is_not_modified(self):
        self.replace()
        self.assertRefused(
            self.invoice.button_draft, "a draft replaces it", "Modify the one that replaces it"
        )

    def test_a_partial_credit_note_is_said(self):
        self.env["account.move.reversal"].create(
            {
                "move_ids": [Command.set(self.invoice.ids)],
                "company_id": self.company.id,
                "journal_id": self.invoice.journal_id.id,
                "date": "2026-03-05",
            }
        ).reverse_moves()
        self.assertRefused(self.replace, "already credited by a draft")

    def test_what_is_no_registered_invoice(self):
        draft = self.invoice_of(1.0)
        note = self.invoice_of(1.0, move_type="out_refund")
        note.action_post()
        for move in (draft, note):
            self.assertRefused(lambda move=move: self.replace(move), "nothing to credit")
        for reason in ("", " ", None, 3):
            self.assertRefused(lambda reason=reason: self.replace(reason=reason))
        self.assertFalse(self.invoice.reversal_move_ids)

    def test_who_may_not_invoice(self):
        clerk = self.person("only_payments", "receivables_ext.group_receivables_user")
        with self.assertRaises(AccessError):
            self.replace(user=clerk)
        self.assertFalse(self.invoice.reversal_move_ids)

    def test_a_closed_period_is_credited_in_the_open_one(self):
        self.company.sale_lock_date = "2026-03-15"
        draft = self.replace()
        self.assertEqual(str(self.invoice.reversal_move_ids.date), "2026-03-16")
        self.assertEqual(self.invoice.amount_residual, 0.0)
        self.assertEqual(draft.state, "draft")

    def test_an_invoice_of_the_future(self):
        invoice = self.invoice_of(60.0, invoice_date="2026-04-20", invoice_date_due="2026-05-20")
        invoice.action_post()
        self.replace(invoice)
        self.assertEqual(invoice.reversal_move_ids.state, "posted")
        self.assertEqual(invoice.amount_residual, 0.0)

    def test_a_sealed_invoice(self):
        self.invoice.button_hash()
        draft = self.replace()
        self.assertEqual(self.invoice.amount_residual, 0.0)
        self.assertTrue(draft.replaces_id)

    def test_the_person_of_a_walk_in_stays(self):
        walk_in = self.env["res.partner"].create({"name": "Walk-in", "is_walk_in": True})
        invoice = self.invoice_of(30.0, partner_id=walk_in.id, walk_in_name="Ann")
        invoice.action_post()
        draft = self.replace(invoice)
        self.assertEqual(draft.walk_in_name, "Ann")
        self.assertEqual(invoice.reversal_move_ids.walk_in_name, "Ann")

    def test_the_paper_and_the_mail_say_what_it_replaces(self):
        draft = self.replace()
        draft.action_post()
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "account.report_invoice_with_payments", draft.ids
        )
        self.assertIn(f"Replaces invoice {self.invoice.name}", self.text_of(html.decode()))
        template = self.env.ref("account.email_template_edi_invoice")
        body = self.env["account.move.send"]._get_default_mail_body(draft, template, "en_US")
        self.assertIn(f"replaces invoice {self.invoice.name}", body)
        plain = self.env["account.move.send"]._get_default_mail_body(
            self.invoice, template, "en_US"
        )
        self.assertNotIn("replaces", plain)

    @staticmethod
    def text_of(html):
        return " ".join(fromstring(html).text_content().split())

    def test_the_dialog_of_core_credits_and_replaces_too(self):
        other = self.invoice_of(80.0)
        other.action_post()
        payment = self.pay(self.invoice, 2500.0)
        dialog = self.env["account.move.reversal"].with_user(self.clerk)
        dialog = dialog.create(
            {
                "move_ids": [Command.set((self.invoice + other).ids)],
                "journal_id": self.invoice.journal_id.id,
                "reason": "Wrong address",
            }
        )
        dialog.modify_moves()
        drafts = dialog.new_move_ids
        self.assertEqual(drafts.replaces_id, self.invoice + other)
        for draft in drafts:
            self.assertEqual(draft.amount_total, draft.replaces_id.amount_total)
            self.assertEqual(draft.replaces_id.lifecycle_status, "cancelled")
        self.assertEqual(payment.unallocated_amount, 2500.0)
        drafts.sudo().action_post()
        self.assertEqual(payment.unallocated_amount, 0.0)
        self.assertEqual(self.invoice.replaced_by_ids.lifecycle_status, "paid")
        again = dialog.create(
            {
                "move_ids": [Command.set(self.invoice.ids)],
                "journal_id": self.invoice.journal_id.id,
            }
        )
        self.assertRefused(again.modify_moves, "already credited")

    def test_the_dialog_of_core_credits_at_once_whatever_the_day(self):
        dialog = self.env["account.move.reversal"].create(
            {
                "move_ids": [Command.set(self.invoice.ids)],
                "journal_id": self.invoice.journal_id.id,
                "date": "2026-06-01",
            }
        )
        dialog.modify_moves()
        note = self.invoice.reversal_move_ids
        self.assertEqual((note.state, note.amount_residual), ("posted", 0.0))
        self.assertEqual(self.invoice.lifecycle_status, "cancelled")
