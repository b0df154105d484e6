from odoo.tests import tagged

from .test_statement_of_account import StatementCommon


@tagged("post_install", "-at_install")
class TestStatementBeyondMoney(StatementCommon):
    """A line of a payment that granted a discount says both: the money and the discount."""

    def pay(self, amount, invoice):
        loss = self.company_data["default_account_expense"]
        return (
            self.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create(
                {
                    "amount": amount,
                    "payment_date": "2026-02-05",
                    "payment_difference_handling": "reconcile",
                    "writeoff_account_id": loss.id,
                }
            )
            ._create_payments()
        )

    def descriptions(self, date_to="2026-03-31", **values):
        [statement] = self.request(self.customer, date_to=date_to, **values).get_statements()
        return statement, [line["description"] for line in statement["lines"]]

    def test_a_line_says_what_was_received_and_what_was_not(self):
        invoice = self.book("2026-02-01 invoice INV1 1000.00")["INV1"]
        self.pay(980.0, invoice)
        statement, (_invoice, payment) = self.descriptions()
        self.assertEqual(statement["closing"], 0.0)
        self.assertIn("980.00", payment)
        self.assertIn("Discount or difference", payment)
        self.assertIn("20.00", payment)
        statement, _texts = self.descriptions(mode="detailed")
        [detail] = statement["lines"][0]["details"]
        self.assertIn("980.00", detail["description"])
        self.assertEqual(statement["lines"][1]["left"], 0.0)

    def test_the_cause_is_named(self):
        self.company.tolerance_loss_account_id = self.company_data["default_account_expense"]
        self.pay(995.0, self.book("2026-02-01 invoice INV1 1000.00")["INV1"])
        _statement, (_invoice, payment) = self.descriptions()
        self.assertIn("Tolerated difference", payment)

    def test_what_was_kept_is_said_too(self):
        self.pay(255.0, self.book("2026-02-01 invoice INV1 250.00")["INV1"])
        _statement, (_invoice, payment) = self.descriptions()
        self.assertIn("255.00", payment)
        self.assertIn("kept", payment)

    def test_a_payment_that_is_all_money_says_nothing_of_it(self):
        self.book("2026-02-01 invoice INV1 100.00\n2026-02-05 payment PAY1 130.00")
        self.allocate()
        _statement, (_invoice, payment) = self.descriptions()
        self.assertNotIn("130", payment)

    def test_what_was_taken_back_is_a_line_of_its_own(self):
        invoice = self.book("2026-02-01 invoice INV1 1000.00")["INV1"]
        payment = self.pay(980.0, invoice)
        self.receivable(payment).matched_debit_ids.unlink()
        self.env.cr.precommit.run()
        statement, texts = self.descriptions(date_to="2027-12-31")
        self.assertEqual(statement["closing"], 20.0)
        self.assertIn("taken back", texts[-1])
