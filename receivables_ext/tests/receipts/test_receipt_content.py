from dataclasses import replace
from datetime import date

from odoo.tests import tagged

from ...models.receipts import wording
from ...models.receipts.facts import SettlementRow
from .receipt_document_common import ReceiptDocumentCommon


@tagged("post_install", "-at_install")
class TestReceiptContent(ReceiptDocumentCommon):
    """The figures and words of receipts, against tables."""

    def assertRows(self, content, text):
        """Compare the list of payments: ``date | method | reference | payer | amount``."""
        names = ("date", "method", "reference", "payer", "amount")
        found = [" | ".join(row[name] for name in names) for row in content["rows"]]
        self.assertEqual(found, [line.strip() for line in text.strip().splitlines()])

    def assertFigures(self, content, *figures):
        names = ("initial", "paid", "remaining")
        self.assertEqual(tuple(content[name] for name in names), figures)

    def test_2000_settled_by_500_then_700_and_800(self):
        invoice = self.book("2026-03-01 invoice A 2000 2026-03-31")["A"]
        self.pay("2026-03-05 101 500\n2026-03-15 102 700\n2026-03-25 103 800", invoice)
        content = self.content(invoice, "receipted")
        self.assertFigures(content, "$ 2,000.00", "$ 2,000.00", "$ 0.00")
        self.assertRows(
            content,
            """
            03/05/2026 | Manual Payment | 101 |  | $ 500.00
            03/15/2026 | Manual Payment | 102 |  | $ 700.00
            03/25/2026 | Manual Payment | 103 |  | $ 800.00
            """,
        )
        self.assertEqual(content["mention"], "RECEIPTED")
        self.assertEqual(
            content["receipted_line"],
            "Receipted on 03/25/2026 by Manual Payment no. 103, with the other payments or credit "
            "notes listed below.",
        )
        self.assertEqual((content["rows_title"], content["has_payer"]), ("Payments", False))
        self.assertEqual((content["installments"], content["attested"]), ([], []))
        self.assertEqual(content["signatory"], "Claire Dupont")

    def test_one_payment_is_said_in_one_line(self):
        invoice = self.book("2026-03-01 invoice A 500")["A"]
        transfer = self.env.ref("receivables_ext.means_transfer")
        self.journal.inbound_payment_method_line_ids[0].means_id = transfer
        self.pay("2026-03-05 0045120 500", invoice)
        self.assertEqual(
            self.content(invoice, "receipted")["receipted_line"],
            "Receipted on 03/05/2026 by bank transfer no. 0045120.",
        )
        self.assertEqual(
            self.content(invoice, "receipted", lang="fr_FR")["receipted_line"],
            "Facture acquittée le 05/03/2026 par virement n° 0045120.",
        )

    def test_a_discount_beside_the_only_payment_is_none_of_the_others(self):
        invoice = self.book("2026-03-01 invoice A 100")["A"]
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        ).create(
            {
                "payment_date": "2026-03-05",
                "amount": 95.0,
                "communication": "101",
                "payment_difference_handling": "reconcile",
                "writeoff_account_id": self.company_data["default_account_expense"].id,
            }
        )._create_payments()
        content = self.content(invoice, "receipted")
        self.assertRows(
            content,
            """
            03/05/2026 | Manual Payment | 101 |  | $ 95.00
            03/05/2026 | Discount or difference | 101 |  | $ 5.00
            """,
        )
        self.assertEqual(
            content["receipted_line"], "Receipted on 03/05/2026 by Manual Payment no. 101."
        )

    def test_words_are_no_number(self):
        ways = {
            "0045512": "cheque no. 0045512",
            "CHQ-12": "cheque, ref. CHQ-12",
            "deposit of May 12": "cheque (deposit of May 12)",
            False: "cheque",
        }
        for reference, way in ways.items():
            self.assertEqual(wording.way_text(self.env, "Cheque", reference), way)
        french = self.env(context={**self.env.context, "lang": "fr_FR"})
        self.assertEqual(
            wording.way_text(french, "Virement", "ASC-2210"), "virement, réf. ASC-2210"
        )
        row = SettlementRow(
            partial_id=1,
            kind="payment",
            payment_id=1,
            name="PAY1",
            date=date(2026, 3, 5),
            method="Cash",
            reference=False,
            payer=False,
            amount=1.0,
            cleared=True,
        )
        self.assertEqual(
            wording.receipted_line(self.env, [row]), "Receipted on 03/05/2026 by cash."
        )
        self.assertEqual(wording.receipted_line(self.env, [replace(row, kind="credit_note")]), "")

    def test_2000_paid_500_leave_1500(self):
        invoice = self.book("2026-03-01 invoice A 2000 2026-03-31")["A"]
        self.pay("2026-03-05 101 500", invoice)
        content = self.content(invoice, "balance")
        self.assertFigures(content, "$ 2,000.00", "$ 500.00", "$ 1,500.00")
        self.assertRows(content, "03/05/2026 | Manual Payment | 101 |  | $ 500.00")
        self.assertEqual(
            content["installments"],
            [
                {
                    "name": "1 of 1",
                    "date_due": "03/31/2026",
                    "amount": "$ 2,000.00",
                    "remaining": "$ 1,500.00",
                }
            ],
        )
        self.assertEqual(content["title"], f"Balance of invoice {invoice.name}")
        self.assertEqual(content["receipted_line"], "", "It is not receipted yet")
        french = self.content(invoice, "balance", lang="fr_FR")
        self.assertFigures(french, "$ 2 000,00", "$ 500,00", "$ 1 500,00")

    def test_a_settled_installment_is_attested_and_the_invoice_receipted_at_the_end_only(self):
        dates = "2026-04-01=33.333333,2026-05-01=33.333333,2026-06-01=33.333334"
        invoice = self.book(f"2026-03-01 invoice A 1500 {dates}")["A"]
        self.pay("2026-03-05 101 600", invoice)
        content = self.content(invoice, "balance")
        self.assertEqual(
            content["attested"],
            ["Installment 1 of 3, due on 04/01/2026, of $ 500.00 is fully settled."],
        )
        self.assertEqual(
            [(part["name"], part["remaining"]) for part in content["installments"]],
            [("2 of 3", "$ 400.00"), ("3 of 3", "$ 500.00")],
        )
        self.pay("2026-03-06 102 900", invoice)
        content = self.content(invoice, "receipted")
        self.assertEqual((content["attested"], content["installments"]), ([], []))
        self.assertFigures(content, "$ 1,500.00", "$ 1,500.00", "$ 0.00")

    def test_a_credit_note_is_one_of_the_rows(self):
        invoice = self.book("2026-03-01 invoice A 1000")["A"]
        self.pay("2026-03-05 101 600", invoice)
        note = self.book("2026-03-20 credit_note R 400")["R"]
        self.settle(invoice, note)
        content = self.content(invoice, "receipted")
        self.assertRows(
            content,
            f"""
            03/05/2026 | Manual Payment | 101 |  | $ 600.00
            03/20/2026 | Credit note | {note.name} |  | $ 400.00
            """,
        )
        self.assertEqual(content["rows_title"], "Payments and credit notes")
        # Settled on the day of the credit note: the cheque alone left something.
        self.assertIn(
            "Receipted on 03/20/2026 by Manual Payment no. 101", content["receipted_line"]
        )

    def test_the_mention_is_that_of_the_company_in_the_language_of_the_customer(self):
        invoice = self.book("2026-03-01 invoice A 500")["A"]
        self.pay("2026-03-05 101 500", invoice)
        self.assertEqual(self.content(invoice, "receipted", lang="fr_FR")["mention"], "ACQUITTÉE")
        self.company.receipt_mention = "PAID"
        self.company.with_context(lang="fr_FR").receipt_mention = "PAYÉE"
        self.assertEqual(self.content(invoice, "receipted")["mention"], "PAID")
        self.assertEqual(self.content(invoice, "receipted", lang="fr_FR")["mention"], "PAYÉE")

    def test_amounts_are_in_the_currency_of_the_invoice(self):
        cad = self.setup_other_currency("CAD", rates=[("2026-01-01", 1.25), ("2026-04-01", 2.0)])
        cad.symbol = "C$"
        invoice = self.book("2026-03-01 invoice A 1000", currency=cad)["A"]
        self.pay("2026-03-05 101 400", invoice, currency=cad)
        self.pay("2026-04-05 102 150", invoice)  # dollars of the company: 300 CAD
        content = self.content(invoice, "balance")
        self.assertFigures(content, "1,000.00 C$", "700.00 C$", "300.00 C$")
        self.assertEqual([row["amount"] for row in content["rows"]], ["400.00 C$", "300.00 C$"])

    def test_what_the_bank_has_not_paid_is_said_to_be_subject_to_collection(self):
        invoice = self.book("2026-03-01 invoice A 1000")["A"]
        cheque = self.env.ref("receivables_ext.means_cheque")
        self.journal.inbound_payment_method_line_ids[0].means_id = cheque
        payment = self.pay("2026-03-05 101 400", invoice, instrument_bank="BNP")
        (row,) = self.content(invoice, "balance")["rows"]
        self.assertEqual((row["note"], row["method"]), ("Subject to collection", cheque.name))
        self.assertEqual(self.content(payment)["note"], "Subject to collection")
        (row,) = self.content(invoice, "balance", lang="fr_FR")["rows"]
        self.assertEqual((row["note"], row["method"]), ("Sauf bon encaissement", "Chèque"))

    def test_a_draft_has_no_number_and_nothing_to_be_checked(self):
        invoice = self.book("2026-03-01 invoice A 1000")["A"]
        self.pay("2026-03-05 101 400", invoice)
        content = self.content(invoice, "balance", name=False)
        self.assertEqual((content["number"], content["verification_url"]), ("", ""))
        self.assertTrue(self.content(invoice, "balance")["verification_url"])
