from freezegun import freeze_time

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-04-05")
class TestExpectedDate(ReceivablesCommon):
    """When the money of an installment is expected, beside the day on which it is due."""

    def assertExpected(self, document, *days):
        lines = self.receivable(document)
        lines.invalidate_recordset(["expected_date"])
        expected = [fields.Date.to_date(day) for day in days]
        self.assertEqual(lines.mapped("expected_date"), expected)

    def cheque(self, name, amount, due, invoice=None):
        payment = self.book(f"2026-04-05 draft {name} {amount}")[name]
        payment.instrument_due_date = due
        if invoice:
            payment.allocation_line_ids = [
                Command.clear(),
                Command.create({"line_id": self.receivable(invoice)[:1].id, "amount": amount}),
            ]
        return payment

    def schedule(self, payment, day):
        payment.date = day
        payment.action_schedule()
        self.env.flush_all()

    def test_a_cheque_of_30_june_for_a_due_date_of_31_may(self):
        invoice = self.book("2026-04-01 invoice INV1 100.00 2026-05-31")["INV1"]
        self.assertExpected(invoice, "2026-05-31")
        payment = self.cheque("PAY1", 100.0, "2026-06-30", invoice)
        self.assertExpected(invoice, "2026-05-31")  # a mere draft promises nothing
        payment.action_post()
        self.assertExpected(invoice, "2026-06-30")
        self.assertEqual(str(self.receivable(invoice).date_maturity), "2026-05-31")

    def test_a_scheduled_payment_comes_first(self):
        invoice = self.book("2026-04-01 invoice INV1 100.00 2026-05-31")["INV1"]
        self.cheque("PAY1", 40.0, "2026-06-30", invoice).action_post()
        self.schedule(self.cheque("PAY2", 60.0, "2026-06-10", invoice), "2026-06-15")
        self.assertExpected(invoice, "2026-06-15")

    def test_of_several_cheques_the_last_one_counts(self):
        invoice = self.book("2026-04-01 invoice INV1 100.00 2026-05-31")["INV1"]
        for number, due in enumerate(("2026-07-31", "2026-06-30"), 1):
            self.cheque(f"PAY{number}", 50.0, due, invoice).action_post()
        self.assertExpected(invoice, "2026-07-31")

    def test_each_installment_has_its_own(self):
        invoice = self.book("2026-04-01 invoice INV1 100.00 2026-05-31=50,2026-06-30=50")["INV1"]
        self.cheque("PAY1", 50.0, "2026-06-12", invoice).action_post()
        self.assertExpected(invoice, "2026-06-12", "2026-06-30")

    def test_money_without_due_date_changes_nothing(self):
        docs = self.book(
            "2026-04-01 invoice INV1 100.00 2026-05-31\n2026-04-05 payment PAY1 100.00"
        )
        self.allocate()
        self.assertExpected(docs["INV1"], "2026-05-31")

    def test_any_number_of_installments_costs_the_same(self):
        def cost(count):
            docs = self.book(
                "\n".join(f"2026-04-01 invoice INV{i} 10.00 2026-05-31" for i in range(count))
            )
            lines = self.env["account.move.line"]
            for number, invoice in enumerate(docs.values()):
                payment = self.cheque(f"PAY{number}", 10.0, "2026-06-30", invoice)
                if number % 2:
                    payment.action_post()
                else:
                    self.schedule(payment, "2026-06-15")
                lines |= self.receivable(invoice)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            lines.mapped("expected_date")
            return self.cr.sql_log_count - before

        self.assertEqual(cost(2), cost(8))
