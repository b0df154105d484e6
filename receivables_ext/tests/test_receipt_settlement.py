from odoo.tests import tagged

from .common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestReceiptSettlement(ReceivablesCommon):
    """What settled an invoice, as its documents say it."""

    def settlement(self, invoice):
        self.env.flush_all()
        return self.env["receivables.receipt.settlement"]._of(invoice)[invoice.id]

    def assertSettled(self, invoice, amounts, *rows):
        found = self.settlement(invoice)
        self.assertEqual((found["initial"], found["paid"], found["remaining"]), amounts)
        self.assertEqual(
            [
                (row["kind"], str(row["date"]), row["reference"], row["amount"])
                for row in found["rows"]
            ],
            list(rows),
        )

    def test_nothing_is_paid(self):
        docs = self.book("2026-01-01 invoice INV1 2000.00")
        self.assertSettled(docs["INV1"], (2000.0, 0.0, 2000.0))
        self.assertEqual(self.settlement(docs["INV1"])["key"], "")

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
                (each["rank"], each["count"], str(each["date_due"]), each["remaining"])
                for each in self.settlement(docs["INV1"])["installments"]
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
        [row] = self.settlement(docs["INV1"])["rows"]
        self.assertEqual(
            (row["method"], row["reference"], row["cleared"]), ("Cheque", "0045512", False)
        )

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
        service = self.env["receivables.receipt.settlement"]
        moves = docs["INV1"] + docs["INV2"] + docs["INV3"]
        counts = []
        for some in (moves[:1], moves):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            service._of(some)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
