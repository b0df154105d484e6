from odoo.exceptions import UserError
from odoo.fields import Date
from odoo.tests import Form, freeze_time, tagged

from .remittance_common import RemittanceCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10")
class TestRemittanceSlip(RemittanceCommon):
    """Cheques leave the safe with a slip, which is kept as it is."""

    def test_what_is_in_the_safe_is_taken_to_the_bank(self):
        cheques = self.receive(100, 250.5)
        later = self.receive(70, date="2026-04-01", instrument_due_date="2026-04-01")
        self.assertEqual(later.collection_state, "scheduled")
        self.assertEqual(self.in_safe(self.clerk), cheques + later)
        slip = self.slip(cheques, remit=False)
        self.assertEqual(slip.state, "draft")
        self.assertFalse(slip.name)
        self.assertEqual(self.in_safe(), cheques + later, "a draft has not left the house")
        self.call(self.clerk, slip._name, "action_remit", slip.ids)
        self.assertEqual(slip.name, "REM/2026/00001")
        self.assertRecordValues(
            slip,
            [
                {
                    "state": "remitted",
                    "amount_total": 350.5,
                    "amount_remitted": 350.5,
                    "payment_count": 2,
                    "remitted_by_id": self.clerk.id,
                    "bank_journal_id": self.journal.id,
                }
            ],
        )
        self.assertEqual(self.in_safe(), later)
        self.assertFalse(cheques.filtered("in_safe"))

    def test_dated_cheques_are_proposed_on_their_day(self):
        now = self.receive(100)
        dated = self.receive(70, date="2026-03-08", instrument_due_date="2026-03-08")
        slip = self.env["receivables.remittance"].create(
            {"journal_id": self.journal.id, "means_id": self.cheque.id, "date": "2026-03-07"}
        )
        slip.action_propose()
        self.assertEqual(slip.payment_ids, now)
        slip.date = "2026-03-08"
        slip.action_propose()
        self.assertEqual(slip.payment_ids, now + dated)
        with self.assertRaisesRegex(UserError, "Nothing in the safe"):
            slip.action_propose()
        dated.action_take_off()
        self.assertEqual(slip.payment_ids, now)

    def test_what_is_not_in_hand_is_refused(self):
        cheque, other = self.receive(100, 200)
        transfer = self.receive(50, payment_method_line_id=self.offer("transfer", self.journal).id)
        draft = self.book("2026-01-01 draft DRAFT 30")["DRAFT"]
        draft.payment_method_line_id = self.method
        self.slip(cheque, remit=False)
        returned = self.receive(60)
        self.give_back(returned)
        for payment, why in (
            (transfer, "its means is not one"),
            (draft, "not registered"),
            (cheque, "it is on Draft slip"),
            (returned, "not registered"),
        ):
            with self.assertRaisesRegex(UserError, why):
                payment.action_take_to_bank()
        card = self.receive(10, payment_method_line_id=self.offer("card", self.journal).id)
        action = (other + card).action_take_to_bank()
        self.assertEqual(len(action["domain"][0][2]), 2, "one slip for each means")

    def test_slips_are_numbered_without_holes_by_company(self):
        slips = [self.slip(self.receive(10)) for _number in range(2)]
        self.assertEqual([slip.name for slip in slips], ["REM/2026/00001", "REM/2026/00002"])
        older = self.slip(self.receive(10, date="2025-12-01"), date="2025-12-31")
        self.assertEqual(older.name, "REM/2025/00001")

    def test_a_remitted_payment_is_transferred(self):
        self.company.payment_correction_policy = "until_transferred"
        cheque = self.receive(100)
        slip = self.slip(cheque, remit=False)
        self.assertFalse(cheque._get_transfer_reason())
        cheque.action_draft()
        self.assertFalse(slip.payment_ids, "a draft is on no slip")
        cheque.action_post()
        slip._add(cheque)
        slip.action_remit()
        for act in ("action_draft", "action_cancel", "unlink"):
            with self.assertRaisesRegex(UserError, "taken to the bank with REM/2026/00001"):
                getattr(cheque, act)()

    def test_a_remittance_is_undone_with_a_reason(self):
        cheque = self.receive(100)
        slip = self.slip(cheque.with_context(force_report_rendering=True))
        file = slip.attachment_id
        with self.assertRaisesRegex(UserError, "Say why"):
            slip._undo(" ")
        dialog = self.env["receivables.undo.remittance"].create(
            {"remittance_id": slip.id, "reason": "The bank was closed"}
        )
        dialog.action_confirm()
        self.assertEqual((slip.state, slip.name), ("draft", "REM/2026/00001"))
        self.assertEqual(slip.slip_ids, file)
        self.assertIn("The bank was closed", slip.message_ids[0].body)
        with self.assertRaisesRegex(UserError, "has its number"):
            slip.unlink()
        slip.action_remit()
        self.assertEqual(slip.name, "REM/2026/00001")

    def test_a_corrected_payment_gives_its_place(self):
        cheque = self.receive(100)
        slip = self.slip(cheque)
        dialog = Form(
            self.env["receivables.correct.payment"].with_context(default_payment_id=cheque.id)
        )
        dialog.reason = "Another customer"
        dialog.save().action_correct()
        again = cheque.replacement_ids
        self.assertEqual((slip.payment_ids, slip.taken_out_ids), (again, cheque))
        again.partner_id = self.other_customer
        again.action_post()
        self.assertEqual(slip.state, "remitted")
        slip._undo("The bank was closed")  # nothing came back from it
        slip.action_remit()
        self.assertNotIn(again, self.in_safe())
        self.assertEqual(len(slip._slip_rows()), 1, "the paper is the same")
        self.assertEqual(slip._slip_rows()[0].drawer, self.customer.name)

    def test_the_slip_is_printed_twice_and_kept(self):
        self.company.partner_id.lang = "en_US"
        cheques = self.receive(1000, 200.5, customer=self.other_customer)
        slip = self.slip(cheques, remit=False)
        slip.with_context(force_report_rendering=True).action_remit()
        self.assertTrue(slip.attachment_id.raw.startswith(b"%PDF"))
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "receivables_ext.report_remittance", slip.ids
        )
        text = html.decode()
        for words in ("Copy for the bank", "Our copy", "REM/2026/00001", "1,200.50", "CHQ2"):
            self.assertIn(words, text)
        self.assertEqual(text.count("Globex"), 4, "two rows on two copies")
        file = slip.attachment_id
        slip.action_print()
        self.assertEqual(slip.attachment_id, file)
        for act in (lambda: file.write({"raw": b"forged"}), file.unlink):
            with self.assertRaisesRegex(UserError, "kept as it is"):
                act()

    def test_a_slip_of_many_payments_costs_as_few_queries(self):
        counts = []
        for number in (2, 30):
            payments = self.receive(*([10] * number))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            slip = self.slip(payments, remit=False)
            self.env.flush_all()
            self.env.invalidate_all()
            slip.action_remit()
            slip._slip_rows()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 5)

    def test_only_what_was_entered_since_is_in_the_safe(self):
        cheque = self.receive(100)
        self.assertIn(cheque, self.in_safe())
        self.company.remittances_since = Date.add(cheque.create_date, days=1)
        self.assertNotIn(cheque, self.in_safe())
        self.slip(cheque)  # selected by hand, it goes

    def test_the_pile_goes_to_the_bank(self):
        pile = self.env["receivables.payment.pile"].create(
            {"journal_id": self.journal.id, "payment_method_line_id": self.method.id}
        )
        cheques = self.receive(100, 200, pile_id=pile.id)
        action = pile.with_user(self.clerk).action_take_to_bank()
        slip = self.env["receivables.remittance"].browse(action["res_id"])
        self.assertEqual(slip.payment_ids, cheques)
        with self.assertRaisesRegex(UserError, "Select payments"):
            pile.action_take_to_bank()
