from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .version_common import VersionCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestVersionsModify(VersionCommon):
    """What has left the house, or was paid, does not go back to draft by any channel."""

    # Conditions, each with a word of its refusal.
    CONDITIONS = {
        "policy": "your company credits and replaces",
        "sent": "it was sent",
        "paid": "PBNK1",
        "partly paid": "PBNK1",
        "sealed": "sealed",
        "closed": "its period is closed until 03/31/2026",
        "exported": "it is in the file of March",
    }

    def put_in(self, condition, invoice):
        """Bring ``invoice`` into a condition that keeps it from being modified."""
        if condition == "policy":
            self.company.revision_policy = "forbid"
        elif condition == "sent":
            invoice.is_move_sent = True
        elif condition in ("paid", "partly paid"):
            self.pay(invoice, 2500.0 if condition == "paid" else 1.0)
        elif condition == "sealed":
            invoice.button_hash()
        elif condition == "closed":
            self.company.sale_lock_date = "2026-03-31"
        else:
            self.patch(
                type(invoice), "_get_version_blocker", lambda move: "it is in the file of March"
            )

    def channels(self, invoice):
        """Every way out of *posted*, as a user or a programme would go."""
        mine, call = invoice.with_user(self.clerk), self.call
        ids, model = invoice.ids, "account.move"
        return {
            "modify": lambda: call(self.clerk, model, "modify", ids, "Why"),
            "dialog": lambda: (
                self.env["receivables.modify"]
                .with_user(self.clerk)
                .create({"move_ids": [Command.set(ids)], "reason": "Why"})
                .action_modify()
            ),
            "button": lambda: call(self.clerk, model, "button_draft", ids),
            "opened": lambda: call(self.clerk, model, "action_modify", ids),
            "cancelled": lambda: call(self.clerk, model, "button_cancel", ids),
            "state": lambda: call(self.clerk, model, "write", ids, {"state": "draft"}),
            "state cancelled": lambda: call(self.clerk, model, "write", ids, {"state": "cancel"}),
            "sudo": lambda: mine.sudo().button_draft(),
            "forged": lambda: mine.with_context(
                receivables_modifying_permission=True,
                receivables_by_law_permission=1,
                receivables_payment_permission=True,
                force_delete=True,
            ).button_draft(),
        }

    def test_no_channel_modifies_what_left_the_house(self):
        for condition, word in self.CONDITIONS.items():
            with self.subTest(condition):
                invoice = self.invoice_of(2500.0)
                invoice.action_post()
                self.put_in(condition, invoice)
                self.env.flush_all()
                for channel, act in self.channels(invoice).items():
                    with self.subTest(channel):
                        self.assertRefused(act, word)
                self.assertEqual(invoice.state, "posted")
                self.assertFalse(invoice.may_modify)
                self.assertEqual(invoice.revision_ids.mapped("number"), ["1.0"])
                self.company.write({"revision_policy": "allow", "sale_lock_date": False})

    def test_the_refusal_names_the_way_out(self):
        self.pay(self.invoice, 2500.0)
        self.assertRefused(self.invoice.button_draft, "Use Credit and replace")
        note = self.invoice_of(5.0, move_type="out_refund")
        note.action_post()
        note.is_move_sent = True
        self.assertRefused(note.button_draft, "Enter a new document")

    def test_what_is_in_the_house_is_modified_by_any_channel(self):
        for channel in self.channels(self.invoice):
            with self.subTest(channel):
                invoice = self.invoice_of(2500.0)
                invoice.action_post()
                self.assertTrue(invoice.may_modify)
                self.channels(invoice)[channel]()
                expected = {"opened": "posted", "cancelled": "cancel", "state cancelled": "cancel"}
                self.assertEqual(invoice.state, expected.get(channel, "draft"))

    def test_without_a_reason_the_version_says_so(self):
        self.invoice.button_draft()
        self.invoice.action_post()
        last = self.invoice.revision_ids.sorted("rank")[-1]
        self.assertEqual((last.number, last.reason), ("1.1", "No reason was given."))

    def test_a_reason_is_asked(self):
        for reason in ("", "   ", None, False, 7, ["x"]):
            self.assertRefused(lambda reason=reason: self.invoice.modify(reason))
        self.assertEqual(self.invoice.state, "posted")

    def test_only_registered_documents_are_modified(self):
        draft = self.invoice_of(1.0)
        bill = self.invoice_of(1.0, move_type="in_invoice")
        bill.action_post()
        for move in (draft, bill):
            self.assertRefused(lambda move=move: move.modify("Why"), "nothing to modify")

    def test_a_credit_note_that_settled_it_is_released(self):
        note = self.invoice_of(500.0, move_type="out_refund")
        note.action_post()
        self.service.apply([self.row(self.invoice, note, 500.0)])
        self.invoice.modify("Why")
        self.assertEqual(note.amount_residual, 500.0)
        self.invoice.invoice_line_ids.price_unit = 300.0
        self.invoice.action_post()
        self.assertEqual((self.invoice.amount_residual, note.amount_residual), (0.0, 200.0))
        self.assertIn("200.00", self.said(self.invoice))

    def test_an_invoice_paid_and_undone_is_modified(self):
        payment = self.pay(self.invoice, 2500.0)
        dialog = self.env["receivables.correct.payment"]
        dialog.create({"payment_id": payment.id, "reason": "Not ours"}).action_correct()
        self.env.invalidate_all()
        self.invoice.modify("Why")
        self.assertEqual(self.invoice.state, "draft")

    def test_what_is_done_is_said_on_the_document(self):
        self.invoice.modify("Wrong quantity")
        self.assertIn("Version 1.1 begun: Wrong quantity", self.said(self.invoice))
