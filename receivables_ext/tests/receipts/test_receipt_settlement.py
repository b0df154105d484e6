from odoo.fields import Command
from odoo.tests import tagged

from ...models.receipts.payment_content import payment_shares
from ...models.receipts.settlement import find_settlements
from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestReceiptSettlement(ReceivablesCommon):
    """What settled an invoice, as its documents say it."""

    def settlement(self, invoice):
        self.env.flush_all()
        return find_settlements(invoice)[invoice.id]

    def assertSettled(self, invoice, amounts, *rows):
        found = self.settlement(invoice)
        self.assertEqual((found.initial, found.paid, found.remaining), amounts)
        self.assertEqual(
            [(row.kind, str(row.date), row.reference, row.amount) for row in found.rows],
            list(rows),
        )

    def test_nothing_is_paid(self):
        docs = self.book("2026-01-01 invoice INV1 2000.00")
        self.assertSettled(docs["INV1"], (2000.0, 0.0, 2000.0))
        self.assertEqual(self.settlement(docs["INV1"]).key, "")

    def test_three_payments(self):
        docs = self.book(
            """
            2026-01-01 invoice INV1 2000.00
            2026-01-05 payment PAY1 500.00
            2026-01-06 payment PAY2 700.00
            2026-01-07 payment PAY3 800.00
            """
        )
        self.allocate()
        self.assertSettled(
            docs["INV1"],
            (2000.0, 2000.0, 0.0),
            ("payment", "2026-01-05", "PAY1", 500.0),
            ("payment", "2026-01-06", "PAY2", 700.0),
            ("payment", "2026-01-07", "PAY3", 800.0),
        )

    def test_a_part_and_a_credit_note(self):
        docs = self.book(
            """
            2026-01-01 invoice     INV1 2000.00
            2026-01-02 credit_note CN1   100.00
            2026-01-05 payment     PAY1  500.00
            """
        )
        self.allocate()
        self.assertSettled(
            docs["INV1"],
            (2000.0, 600.0, 1400.0),
            ("credit_note", "2026-01-02", "CN1", 100.0),
            ("payment", "2026-01-05", "PAY1", 500.0),
        )

    def test_installments(self):
        docs = self.book(
            """
            2026-01-01 invoice INV1 1000.00 2026-01-31=30,2026-02-28=70
            2026-01-05 payment PAY1 400.00
            """
        )
        self.allocate()
        self.assertEqual(
            [
                (each.rank, each.count, str(each.date_due), each.remaining)
                for each in self.settlement(docs["INV1"]).installments
            ],
            [(1, 2, "2026-01-31", 0.0), (2, 2, "2026-02-28", 600.0)],
        )

    def test_an_exchange_difference_is_in_the_amount(self):
        """Booked at 2.0, received at 1.6: the invoice is in the currency of the company."""
        cad = self.setup_other_currency("CAD", rates=[("2026-01-01", 2.0), ("2026-02-01", 1.6)])
        docs = self.book("2026-01-01 invoice INV1 100.00", currency=cad)
        docs |= self.book("2026-02-05 payment PAY1 100.00", currency=cad)
        self.settle_by_core(docs["INV1"], docs["PAY1"])
        self.assertTrue(docs["INV1"].line_ids.matched_credit_ids.exchange_move_id)
        self.assertSettled(
            docs["INV1"], (100.0, 100.0, 0.0), ("payment", "2026-02-05", "PAY1", 100.0)
        )

    def test_an_entry_in_the_journal_of_exchange_differences_is_none(self):
        """90 are paid, 10 are written off in the journal that also serves exchange differences."""
        journal = self.company_data["default_journal_misc"]
        self.company.currency_exchange_journal_id = journal
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-01-05 payment PAY1 90.00")
        items = (
            {
                "account_id": self.customer.property_account_receivable_id.id,
                "partner_id": self.customer.id,
                "balance": -10.0,
            },
            {"account_id": self.company_data["default_account_expense"].id, "balance": 10.0},
        )
        write_off = self.env["account.move"].create(
            {
                "journal_id": journal.id,
                "date": "2026-01-06",
                "ref": "Rebate",
                "line_ids": [Command.create(item) for item in items],
            }
        )
        write_off.action_post()
        self.allocate()
        self.assertSettled(
            docs["INV1"],
            (100.0, 100.0, 0.0),
            ("payment", "2026-01-05", "PAY1", 90.0),
            ("other", "2026-01-06", "Rebate", 10.0),
        )

    def test_the_number_of_the_invoice_is_no_reference_of_the_payment(self):
        docs = self.book("2026-01-01 invoice INV1 100.00")
        dialog = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=docs["INV1"].ids
        )
        payment = dialog.create({"payment_date": "2026-01-05"})._create_payments()
        self.assertEqual(payment.memo, docs["INV1"].payment_reference)
        self.assertSettled(
            docs["INV1"], (100.0, 100.0, 0.0), ("payment", "2026-01-05", False, 100.0)
        )

    def settle_with_write_off(self, invoices, **values):
        return (
            self.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=invoices.ids)
            .create({"payment_date": "2026-01-05", "group_payment": True, **values})
            ._create_payments()
        )

    def test_a_write_off_is_no_money(self):
        """5 are written off: 95 came in, as the receipt of the payment says too."""
        invoice = self.book("2026-01-01 invoice INV1 100.00")["INV1"]
        payment = self.settle_with_write_off(
            invoice,
            amount=95.0,
            payment_difference_handling="reconcile",
            writeoff_account_id=self.company_data["default_account_expense"].id,
        )
        self.assertSettled(
            invoice,
            (100.0, 100.0, 0.0),
            ("payment", "2026-01-05", False, 95.0),
            ("other", "2026-01-05", False, 5.0),
        )
        [share] = payment_shares(self.env, payment)
        self.assertIn("95.00", share["amount"])

    def test_a_discount_on_two_invoices_is_no_money(self):
        term = self.env["account.payment.term"].create(
            {
                "name": "2 % within 7 days",
                "early_discount": True,
                "discount_percentage": 2,
                "discount_days": 7,
                "line_ids": [Command.create({"value_amount": 100, "nb_days": 30})],
            }
        )
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-01-01 invoice INV2 200.00")
        invoices = docs["INV1"] | docs["INV2"]
        invoices.button_draft()
        invoices.invoice_payment_term_id = term
        invoices.action_post()
        payment = self.settle_with_write_off(invoices)
        self.assertEqual(payment.amount, 294.0)
        for invoice, amounts in ((docs["INV1"], (98.0, 2.0)), (docs["INV2"], (196.0, 4.0))):
            rows = self.settlement(invoice).rows
            self.assertEqual(tuple(row.amount for row in rows), amounts)

    def test_a_bank_line_without_payment_is_money(self):
        docs = self.book("2026-01-01 invoice INV1 100.00")
        line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.journal.id,
                "date": "2026-01-09",
                "payment_ref": "Transfer 12",
                "partner_id": self.customer.id,
                "amount": 100.0,
            }
        )
        _liquidity, suspense, _other = line._seek_for_lines()
        suspense.account_id = self.receivable(docs["INV1"]).account_id
        (suspense + self.receivable(docs["INV1"])).reconcile()
        self.assertSettled(
            docs["INV1"], (100.0, 100.0, 0.0), ("payment", "2026-01-09", "Transfer 12", 100.0)
        )

    def test_a_cheque_is_uncertain_until_the_bank_has_paid_it(self):
        docs = self.book("2026-01-01 invoice INV1 100.00")
        draft = self.book("2026-01-05 draft PAY1 100.00")["PAY1"]
        draft.payment_method_line_id.means_id = self.env.ref("receivables_ext.means_cheque")
        draft.write({"instrument_number": "0045512", "instrument_bank": "BNP"})
        draft.action_post()
        self.settle_by_core(docs["INV1"], draft)
        [row] = self.settlement(docs["INV1"]).rows
        self.assertEqual((row.method, row.reference, row.cleared), ("Cheque", "0045512", False))

    def test_many_invoices_take_as_many_queries_as_one(self):
        docs = self.book(
            """
            2026-01-01 invoice INV1 100.00
            2026-01-01 invoice INV2 100.00
            2026-01-01 invoice INV3 100.00
            2026-01-05 payment PAY1 250.00
            """
        )
        self.allocate()
        moves = docs["INV1"] + docs["INV2"] + docs["INV3"]
        counts = []
        for some in (moves[:1], moves):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            find_settlements(some)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
