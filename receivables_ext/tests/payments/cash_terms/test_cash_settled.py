from freezegun import freeze_time

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .cash_common import CashCommon


@tagged("post_install", "-at_install")
class TestCashSettled(CashCommon):
    """Where the company says so, a cash invoice is settled by itself when it is validated."""

    def test_1200_in_cash_is_paid_by_one_payment_in_the_till(self):
        move = self.sell(1200.0)
        self.assertEqual(move.payment_state, move._get_invoice_in_payment_state())
        self.assertEqual(move.lifecycle_status, "paid")
        self.assertRecordValues(
            self.payments(move),
            [
                {
                    "amount": 1200.0,
                    "date": move.invoice_date,
                    "journal_id": self.till.id,
                    "means_id": self.env.ref("receivables_ext.means_cash").id,
                    "partner_id": self.customer.id,
                    "collection_state": "registered",
                    "unallocated_amount": 0.0,
                    "auto_settled": True,
                }
            ],
        )
        self.assertTrue(self.payments(move).move_id)
        self.assertTrue(move.auto_settled)
        self.assertFalse(move.activity_ids)
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertIn("receipted", move.receipt_ids.mapped("kind"))

    def test_the_till_and_means_of_the_term_come_first(self):
        method = self.journal.inbound_payment_method_line_ids[:1]
        method.means_id = self.env.ref("receivables_ext.means_card")
        self.term.with_company(self.company).settle_method_line_id = method
        payment = self.payments(self.sell())
        self.assertEqual(payment.journal_id, self.journal)
        self.assertEqual(payment.payment_method_line_id, method)

    def test_the_till_of_the_station(self):
        other = self.till.copy({"code": "TILL2"})
        station = self.env["receivables.station"].create(
            {
                "code": "S1",
                "name": "Shop",
                "company_id": self.company.id,
                "journal_ids": [(6, 0, other.ids)],
            }
        )
        payment = self.payments(self.sell(station_id=station.id))
        self.assertEqual((payment.journal_id, payment.station_id), (other, station))

    def test_several_are_settled_each_by_its_own_payment_in_one_posting(self):
        moves = self.invoice(100.0) + self.invoice(100.0) + self.invoice(250.0)
        self.company.duplicate_days = 3
        moves.action_post()
        self.assertEqual(self.payments(moves).mapped("amount"), [100.0, 100.0, 250.0])
        self.assertFalse(any(self.payments(moves).mapped("looks_like_another")))
        self.assertFalse(any(moves.mapped("amount_residual")))

    def test_a_batch_asks_as_many_queries_for_each_whatever_its_size(self):
        def queries(count):
            moves = self.env["account.move"]
            for rank in range(count):
                moves += self.invoice(10.0 + rank)
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            moves.action_post()
            self.env.flush_all()
            return self.env.cr.sql_log_count - start

        queries(2)  # fills the caches
        few, many = queries(2), queries(12)
        self.assertLess((many - few) / 10, few / 2)

    def test_the_validated_list_settles_too(self):
        move = self.invoice()
        wizard = (
            self.env["validate.account.move"]
            .with_context(active_model="account.move", active_ids=move.ids)
            .create({})
        )
        wizard.validate_move()
        self.assertEqual(self.payments(move).amount, 1200.0)

    def test_a_remote_call_of_somebody_who_invoices_settles(self):
        user = self.person("invoicing", "account.group_account_invoice")
        move = self.invoice()
        self.call(user, "account.move", "action_post", move.ids)
        self.assertEqual(self.payments(move).create_uid, user)

    def test_the_scheduled_action_settles(self):
        with freeze_time("2026-03-01"):
            move = self.invoice(auto_post="at_date")
        with self.enter_registry_test_mode():
            self.env.ref("account.ir_cron_auto_post_draft_entry").with_user(
                SUPERUSER_ID
            ).method_direct_trigger()
        self.assertEqual(self.payments(move).amount, 1200.0)

    def test_back_to_draft_and_validated_again_it_is_paid_once(self):
        move = self.sell()
        payment = self.payments(move)
        self.draft_by_law(move)
        move.action_post()
        self.assertEqual(self.payments(move), payment)
        self.assertEqual(move.amount_residual, 0.0)
        with self.assertRaises(UserError):
            move.action_post()

    def test_modified_to_more_only_the_rest_is_paid(self):
        move = self.sell()
        self.draft_by_law(move)
        move.invoice_line_ids.price_unit = 1300.0
        move.action_post()
        self.assertEqual(self.payments(move).mapped("amount"), [1200.0, 100.0])

    def test_a_modified_walk_in_invoice_is_paid_once(self):
        self.customer.is_walk_in = True
        move = self.sell(walk_in_name="Jeanne Petit")
        payment = self.payments(move)
        self.draft_by_law(move)
        move.action_post()
        self.assertEqual(self.payments(move), payment)

    # === Credits go first === #

    def test_credits_that_are_applied_by_themselves_go_first(self):
        self.company.credit_policy = "apply"
        self.book("2026-03-01 payment ADVANCE 500.00")
        move = self.sell()
        self.assertEqual(self.payments(move).mapped("amount"), [500.0, 700.0])
        self.assertEqual(move.amount_residual, 0.0)

    def test_a_deposit_that_covers_all_leaves_nothing_to_pay(self):
        self.company.credit_policy = "apply"
        self.book("2026-03-01 payment DEPOSIT 1200.00")
        move = self.sell()
        self.assertEqual(self.payments(move).mapped("auto_settled"), [False])
        self.assertFalse(move.activity_ids)

    def test_credits_that_people_use_are_left_to_them(self):
        self.book("2026-03-01 payment ADVANCE 500.00")
        moves = self.invoice(300.0) + self.invoice(1200.0)
        moves.action_post()
        self.assertNotSettled(moves[0], "credits of the customer cover")
        self.assertEqual(self.payments(moves[1]).amount, 1000.0)
        self.assertEqual(moves[1].amount_residual, 200.0)

    # === Confirming === #

    def test_the_bank_statement_confirms(self):
        self.term.with_company(self.company).settle_journal_id = self.journal
        payment = self.payments(self.sell())
        self.assertFalse(payment.is_confirmed_by_hand)
        with self.assertRaisesRegex(UserError, "bank statement"):
            payment.action_confirm_money()
        line = self.env["account.bank.statement.line"].create(
            {"journal_id": self.journal.id, "amount": 1200.0, "date": "2026-03-05"}
        )
        suspense = line._seek_for_lines()[1]
        suspense.account_id = payment.outstanding_account_id
        (suspense + payment._seek_for_lines()[0]).reconcile()
        self.assertTrue(payment.is_matched)
        self.assertFalse(payment.auto_settled)

    def test_a_person_confirms_the_till_and_the_discussion_says_who(self):
        move = self.sell()
        payment = self.payments(move)
        clerk = self.person("clerk_cash", "receivables_ext.group_receivables_user")
        payment.with_user(clerk).action_confirm_money()
        self.assertFalse(payment.auto_settled)
        move.invalidate_recordset(["auto_settled"])
        self.assertFalse(move.auto_settled)
        self.assertIn("clerk_cash", payment.message_ids[0].body)
        with self.assertRaisesRegex(UserError, "not to be confirmed"):
            payment.action_confirm_money()

    def test_a_till_without_suspense_is_not_confirmed_by_core(self):
        self.till.inbound_payment_method_line_ids.payment_account_id = self.till.default_account_id
        payment = self.payments(self.sell())
        self.assertTrue(payment.is_matched)
        self.assertTrue(payment.auto_settled)

    def test_who_only_reads_confirms_nothing_and_nobody_writes_the_mark(self):
        payment = self.payments(self.sell())
        for group in ("receivables_ext.group_receivables_collector", "base.group_user"):
            user = self.person(f"reader {group}", group)
            with self.assertRaises(AccessError):
                self.call(user, "account.payment", "action_confirm_money", payment.ids)
        clerk = self.person("clerk_cash", "receivables_ext.group_receivables_user")
        for name in ("auto_settled", "awaits_confirmation"):
            with self.assertRaises(UserError):
                self.call(clerk, "account.payment", "write", payment.ids, {name: False})
            with self.assertRaises(UserError):
                self.call(clerk, "account.payment", "create", {"amount": 1.0, name: True})

    def test_the_filter_lists_what_is_to_be_confirmed(self):
        payment = self.payments(self.sell())
        found = self.env["account.payment"].search([("auto_settled", "=", True)])
        self.assertIn(payment, found)

    def test_what_is_undone_is_no_longer_to_be_confirmed(self):
        payment = self.payments(self.sell())
        dialog = self.env["receivables.correct.payment"].create(
            {"payment_id": payment.id, "reason": "The money never came"}
        )
        dialog.action_correct()
        self.assertEqual(payment.collection_state, "reversed")
        self.assertFalse(payment.auto_settled)
        self.assertFalse(payment.replacement_ids.awaits_confirmation)
