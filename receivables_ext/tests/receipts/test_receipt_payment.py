from odoo.tests import tagged

from ...models.receipts.pdf import addressee_of
from ..payments.entry.payer_common import PayerCommon
from .receipt_document_common import ReceiptDocumentCommon


@tagged("post_install", "-at_install")
class TestPaymentReceipt(ReceiptDocumentCommon, PayerCommon):
    """A payment receipt says its own share of each document, and what is left of it."""

    def assertShares(self, content, text):
        """Compare the documents: ``document | customer | total | settled by the payment``."""
        names = ("document", "customer", "total", "amount")
        found = [" | ".join(share[name] for name in names) for share in content["shares"]]
        self.assertEqual(found, [line.strip() for line in text.strip().splitlines()])

    def test_its_own_share_and_the_credit_left(self):
        docs = self.book("2026-03-01 invoice A 1000\n2026-03-02 invoice B 300")
        self.pay("2026-03-05 101 400", docs["A"])  # another payment of A: not on this receipt
        payment = self.pay("2026-03-06 102 1200", docs["A"])
        self.settle(docs["B"], payment)
        content = self.content(payment)
        self.assertShares(
            content,
            f"""
            {docs["A"].name} | ACME | $ 1,000.00 | $ 600.00
            {docs["B"].name} | ACME | $ 300.00 | $ 300.00
            """,
        )
        self.assertEqual(
            [content[name] for name in ("amount", "used", "credit_left")],
            ["$ 1,200.00", "$ 900.00", "$ 300.00"],
        )
        self.assertEqual(
            content["received_line"],
            "Received from ACME: $ 1,200.00 on 03/06/2026 by Manual Payment no. 102.",
        )
        self.assertFalse(content["has_customers"])

    def test_nothing_left_prints_no_credit(self):
        invoice = self.book("2026-03-01 invoice A 400")["A"]
        self.assertEqual(self.content(self.pay("2026-03-05 101 400", invoice))["credit_left"], "")

    def test_a_payment_that_settled_nothing_is_all_credit(self):
        payment = self.book("2026-03-05 payment P 250")["P"]
        content = self.content(payment)
        self.assertEqual((content["shares"], content["credit_left"]), ([], "$ 250.00"))

    def test_a_third_party_is_named_with_those_for_whom_it_paid(self):
        docs = self._invoices()
        payment = self._pay(150, {docs["INV1"]: 100, docs["INV2"]: 33.33})
        payment.action_post()
        content = self.content(payment)
        self.assertShares(
            content,
            f"""
            {docs["INV1"].name} | ACME | $ 100.00 | $ 100.00
            {docs["INV2"].name} | Globex | $ 33.33 | $ 33.33
            """,
        )
        self.assertTrue(content["has_customers"])
        self.assertRegex(
            content["received_line"],
            "^Received from Holding: .* on behalf of (ACME and Globex|Globex and ACME)[.]$",
        )
        self.assertEqual(content["credit_left"], "$ 16.67")
        self.assertEqual(addressee_of(self.receipt(payment)), self.payer)
        (row,) = self.content(docs["INV2"], "receipted")["rows"]
        self.assertEqual((row["payer"], row["amount"]), ("Holding", "$ 33.33"))

    def test_another_currency(self):
        cad = self.setup_other_currency("CAD", rates=[("2026-01-01", 2.0)])
        cad.symbol = "C$"
        invoice = self.book("2026-03-01 invoice A 1000", currency=cad)["A"]
        content = self.content(self.pay("2026-03-05 101 100", invoice))
        self.assertEqual(content["amount"], "$ 100.00")
        (share,) = content["shares"]
        self.assertEqual((share["total"], share["amount"]), ("1,000.00 C$", "200.00 C$"))
