from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from ...models.remittances import bank
from .remittance_common import RemittanceCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10")
class TestRemittanceBank(RemittanceCommon):
    """The bank credits a slip as one amount, and every payment of it is cleared."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cheques = cls.receive(100, 250, 650)
        cls.paper = cls.slip(cls.cheques)

    def apply(self, line, slip=None):
        [credit] = bank.propose(line)[line]
        self.assertEqual(credit.remittance_id, (slip or self.paper).id)
        bank.apply(line, credit)
        return credit

    def left_waiting(self):
        lines = self.env["account.move.line"].search([("account_id", "=", self.waiting.id)])
        return sum(lines.mapped("amount_residual"))

    def test_one_line_clears_every_payment(self):
        self.assertEqual(self.left_waiting(), 1000.0)
        line = self.credit(1000)
        self.apply(line)
        self.assertEqual(self.paper.state, "credited")
        self.assertTrue(all(self.cheques.mapped("is_matched")))
        self.assertTrue(line.is_reconciled)
        self.assertEqual(self.left_waiting(), 0.0)
        self.assertEqual(self.cheques.reconciled_statement_line_ids, line)
        with self.assertRaisesRegex(UserError, "some of it was credited"):
            self.paper._undo("Wrong")

    def test_undone_in_the_ledger_it_is_remitted_again(self):
        line = self.credit(1000)
        self.apply(line)
        line.action_undo_reconciliation()
        self.assertEqual(self.paper.state, "remitted")
        self.apply(line)
        self.assertEqual(self.paper.state, "credited")

    def test_a_line_that_is_not_in_the_books_credits_nothing(self):
        line = self.credit(1000)
        line.move_id.button_draft()
        self.assertFalse(bank.propose(line)[line])
        line.move_id.button_cancel()
        self.assertFalse(bank.propose(line)[line])

    def test_what_came_back_whole_is_over_once_the_bank_showed_it(self):
        self.apply(self.credit(1000))
        for cheque in self.cheques:
            self.give_back(cheque)
        self.assertFalse(self.paper.payment_ids)
        self.assertEqual(self.paper.state, "credited")

    def test_nothing_is_guessed(self):
        other_amount = self.credit(999)
        self.assertEqual(bank.propose(other_amount), {other_amount: []})
        early = self.credit(1000, date="2026-03-01")
        other = self.credit(1000, journal=self.journal.copy())
        line = self.credit(1000)
        self.assertEqual(bank.propose(early + other), {early: [], other: []})
        twin = self.slip(self.receive(1000))
        self.assertEqual(
            [credit.remittance_id for credit in bank.propose(line)[line]],
            [self.paper.id, twin.id],
            "a person chooses",
        )

    def test_a_returned_cheque_is_taken_out(self):
        self.give_back(self.cheques[0])
        self.assertEqual(self.paper.payment_ids, self.cheques[1:])
        self.assertEqual(self.paper.taken_out_ids, self.cheques[0])
        self.assertEqual((self.paper.amount_total, self.paper.amount_remitted), (900, 1000))
        self.assertEqual(len(self.paper._slip_rows()), 3, "the paper is what it was")
        again = self.cheques[0].action_present_again()
        again = self.env["account.payment"].browse(again["res_id"])
        self.assertFalse(again.remittance_id)

    def test_the_bank_credits_all_and_takes_one_back(self):
        self.give_back(self.cheques[0])
        self.apply(self.credit(1000))
        self.assertEqual(self.paper.state, "credited")
        self.assertEqual(self.left_waiting(), -100.0, "what the bank takes back")

    def test_the_bank_leaves_out_what_it_returns(self):
        self.give_back(self.cheques[0])
        self.apply(self.credit(900))
        self.assertEqual(self.paper.state, "credited")
        self.assertEqual(self.left_waiting(), 0.0)

    def test_returned_after_the_credit_it_stays_credited(self):
        self.apply(self.credit(1000))
        self.give_back(self.cheques[0])
        self.assertEqual(self.paper.state, "credited")
        self.assertEqual(self.paper.payment_ids, self.cheques[1:])

    def test_corrected_after_the_credit_it_stays_credited(self):
        self.apply(self.credit(1000))
        dialog = Form(
            self.env["receivables.correct.payment"].with_context(
                default_payment_id=self.cheques[0].id
            )
        )
        dialog.reason = "Another customer"
        dialog.save().action_correct()
        self.cheques[0].replacement_ids.action_post()
        self.assertEqual(self.paper.state, "credited")

    def test_what_changed_meanwhile_is_refused(self):
        line = self.credit(1000)
        [credit] = bank.propose(line)[line]
        self.give_back(self.cheques[0])
        bank.apply(line, credit)  # the bank may still credit all of it
        with self.assertRaisesRegex(UserError, "no longer waits for"):
            bank.apply(self.credit(1000), credit)

    def test_the_dialog_names_the_only_line_that_fits(self):
        line = self.credit(1000)
        self.credit(400)
        invoicing = self.person("invoices", "account.group_account_invoice")
        dialog = Form(
            self.env["receivables.remittance.credit"]
            .with_user(invoicing)
            .with_context(default_remittance_id=self.paper.id)
        )
        self.assertEqual(dialog.bank_line_id, line)
        dialog.save().action_confirm()
        self.assertEqual(self.paper.state, "credited")
        with self.assertRaises(AccessError):
            self.call(
                self.clerk,
                "receivables.remittance.credit",
                "create",
                {"remittance_id": self.paper.id},
            )

    def test_a_credit_costs_as_few_queries_for_many(self):
        counts = []
        for number in (2, 30):
            slip = self.slip(self.receive(*([11.5] * number)))
            line = self.credit(11.5 * number)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.apply(line, slip)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 10)
