from odoo.fields import Command, Domain
from odoo.tests import tagged

from ...models.invoices.life_cycle import facts
from .lifecycle_common import STATUSES, LifecycleCommon


@tagged("post_install", "-at_install")
class TestLifecycleStatus(LifecycleCommon):
    """One status for each place in the life of an invoice, right on every day."""

    def test_each_document_has_its_status(self):
        self.assertStatuses(self.moves, **STATUSES)

    def test_drafts_and_what_is_no_document_of_a_customer(self):
        draft = self.docs["OPEN"].copy()
        self.assertEqual(draft.lifecycle_status, "draft")
        draft.button_cancel()
        self.assertEqual(draft.lifecycle_status, "cancelled")
        self.assertFalse(self.docs["P1"].move_id.lifecycle_status)
        self.assertFalse(self.docs["P1"].move_id.lifecycle_label)

    def test_a_form_without_currency_is_a_draft(self):
        typed = self.docs["OPEN"].new({"move_type": "out_invoice", "currency_id": False})
        self.assertEqual(typed.lifecycle_status, "draft")

    def test_what_is_matched_today_is_in_the_status_at_once(self):
        money = self.book("2026-06-09 payment NEW 100.00")["NEW"]
        self.service.apply([self.row(self.docs["LATE"], money, 100.0)])
        self.assertStatuses(self.moves, LATE="paid")
        partial = self.receivable(self.docs["LATE"]).matched_credit_ids
        partial.with_context(receivables_removal_reason="Test").unlink()
        self.assertStatuses(self.moves, LATE="overdue")

    def test_a_draft_or_scheduled_payment_pays_nothing(self):
        draft = self.book("2026-06-09 draft D 100.00")["D"]
        draft.allocation_line_ids = [
            Command.create({"line_id": self.receivable(self.docs["OPEN"]).id, "amount": 100.0})
        ]
        self.assertStatuses(self.moves, OPEN="registered")
        draft.date = "2026-06-20"
        draft.action_schedule()
        self.assertStatuses(self.moves, OPEN="registered")
        self.assertEqual(self.docs["OPEN"].scheduled_amount, 100.0)

    def test_what_remains_of_a_late_part_is_late_then_the_next_part_counts(self):
        split = self.docs["SPLIT"]
        money = self.book("2026-06-09 payment NEW 30.00")["NEW"]
        self.service.apply([self.row(split, money, 29.99)])
        self.assertEqual((split.lifecycle_status, split.days_to_due), ("overdue", -9))
        self.service.apply([self.row(split, money, 0.01)])
        self.assertEqual((split.lifecycle_status, split.days_to_due), ("partial", 21))
        self.assertEqual(str(split.open_due_date), "2026-07-01")

    def test_another_due_date_is_in_the_status_at_once(self):
        self.receivable(self.docs["LATE"]).date_maturity = "2026-06-30"
        self.assertStatuses(self.moves, LATE="registered")

    def test_a_difference_of_exchange_is_no_money(self):
        foreign = self.setup_other_currency("GBP", rates=[("2026-01-01", 1.0)])
        docs = self.book("2026-05-01 invoice GBP 100.00 2026-06-01", currency=foreign)
        self.env["res.currency.rate"].create(
            {"name": "2026-05-20", "currency_id": foreign.id, "rate": 2.0}
        )
        docs |= self.book("2026-05-25 credit_note GCN 100.00", currency=foreign)
        lines = self.receivable(docs["GBP"]) + self.receivable(docs["GCN"])
        lines.reconcile()
        self.assertTrue(lines.matched_debit_ids.exchange_move_id)
        self.assertEqual(docs["GBP"].lifecycle_status, "cancelled")

    def test_a_blocked_invoice_has_its_status_and_says_that_it_is_blocked(self):
        late = self.docs["LATE"]
        late.payment_state = "blocked"
        self.assertEqual(late.lifecycle_status, "overdue")
        self.assertIn("blocked", late.lifecycle_label)
        money = self.book("2026-06-09 payment NEW 100.00")["NEW"]
        self.service.apply([self.row(late, money, 100.0)])
        self.assertEqual(late.lifecycle_status, "paid")
        self.assertEqual(late.lifecycle_label, "Paid")

    def test_other_accounts_of_customers_count_when_the_company_says_so(self):
        account = self.env["account.account"].create(
            {
                "code": "416000",
                "name": "Doubtful",
                "account_type": "asset_current",
                "reconcile": True,
            }
        )
        invoice = self.docs["PAID"].copy({"invoice_date": "2026-05-01"})
        invoice.invoice_line_ids = [
            Command.create({"name": "Moved", "price_unit": -10.0, "account_id": account.id})
        ]
        invoice.invoice_line_ids.tax_ids = False
        invoice.action_post()
        due = invoice.open_due_date
        self.company.receivable_account_ids = account
        self.assertEqual(str(invoice.open_due_date), "2026-05-01", due)
        self.company.receivable_account_ids = False
        self.assertEqual(invoice.open_due_date, due)

    def test_so_does_what_is_left_of_payments(self):
        account = self.env["account.account"].create(
            {
                "code": "419100",
                "name": "Deposits received",
                "account_type": "asset_current",
                "reconcile": True,
            }
        )
        payment = self.book("2026-06-09 draft HELD 40.00")["HELD"]
        payment.destination_account_id = account
        payment.action_post()
        self.assertEqual(payment.unallocated_amount, 0.0)
        self.company.receivable_account_ids = account
        self.assertEqual(payment.unallocated_amount, 40.0)
        self.assertIn(payment, payment.search([("unallocated_amount", ">", 0)]))
        self.company.receivable_account_ids = False
        self.assertEqual(payment.unallocated_amount, 0.0)

    def test_it_agrees_with_the_schedule_and_the_figures_of_the_customer(self):
        for day in ("2026-05-15", "2026-06-10", "2026-06-11", "2026-08-01"):
            moves = self.at(day)
            rows = self.env["receivables.installment"].search(Domain("move_id", "in", moves.ids))
            late = rows.filtered(lambda row: row.status == "overdue")
            found = moves.filtered(lambda move: move.lifecycle_status == "overdue")
            self.assertEqual(found, found & late.move_id, day)
            self.assertEqual(late.move_id - found, found.browse(), day)
            self.assertEqual(self.customer.amount_late, sum(late.mapped("amount_to_collect")), day)

    def test_one_statement_fills_what_each_change_keeps(self):
        self.env.flush_all()
        kept = {move: (move.ledger_status, move.open_due_date) for move in self.moves}
        self.env.cr.execute("UPDATE account_move SET ledger_status = NULL, open_due_date = NULL")
        self.env.invalidate_all()
        facts.fill_facts(self.env.cr)
        self.assertEqual(
            {move: (move.ledger_status, move.open_due_date) for move in self.moves}, kept
        )
