from odoo import fields
from odoo.tests import tagged

from .test_statement_of_account import StatementCommon


@tagged("post_install", "-at_install")
class TestStatementWords(StatementCommon):
    """A line says what happened, once, in the language of who reads it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.env["ir.module.module"].search([("name", "=", "receivables_ext")])._update_translations(
            ["fr_FR"]
        )
        cls.cheque = cls.env.ref("receivables_ext.means_cheque")
        cls.method = cls.journal.inbound_payment_method_line_ids[:1]
        cls.method.write({"name": "Cheque", "means_id": cls.cheque.id})
        cls.docs = cls.book("2026-01-01 invoice INV1 1000.00 2026-01-31")

    def pay(self, amount, number, memo, date="2026-02-01"):
        payment = self.book(f"{date} draft PAY {amount}")["PAY"]
        payment.write(
            {
                "payment_method_line_id": self.method.id,
                "instrument_number": number,
                "instrument_bank": "BNP",
                "memo": memo,
            }
        )
        payment.action_post()
        return payment

    def words(self, lang, **values):
        request = self.request(**values).with_context(lang=lang)
        (statement,) = request.get_statements()
        return [line["description"] for line in statement["lines"]]

    def test_what_undoes_a_payment_says_so(self):
        bounced = self.pay(420, "0093314", "Cheque 0093314")
        wrong = self.pay(120, "81", "March", date="2026-02-02")
        self.env["receivables.payment.return"]._return(
            bounced,
            fields.Date.to_date("2026-02-10"),
            self.env.ref("receivables_ext.return_reason_am04"),
            fees=15.0,
            charged=True,
        )
        self.env["receivables.payment.correction"]._request(
            wrong, "wrong amount", fields.Date.to_date("2026-02-11")
        )
        number, fees = wrong.name, bounced.name
        self.assertEqual(
            self.words("en_US"),
            [
                "Invoice, INV1, due on 01/31/2026",
                "Cheque no. 0093314",
                "Cheque no. 81, March",
                "Returned cheque no. 0093314",
                f"Bank fees of returned payment {fees}",
                f"Reversal of {number}: wrong amount",
            ],
        )
        self.assertEqual(
            self.words("fr_FR"),
            [
                "Facture, INV1, échéance le 31/01/2026",
                "Chèque n° 0093314",
                "Chèque n° 81, March",
                "Impayé : chèque n° 0093314",
                f"Frais bancaires de l'impayé {fees}",
                f"Contre-passation de {number} : wrong amount",
            ],
        )
        open_items = self.words("fr_FR", mode="open_items", date_to="2026-02-10")
        self.assertIn(f"Frais bancaires de l'impayé {fees}", open_items)

    def test_details_say_it_too(self):
        payment = self.pay(120, "81", "March")
        self.env["receivables.payment.correction"]._request(
            payment, "wrong amount", fields.Date.to_date("2026-02-11")
        )
        (statement,) = self.request(mode="detailed").get_statements()
        details = [each["description"] for line in statement["lines"] for each in line["details"]]
        self.assertEqual(
            details, [f"Reversal of {payment.name}: wrong amount", "Cheque no. 81, March"]
        )

    def test_a_name_that_somebody_chose_is_kept(self):
        self.method.name = "Cheques of the shop"
        self.pay(100, "77", "Cheque 77 of Mrs Blanc")
        self.assertEqual(
            self.words("fr_FR")[-1], "Cheques of the shop n° 77, Cheque 77 of Mrs Blanc"
        )

    def test_an_invoice_says_when_it_is_due_on_another_day_than_its_own(self):
        self.book("""
            2026-01-02 invoice INV2 600 2026-04-30=50,2026-06-30=50
            2026-01-03 invoice INV3 100 2026-01-03
            2026-01-04 credit_note CN 100 2026-02-04
        """)
        self.assertEqual(
            self.words("fr_FR"),
            [
                "Facture, INV1, échéance le 31/01/2026",
                "Facture, INV2, échéances du 30/04/2026 au 30/06/2026",
                "Facture, INV3",
                "Avoir, CN",
            ],
        )
