from odoo.fields import Command
from odoo.tests import tagged

from .installment_common import InstallmentCommon

ROW = ("code", "date_due", "amount", "amount_received", "amount_to_collect", "status")


@tagged("post_install", "-at_install")
class TestDocumentParts(InstallmentCommon):
    """Parts of one document are taken off each other before anything is called a credit (A-24)."""

    def document_in_parts(self, amount, *fixed, move_type="out_invoice"):
        """A document whose term asks for ``fixed`` amounts, and for the rest 30 days later."""
        parts = [
            {"value": "fixed", "value_amount": value, "nb_days": 10 * rank}
            for rank, value in enumerate(fixed)
        ]
        parts.append({"value": "percent", "value_amount": 100.0, "nb_days": 30})
        term = self.env["account.payment.term"].create(
            {"name": "Fixed", "line_ids": [Command.create(part) for part in parts]}
        )
        move = self.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": self.customer.id,
                "invoice_date": "2026-05-01",
                "invoice_payment_term_id": term.id,
                "invoice_line_ids": [
                    Command.create({"name": "Work", "price_unit": amount, "tax_ids": False})
                ],
            }
        )
        move.action_post()
        return move

    def test_an_invoice_cut_into_350_and_minus_120_owes_230(self):
        move = self.document_in_parts(230.0, 350.0)
        self.assertOwes(230.0, late=230.0)
        self.assertSchedule(f"{move.name}-1 | 2026-05-01 | 230.00 | 0.00 | 230.00 | overdue", *ROW)
        self.book("2026-06-05 payment PAY1 230.00")
        self.allocate()
        self.assertOwes(0.0)
        self.assertEqual(move.payment_state, move._get_invoice_in_payment_state())

    def test_parts_before_the_negative_one_stay(self):
        self.document_in_parts(230.0, 100.0, 250.0)
        self.assertSchedule("2026-05-01 | 100.00\n2026-05-11 | 130.00", "date_due", "amount")
        self.assertOwes(230.0)

    def test_a_credit_note_in_parts_owes_nothing(self):
        self.document_in_parts(230.0, 350.0, move_type="out_refund")
        self.assertOwes(0.0, to_use=230.0)
        self.assertSchedule("", "code")

    def test_parts_in_another_currency(self):
        foreign = self.setup_other_currency("CAD", rates=[("2026-01-01", 3.0)])
        self.customer.property_product_pricelist = False
        move = self.document_in_parts(100.0, 150.0)
        move.button_draft()
        move.currency_id = foreign
        move.action_post()
        lines = self.receivable(move)
        self.assertEqual(lines.mapped("amount_currency"), [100.0])
        self.assertEqual(lines.mapped("balance"), [33.33])
