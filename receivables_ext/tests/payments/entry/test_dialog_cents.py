from odoo.tests import Form, tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestDialogCents(ReceivablesCommon):
    """What is paid whole in the currency of the company has no cents left in its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.currency = cls.setup_other_currency(
            "MXN", rates=[("2026-01-01", 13.0), ("2026-03-01", 12.0), ("2026-04-01", 13.7)]
        )

    def pay(self, *invoices, day="2026-02-01", amount=None):
        """Pay in the dialog, in the currency of the company; the payment."""
        moves = self.env["account.move"].union(*invoices)
        action = moves.action_register_payment()
        dialog = Form(self.env[action["res_model"]].with_context(**action["context"]))
        if len(moves) > 1:
            dialog.group_payment = True
        dialog.currency_id = self.company.currency_id
        dialog.payment_date = day
        if amount:
            dialog.amount = amount
        return dialog.save()._create_payments()

    def left(self, document):
        lines = self.receivable(document)
        return [
            round(sum(lines.mapped(name)), 2)
            for name in ("amount_residual", "amount_residual_currency")
        ]

    def test_nothing_is_left_at_any_rate(self):
        for day, asked in (("2026-02-01", 34.08), ("2026-03-01", 36.93), ("2026-04-01", 32.34)):
            with self.subTest(day=day), self.cr.savepoint():
                invoice = self.book("2026-01-10 invoice INV 443.10", currency=self.currency)["INV"]
                payment = self.pay(invoice, day=day)
                self.assertEqual(payment.amount, asked)
                self.assertEqual(self.left(invoice), [0.0, 0.0])
                self.assertEqual(self.left(payment), [0.0, 0.0])
                self.assertEqual(invoice.payment_state, "paid")

    def test_several_invoices_at_once(self):
        docs = self.book(
            """
            2026-01-10  invoice  A  443.10
            2026-01-11  invoice  B  100.07
            2026-01-12  invoice  C   55.55
            """,
            currency=self.currency,
        )
        payment = self.pay(*docs.values())
        for document in (*docs.values(), payment):
            self.assertEqual(self.left(document), [0.0, 0.0])

    def test_an_installment(self):
        invoice = self.book(
            "2026-01-10 invoice INV 886.20 2026-01-31=50,2026-12-31=50", currency=self.currency
        )["INV"]
        payment = self.pay(invoice, amount=34.08)
        first, second = self.receivable(invoice)
        self.assertEqual((first.amount_residual_currency, first.reconciled), (0.0, True))
        self.assertEqual(second.amount_residual_currency, 443.10)
        self.assertEqual(self.left(payment), [0.0, 0.0])

    def test_less_than_the_whole_is_converted_as_in_core(self):
        invoice = self.book("2026-01-10 invoice INV 443.10", currency=self.currency)["INV"]
        self.pay(invoice, amount=10.0)
        self.assertEqual(self.left(invoice)[1], 313.10)
