from odoo.tests import tagged

from ..common import ReceivablesCommon

WAYS = (
    "n°{0}.",
    "({0})",
    '"{0}"',
    "« {0} »",
    "Facture {0} du 01/02/2026",
    "facture{0}",
    "{0};merci",
    "70,00 EUR {0}",
)


@tagged("post_install", "-at_install")
class TestNamedDocuments(ReceivablesCommon):
    """A payer names documents as people write them; what they name wins over every strategy."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book(
            """
            2026-01-01 invoice INV1 70.00 2026-01-31
            2026-02-01 invoice INV2 70.00 2026-02-28
            """
        )
        cls.number = cls.docs["INV2"].name

    def ways(self):
        prefix, year, rank = self.number.split("/")
        written = [self.number.lower(), f"{prefix} {year} {rank}", f"{prefix}-{year}-{rank}"]
        written += [f"{prefix}/{year}/{int(rank)}", f"{prefix}{year}{rank}"]
        return written + [way.format(self.number) for way in WAYS]

    def planned(self, memo, **values):
        """What is proposed for a draft of 70.00 with this memo: names of documents."""
        payment = self.book("2026-03-01 draft PAY1 70.00")["PAY1"]
        payment.write({"memo": memo, **values})
        payment.action_propose_allocation()
        lines = payment.allocation_line_ids.filtered("amount")
        return payment, [(line.move_id, line.reason) for line in lines]

    def test_a_draft_reads_every_way(self):
        for memo in self.ways():
            with self.subTest(memo=memo):
                payment, planned = self.planned(memo)
                self.assertEqual(planned, [(self.docs["INV2"], "instruction")])
                self.assertFalse(payment.unknown_documents)
                payment.unlink()

    def test_a_credit_reads_every_way(self):
        payment = self.book("2026-03-01 payment PAY1 70.00")["PAY1"]
        for memo in self.ways():
            with self.subTest(memo=memo):
                self.env.cr.execute(
                    "UPDATE account_move SET ref = %s WHERE id = %s", [memo, payment.move_id.id]
                )
                self.env.cr.execute(
                    "UPDATE account_move_line SET ref = %s WHERE move_id = %s",
                    [memo, payment.move_id.id],
                )
                self.env.invalidate_all()
                [row] = self.service.propose(self.open_lines().ids)
                self.assertEqual(row["debit_line_id"], self.receivable(self.docs["INV2"]).id)
                self.assertEqual(row["reason"], "instruction")

    def test_the_payment_reference(self):
        self.docs["INV2"].payment_reference = "RF18539007547034"
        for memo in ("RF18539007547034", "rf18 5390 0754 7034", "ref.RF18 5390 0754 7034."):
            payment, planned = self.planned(memo)
            self.assertEqual(planned, [(self.docs["INV2"], "instruction")], memo)
            payment.unlink()
        payment, planned = self.planned(False, payment_reference="RF18 5390 0754 7034")
        self.assertEqual(planned, [(self.docs["INV2"], "instruction")])

    def test_an_unknown_number_is_said_and_never_replaced(self):
        payment, planned = self.planned("F25-999")
        self.assertEqual(planned, [])
        self.assertEqual(payment.unknown_documents, "F25-999 is not a document of this customer.")
        payment.action_post()
        self.assertEqual(self.service.propose(self.open_lines().ids), [])
        self.assertEqual(payment.unallocated_amount, 70.0)
        # People decide: by a strategy that they choose, or by documents.
        self.assertTrue(self.service.propose(self.open_lines().ids, "oldest_due"))

    def test_several_unknown_numbers(self):
        payment, _planned = self.planned("F25-999, F25-998")
        self.assertEqual(
            payment.unknown_documents, "F25-999, F25-998 are not documents of this customer."
        )

    def test_another_customers_number_is_unknown(self):
        other = self.book("2026-01-01 invoice INV9 70.00", customer=self.other_customer)["INV9"]
        payment, planned = self.planned(other.name)
        self.assertEqual(planned, [])
        self.assertIn(other.name, payment.unknown_documents)

    def test_a_settled_document_is_known(self):
        """What is left of a payment goes to the oldest, though its memo names what it settled."""
        payment = self.book("2026-03-01 draft PAY1 100.00")["PAY1"]
        payment.memo = self.number
        payment.action_propose_allocation()
        payment.action_post()
        self.allocate()
        self.assertResiduals(self.docs, INV1=40.0, INV2=0.0)
        self.assertFalse(payment.unknown_documents)

    def test_the_form_says_it_while_it_is_typed(self):
        form = self.payment_form(amount=70.0, memo="F25-999", journal_id=self.journal)
        self.assertIn("F25-999", form.unknown_documents)
        form.memo = f"n°{self.number}."
        self.assertFalse(form.unknown_documents)

    def test_a_third_party_names_documents_of_others(self):
        payer = self.env["res.partner"].create({"name": "Factor"})
        payment = self.book("2026-03-01 draft PAY1 70.00", customer=self.other_customer)["PAY1"]
        payment.write({"payer_id": payer.id, "memo": f"n°{self.number.lower()}."})
        payment.action_propose_allocation()
        lines = payment.allocation_line_ids.filtered("amount")
        self.assertEqual(lines.move_id, self.docs["INV2"])
        self.assertFalse(payment.unknown_documents)

    def test_what_the_bank_tells_is_read_too(self):
        self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.journal.id,
                "date": "2026-03-01",
                "payment_ref": f"VIR SEPA n°{self.number}.",
                "amount": 70.0,
                "partner_id": self.customer.id,
                "counterpart_account_id": self.customer.property_account_receivable_id.id,
            }
        )
        [row] = self.service.propose(self.open_lines().ids)
        self.assertEqual(row["debit_line_id"], self.receivable(self.docs["INV2"]).id)

    def test_as_many_queries_for_many_credits(self):
        def count(credits):
            payments = self.env["account.payment"]
            for rank in range(credits):
                payments |= self.book(f"2026-03-01 draft P{rank} 1.00")[f"P{rank}"]
            payments.memo = "F25-999"
            payments.action_post()
            ids = self.open_lines().ids
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.service.propose(ids)
            return self.env.cr.sql_log_count - before

        count(1)  # what is read once for all
        self.assertLessEqual(count(5), count(2))
