from freezegun import freeze_time

from odoo.tests import tagged

from ...models.schedule.shares import are_any
from .agreement_common import AgreementCommon

THREE = """
    2026-06-10 400
    2026-07-10 400
    2026-08-10 400
"""
COLUMNS = ("code", "date_due", "amount", "amount_received", "amount_to_collect", "status")


@tagged("post_install", "-at_install")
class TestAgreementSchedule(AgreementCommon):
    """Schedule, lateness and figures of the customer follow what was agreed, while it holds."""

    def setUp(self):
        super().setUp()
        self.docs = self.book("2026-04-01 invoice INV1 1200 2026-05-01")
        self.invoice = self.docs["INV1"]
        self.number = self.invoice.name

    def pay(self, amount, day, document=None):
        money = self.book(f"{day} payment PAY{day} {amount}")[f"PAY{day}"]
        self.settle_by_core(document or self.invoice, money)
        return money

    def table(self, text):
        self.assertSchedule(text.replace("INV1", self.number), *COLUMNS)

    def test_one_invoice_in_three_parts(self):
        self.assertEqual(self.customer.amount_late, 1200.0)
        ledger = self.ledger()
        self.agree(self.invoice, parts=THREE)
        self.table(
            """INV1-1.1 | 2026-06-10 | 400.00 | 0.00 | 400.00 | due_today
               INV1-1.2 | 2026-07-10 | 400.00 | 0.00 | 400.00 | due
               INV1-1.3 | 2026-08-10 | 400.00 | 0.00 | 400.00 | due"""
        )
        self.assertOwes(1200.0, late=0.0)
        self.assertEqual(self.ledger(), ledger, "the accounts do not change")
        self.assertEqual(
            [str(day) for day in self.installments().mapped("date_contract")], ["2026-05-01"] * 3
        )

    def ledger(self):
        return self.invoice.line_ids.read(["date_maturity", "balance", "amount_residual"])

    def test_money_fills_the_parts_in_their_order(self):
        self.agree(self.invoice, parts=THREE)
        self.pay(500, "2026-06-10")
        self.table(
            """INV1-1.1 | 2026-06-10 | 400.00 | 400.00 | 0.00 | settled
               INV1-1.2 | 2026-07-10 | 400.00 | 100.00 | 300.00 | partial
               INV1-1.3 | 2026-08-10 | 400.00 | 0.00 | 400.00 | due"""
        )
        self.assertEqual(self.totals(), [(1200.0, 500.0, 700.0, 700.0)])

    def test_late_then_broken_then_mended(self):
        agreement = self.agree(self.invoice, parts=THREE)
        with freeze_time("2026-06-17"):
            self.assertEqual((agreement.standing, self.late()), ("late", 400.0))
        with freeze_time("2026-06-18"):
            agreement.invalidate_recordset()
            self.assertEqual((agreement.standing, self.late()), ("broken", 1200.0))
            self.table("INV1-1 | 2026-05-01 | 1200.00 | 0.00 | 1200.00 | overdue")
            self.pay(400, "2026-06-18")
            self.assertEqual((agreement.standing, self.late()), ("on_track", 0.0))
            self.assertEqual(agreement.next_amount, 400.0)

    def late(self):
        self.env.invalidate_all()
        return self.customer.amount_late

    def test_what_was_paid_before_is_a_row_of_its_own(self):
        money = self.pay(200, "2026-05-20")
        agreement = self.agree(self.invoice, parts="2026-07-01 1000")
        self.table(
            """INV1-1 | 2026-05-01 | 200.00 | 200.00 | 0.00 | settled
               INV1-1.1 | 2026-07-01 | 1000.00 | 0.00 | 1000.00 | due"""
        )
        money.move_id.line_ids.remove_move_reconcile()  # its cheque bounced
        self.table(
            """INV1-1 | 2026-05-01 | 200.00 | 0.00 | 200.00 | overdue
               INV1-1.1 | 2026-07-01 | 1000.00 | 0.00 | 1000.00 | due"""
        )
        self.assertEqual((agreement.standing, self.late()), ("on_track", 200.0))

    def test_a_part_is_paid_alone(self):
        self.agree(self.invoice, parts=THREE)
        for count, amount in ((1, 400.0), (2, 800.0)):
            action = self.installments()[:count].action_register_payment()
            register = self.env["account.payment.register"].with_context(**action["context"])
            self.assertEqual(register.create({}).amount, amount)

    def test_an_invoice_is_paid_by_its_next_part(self):
        self.agree(self.invoice, parts=THREE)
        for paid, day, asked in ((0, "2026-06-10", 400.0), (100, "2026-06-10", 300.0)):
            if paid:
                self.pay(paid, day)
            self.assertEqual(self.dialog().amount, asked)
        with freeze_time("2026-07-10"):  # the rest of the first part, and the second
            self.env.invalidate_all()
            self.assertEqual(self.dialog().amount, 1100.0, "broken: all of it")
            self.pay(300, "2026-07-10")
            dialog = self.dialog()
            self.assertEqual((dialog.amount, dialog.payment_difference), (400.0, 0.0))
            payment = dialog._create_payments()
        self.assertEqual((payment.amount, self.invoice.amount_residual), (400.0, 400.0))

    def dialog(self):
        action = self.invoice.action_register_payment()
        return self.env["account.payment.register"].with_context(**action["context"]).create({})

    def test_paid_agreements_leave_the_short_query(self):
        self.agree(self.invoice, parts=THREE)
        self.env.flush_all()
        self.assertTrue(are_any(self.env))
        self.pay(1200, "2026-06-10")
        self.assertFalse(are_any(self.env))

    def test_all_late_debt_in_one_agreement(self):
        second = self.book("2026-04-02 invoice INV2 300 2026-05-02")["INV2"]
        self.agree(self.invoice, second, parts="2026-06-10 1000\n2026-07-10 500")
        self.pay(300, "2026-06-10", second)  # the later one is paid: the first part is filled
        self.assertSchedule(
            f"""{self.number}-1.1 | 700.00 | 0.00 | 700.00
                {second.name}-1.1 2026 | 300.00 | 300.00 | 0.00
                {self.number}-1.2 | 500.00 | 0.00 | 500.00""".replace(
                "-1.1 2026", f"-1.1 {self.settled_by(second)}"
            ),
            *("code", "amount", "amount_received", "amount_to_collect"),
        )
        self.assertOwes(1200.0, late=0.0)

    def settled_by(self, document):
        return self.receivable_lines(document).matched_credit_ids.credit_move_id.move_name

    def test_paid_whole_the_invoice_is_as_it_was(self):
        agreement = self.agree(self.invoice, parts=THREE)
        self.pay(1200, "2026-06-10")
        self.assertSchedule("1200.00 | 1200.00 | settled", "amount", "amount_received", "status")
        self.assertEqual((agreement.standing, agreement.amount_left), ("kept", 0.0))
        found = self.env["receivables.agreement"].search([("standing", "=", "kept")])
        self.assertIn(agreement, found)

    def test_ids_are_told_apart_and_stay(self):
        self.agree(self.invoice, parts=THREE)
        first = self.installments()
        self.assertEqual(len(set(first.ids)), 3)
        first[:1]._write_down({"note": "The director signs"})
        again = self.installments()
        self.assertEqual(again.ids, first.ids)
        self.assertEqual(again.mapped("note"), ["The director signs"] * 3)
        self.assertEqual(self.Installment.browse(first.ids[1]).amount, 400.0)

    def test_one_query_for_all_agreements(self):
        self.agree(self.invoice, parts=THREE)
        docs = self.book("\n".join(f"2026-04-03 invoice X{n} 90 2026-05-03" for n in range(5)))
        self.count_queries()  # what is read once
        few = self.count_queries()
        for document in docs.values():
            self.agree(document, parts="2026-06-20 30\n2026-07-20 60")
        self.assertEqual(self.count_queries(), few)

    def count_queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.Installment.search_fetch([("partner_id", "=", self.customer.id)], ["code", "status"])
        return self.env.cr.sql_log_count - before
