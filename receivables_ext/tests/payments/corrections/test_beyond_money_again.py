from freezegun import freeze_time

from odoo.tests import tagged

from .beyond_money_common import BeyondMoneyCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10")
class TestBeyondMoneyAgain(BeyondMoneyCommon):
    """A payment that is undone takes its discount along, and is entered again with it."""

    # === Correct, return === #

    def test_a_correction_proposes_the_same_discount_again(self):
        payment = self.pay(980.0)
        draft = self.correct(payment)
        self.assertFigures(0.0, 1000.0, 0.0)
        self.assertEqual((draft.amount, draft.beyond_amount), (980.0, 20.0))
        self.assertEqual(draft.allocation_line_ids.amount, 1000.0)
        self.assertEqual(draft.credit_left_amount, 0.0)
        draft.action_post()
        self.end_of_transaction()
        self.assertFigures(980.0, 0.0, 0.0)
        self.assertEqual(self.cost_of(self.loss), 20.0)
        [line] = draft.move_id.line_ids.filtered(lambda line: line.account_id == self.loss)
        self.assertEqual((line.name, line.balance), ("Rounded", 20.0))
        again = self.correct(draft)
        self.assertEqual(again.beyond_amount, 20.0)

    def test_a_corrected_amount_needs_less_discount(self):
        draft = self.correct(self.pay(980.0))
        draft.amount = 995.0
        self.assertEqual(draft.beyond_amount, 5.0)
        draft.action_post()
        self.end_of_transaction()
        self.assertFigures(995.0, 0.0, 0.0)
        self.assertEqual(self.cost_of(self.loss), 5.0)

    def test_a_discount_is_dropped_with_the_amount_to_settle(self):
        draft = self.correct(self.pay(980.0))
        draft.allocation_line_ids.amount = 980.0
        draft.action_post()
        self.end_of_transaction()
        self.assertFigures(980.0, 20.0, 0.0)
        self.assertEqual(self.cost_of(self.loss), 0.0)

    def test_a_correction_after_a_removal_takes_nothing_back_twice(self):
        payment = self.pay(980.0)
        self.remove_allocations(payment)
        draft = self.correct(payment)
        self.assertFigures(0.0, 1000.0, 0.0)
        self.assertEqual(self.cost_of(self.loss), 0.0)
        self.assertEqual(draft.beyond_amount, 0.0)

    def test_what_the_company_kept_is_kept_again(self):
        """255 for 250, of which 5 were kept."""
        invoice = self.book("2026-03-02 invoice INV2 250.00")["INV2"]
        payment = self.pay(255.0, invoice)
        self.assertEqual(payment.beyond_amount, -5.0)
        self.assertEqual(payment.refundable_amount, 250.0)
        self.assertFigures(255.0, 1000.0, 0.0)
        self.assertEqual(payment.allocation_state, "full")
        draft = self.correct(payment)
        self.assertEqual(draft.beyond_amount, -5.0)
        draft.action_post()
        self.end_of_transaction()
        self.assertFigures(255.0, 1000.0, 0.0)
        self.remove_allocations(draft)
        self.assertFigures(255.0, 1250.0, 250.0)
        self.assertEqual(draft.allocation_state, "none")

    # === Currencies === #

    def test_a_difference_that_is_worth_nothing_in_the_companys_currency(self):
        """0.03 at 13 for one are 0.00: releasing the payment takes that back all the same."""
        currency = self.setup_other_currency("GBP", rates=[("2026-01-01", 13.0)])
        invoice = self.book("2026-03-02 invoice INV2 1000.00", currency=currency)["INV2"]
        payment = self.pay(999.97, invoice, currency_id=currency.id, payment_date="2026-03-05")
        self.assertEqual(payment.beyond_amount, 0.03)
        self.remove_allocations(payment)
        self.assertEqual(invoice.amount_residual, 1000.0)
        self.assertEqual(payment.credit_left_amount, 999.97)

    def test_a_discount_in_another_currency(self):
        currency = self.setup_other_currency("GBP", rates=[("2026-01-01", 2.0)])
        invoice = self.book("2026-03-02 invoice INV2 1000.00", currency=currency)["INV2"]
        payment = self.pay(980.0, invoice, currency_id=currency.id, payment_date="2026-03-05")
        self.assertEqual((payment.beyond_amount, payment.refundable_amount), (20.0, 980.0))
        self.assertFigures(490.0, 1000.0, 0.0)
        self.assertEqual(self.cost_of(self.loss), 10.0)
        self.remove_allocations(payment)
        self.assertFigures(490.0, 1500.0, 490.0)
        self.assertEqual(payment.unallocated_amount, 980.0)
        self.assertEqual(self.cost_of(self.loss), 0.0)

    def test_an_exchange_difference_is_no_discount(self):
        currency = self.setup_other_currency(
            "GBP", rates=[("2026-01-01", 2.0), ("2026-03-05", 2.5)]
        )
        invoice = self.book("2026-03-02 invoice INV2 1000.00", currency=currency)["INV2"]
        payment = self.pay(
            1000.0, invoice, handling="open", currency_id=currency.id, payment_date="2026-03-05"
        )
        self.assertTrue(self.receivable(payment).matched_debit_ids.exchange_move_id)
        self.assertEqual((payment.beyond_amount, payment.refundable_amount), (0.0, 1000.0))
        self.assertFalse(payment.taken_back_ids)

    # === Return, reset === #

    def test_a_return_takes_the_discount_back(self):
        payment = self.pay(980.0)
        reason = self.env["receivables.return.reason"].search([], limit=1)
        self.env["receivables.payment.return"]._return(payment, payment.date, reason)
        self.end_of_transaction()
        self.assertFigures(0.0, 1000.0, 0.0)
        self.assertEqual(self.cost_of(self.loss), 0.0)
        again = self.env["account.payment"].browse(payment.action_present_again()["res_id"])
        self.assertEqual((again.amount, again.beyond_amount), (980.0, 20.0))
        again.action_post()
        self.end_of_transaction()
        self.assertFigures(980.0, 0.0, 0.0)

    def test_presented_again_on_less_it_needs_no_discount(self):
        """A credit note of 400 leaves 600: 980 settle them without a discount."""
        payment = self.pay(980.0)
        reason = self.env["receivables.return.reason"].search([], limit=1)
        self.env["receivables.payment.return"]._return(payment, payment.date, reason)
        note = self.book("2026-03-06 credit_note RINV 400.00")["RINV"]
        self.service.apply([self.row(self.invoice, note, 400.0)])
        again = self.env["account.payment"].browse(payment.action_present_again()["res_id"])
        self.assertEqual((again.beyond_amount, again.credit_left_amount), (0.0, 380.0))
        again.action_post()
        self.end_of_transaction()
        self.assertFigures(980.0, 0.0, 380.0)

    def test_a_reset_after_a_removal_takes_nothing_back_twice(self):
        self.company.payment_correction_policy = "until_transferred"
        payment = self.pay(980.0)
        self.remove_allocations(payment)
        payment.action_draft()
        self.end_of_transaction()
        self.assertFigures(0.0, 1000.0, 0.0)
        self.assertEqual(self.cost_of(self.loss), 0.0)

    def test_a_reset_payment_is_registered_again_with_its_discount(self):
        self.company.payment_correction_policy = "until_transferred"
        payment = self.pay(980.0)
        payment.action_draft()
        self.end_of_transaction()
        self.assertFigures(0.0, 1000.0, 0.0)
        self.assertEqual((payment.beyond_amount, payment.credit_left_amount), (20.0, 0.0))
        payment.action_post()
        self.end_of_transaction()
        self.assertFigures(980.0, 0.0, 0.0)
        self.assertEqual(self.cost_of(self.loss), 20.0)

    def test_a_reset_payment_that_settles_less_grants_less(self):
        self.company.payment_correction_policy = "until_transferred"
        payment = self.pay(980.0)
        payment.action_draft()
        note = self.book("2026-03-06 credit_note RINV 500.00")["RINV"]
        self.service.apply([self.row(self.invoice, note, 500.0)])
        before = self.cost_of(self.loss)
        payment.action_post()
        self.end_of_transaction()
        self.assertFigures(980.0, 0.0, 490.0)
        self.assertEqual(self.cost_of(self.loss) - before, 10.0)

    def test_a_payment_reset_after_a_removal_is_money_again(self):
        self.company.payment_correction_policy = "until_transferred"
        payment = self.pay(980.0)
        self.remove_allocations(payment)
        payment.action_draft()
        payment.action_post()
        self.end_of_transaction()
        self.assertFigures(980.0, 1000.0, 980.0)
        self.assertEqual(self.cost_of(self.loss), 0.0)

    def test_an_invoice_back_to_draft_takes_the_discount_back(self):
        payment = self.pay(980.0)
        self.draft_by_law(self.invoice)
        self.end_of_transaction()
        self.assertFigures(980.0, 0.0, 980.0)
        self.invoice.action_post()
        self.end_of_transaction()
        self.assertFigures(980.0, 20.0, 0.0)
        self.assertIn("20.00", " ".join(self.invoice.message_ids.mapped("body")))
        self.assertEqual(payment.unallocated_amount, 0.0)

    def test_an_invoice_changed_at_once_keeps_the_discount(self):
        self.pay(980.0)
        self.draft_by_law(self.invoice)
        self.invoice.invoice_line_ids.name = "Another word"
        self.invoice.action_post()
        self.end_of_transaction()
        self.assertFigures(980.0, 0.0, 0.0)
        self.assertEqual(self.cost_of(self.loss), 20.0)
