from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from ...models.receipts.issue import queue
from .receipt_common import ReceiptCommon

WAITING = ("receipted", "queued", 0.0)


@tagged("post_install", "-at_install")
class TestReceiptQueue(ReceiptCommon):
    """Whatever settles an invoice queues its document, one for where the invoice stands."""

    def invoice(self, amount=100.0, **values):
        invoice = self.book(f"2026-01-01 invoice INV {amount}", **values)["INV"]
        self.end_transaction()
        return invoice

    def assertQueued(self, invoice, *expected):
        self.end_transaction()
        self.assertReceipts(invoice, *(expected or [WAITING]))

    # === By whatever means === #

    def test_a_payment_and_its_plan(self):
        invoice = self.invoice()
        self.pay(invoice, 100.0)
        self.assertReceipts(invoice, WAITING)

    def test_the_payment_form(self):
        invoice = self.invoice()
        payment = self.payment_form(amount=100.0, journal_id=self.journal).save()
        payment.action_propose_allocation()
        payment.action_post()
        self.assertQueued(invoice)

    def test_the_dialog_of_core(self):
        invoice = self.invoice()
        self.payment_dialog(invoice).save()._create_payments()
        self.assertQueued(invoice)

    def test_the_widget_of_core(self):
        docs = self.book("2026-01-01 invoice INV 100\n2026-01-02 payment PAY 100")
        docs["INV"].js_assign_outstanding_line(self.receivable(docs["PAY"]).id)
        self.assertQueued(docs["INV"])

    def test_the_bank_without_any_payment(self):
        invoice = self.invoice()
        line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.journal.id,
                "date": "2026-01-09",
                "payment_ref": "Transfer",
                "partner_id": self.customer.id,
                "amount": 100.0,
            }
        )
        _liquidity, suspense, _other = line._seek_for_lines()
        suspense.account_id = self.receivable(invoice).account_id
        (suspense + self.receivable(invoice)).reconcile()
        self.assertQueued(invoice)

    def test_a_scheduled_payment_on_its_day(self):
        invoice = self.invoice()
        payment = self.book("2026-01-05 draft PAY 100")["PAY"]
        payment.write(
            {
                "date": fields.Date.add(fields.Date.context_today(payment), days=1),
                "allocation_line_ids": [
                    Command.create({"line_id": self.receivable(invoice).id, "amount": 100.0})
                ],
            }
        )
        payment.action_schedule()
        self.end_transaction()
        self.assertReceipts(invoice)
        with freeze_time(payment.date), self.enter_registry_test_mode():
            self.env.ref("receivables_ext.ir_cron_register_scheduled").method_direct_trigger()
        self.assertQueued(invoice)

    def test_the_scheduled_allocation_of_credits(self):
        docs = self.book("2026-01-01 invoice INV 100\n2026-01-02 payment PAY 60")
        self.env["receivables.allocation.run"]._allocate(self.customer, self.company)
        self.assertQueued(docs["INV"], ("balance", "queued", 40.0))

    # === What it says === #

    def test_a_credit_note_alone_cancels(self):
        docs = self.settle("2026-01-01 invoice INV 100\n2026-01-02 credit_note CN 100")
        self.assertReceipts(docs["INV"])

    def test_a_credit_note_and_money_settle(self):
        docs = self.settle(
            """
            2026-01-01 invoice     INV 100
            2026-01-02 credit_note CN   40
            2026-01-03 payment     PAY  60
            """
        )
        self.assertReceipts(docs["INV"], WAITING)

    def test_three_payments_in_turn(self):
        """000-13: 500, then 700, then 800 settle 2,000."""
        invoice = self.invoice(2000.0)
        for amount in (500.0, 700.0, 800.0):
            self.pay(invoice, amount)
            self.run_cron()
        self.assertReceipts(
            invoice,
            ("balance", "issued", 1500.0),
            ("balance", "issued", 800.0),
            ("receipted", "issued", 0.0),
        )
        receipted = self.receipts(invoice)[-1]
        self.assertEqual((receipted.amount_initial, receipted.amount_paid), (2000.0, 2000.0))
        self.assertEqual(sorted(receipted.payment_ids.mapped("amount")), [500.0, 700.0, 800.0])

    def test_five_payments_at_once_make_one(self):
        payments = "".join(f"2026-01-0{day} payment PAY{day} 20\n" for day in range(2, 7))
        docs = self.settle(f"2026-01-01 invoice INV 100\n{payments}")
        self.assertReceipts(docs["INV"], WAITING)

    def test_five_transactions_before_the_action_runs_make_one(self):
        invoice = self.invoice()
        for _number in range(5):
            self.pay(invoice, 20.0)
        self.assertReceipts(invoice, WAITING)
        self.run_cron()
        self.assertReceipts(invoice, ("receipted", "issued", 0.0))

    def test_released_before_it_is_made_there_is_nothing_to_say(self):
        invoice = self.invoice()
        self.pay(invoice, 100.0)
        self.release(invoice)
        self.assertReceipts(invoice)

    def test_released_and_settled_again_at_once(self):
        docs = self.settle("2026-01-01 invoice INV 100\n2026-01-02 payment PAY 100")
        self.run_cron()
        docs["INV"].line_ids.matched_credit_ids.unlink()
        self.settle_by_core(docs["INV"], docs["PAY"])
        self.assertQueued(docs["INV"], ("receipted", "issued", 0.0))

    def test_only_the_last_installment_receipts_the_invoice(self):
        """002-17: what is settled of it is attested meanwhile."""
        docs = self.book("2026-01-01 invoice INV 1000 2026-01-31=30,2026-02-28=70")
        self.pay(docs["INV"], 300.0)
        self.assertReceipts(docs["INV"], ("balance", "queued", 700.0))
        self.book("2026-03-01 payment PAY 700")
        self.allocate()
        self.assertQueued(docs["INV"])

    def test_another_currency_and_its_difference(self):
        cad = self.setup_other_currency("CAD", rates=[("2026-01-01", 2.0), ("2026-02-01", 1.6)])
        docs = self.settle("2026-01-01 invoice INV 100\n2026-02-05 payment PAY 40", currency=cad)
        self.assertReceipts(docs["INV"], ("balance", "queued", 60.0))
        self.assertEqual(self.receipts(docs["INV"]).currency_id, cad)

    # === Cheques and bills === #

    def clear(self, payment):
        """The bank shows the money."""
        line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": payment.journal_id.id,
                "date": "2026-02-01",
                "payment_ref": "Cheque",
                "amount": payment.amount,
            }
        )
        liquidity, _receivable, _write_offs = payment._seek_for_lines()
        _bank, suspense, _other = line._seek_for_lines()
        suspense.account_id = liquidity.account_id
        (suspense + liquidity).reconcile()
        self.end_transaction()

    def test_a_cheque_counts_once_the_bank_paid_it(self):
        self.company.receipt_clearing = "clearing"
        invoice = self.invoice()
        payment = self.pay_by_cheque(invoice, 100.0)
        self.assertReceipts(invoice)
        self.clear(payment)
        self.assertTrue(payment.is_matched)
        self.assertReceipts(invoice, WAITING)

    def test_a_cheque_counts_at_once_when_the_company_wants_it(self):
        invoice = self.invoice()
        payment = self.pay_by_cheque(invoice, 100.0)
        self.assertReceipts(invoice, WAITING)
        self.run_cron()
        self.clear(payment)
        self.assertReceipts(invoice, ("receipted", "issued", 0.0))

    def test_a_transfer_counts_at_once(self):
        self.company.receipt_clearing = "clearing"
        invoice = self.invoice()
        self.pay(invoice, 100.0)
        self.assertReceipts(invoice, WAITING)

    # === Choices === #

    def test_off_for_the_company(self):
        self.company.receipt_policy = "off"
        docs = self.settle("2026-01-01 invoice INV 100\n2026-01-02 payment PAY 100")
        self.assertReceipts(docs["INV"])

    def test_the_customer_has_another_choice(self):
        self.company.receipt_policy = "off"
        self.customer.with_company(self.company).receipt_policy = "archive"
        docs = self.settle("2026-01-01 invoice INV 100\n2026-01-02 payment PAY 100")
        self.assertReceipts(docs["INV"], WAITING)
        self.run_cron()
        receipt = self.receipts(docs["INV"])
        self.assertEqual((receipt.state, receipt.delivery), ("issued", "none"))

    def test_off_reads_no_settlement(self):
        self.company.receipt_policy = "off"
        docs = self.book("2026-01-01 invoice INV 100\n2026-01-02 payment PAY 100")
        with patch.object(queue, "find_settlements", side_effect=AssertionError):
            self.settle_by_core(docs["INV"], docs["PAY"])
            self.end_transaction()

    def test_vendor_bills_have_none(self):
        bill = self.init_invoice("in_invoice", amounts=[100.0], post=True)
        self.payment_dialog(bill).save()._create_payments()
        self.end_transaction()
        self.assertReceipts(bill)
