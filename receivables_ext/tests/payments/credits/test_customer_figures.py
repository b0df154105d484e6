from odoo.tests import tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestCustomerFigures(ReceivablesCommon):
    """Received, pending, to use: on the customer, each opening its lines."""

    def assertFigures(self, received, pending, to_use, customer=None):
        customer = customer or self.customer
        customer.invalidate_recordset()
        self.assertRecordValues(
            customer,
            [{"amount_received": received, "amount_pending": pending, "amount_to_use": to_use}],
        )

    def _lines_of(self, action):
        return self.env[action["res_model"]].search(action["domain"])

    def test_figures_follow_payments_and_allocations(self):
        self.assertFigures(0.0, 0.0, 0.0)
        docs = self.book("2026-01-05 payment PAY1 3050.00")
        self.assertFigures(3050.0, 0.0, 3050.0)
        docs |= self.book("2026-01-10 invoice INV1 1500.00\n2026-01-11 invoice INV2 2000.00")
        self.assertFigures(3050.0, 3500.0, 3050.0)
        self.service.apply([self.row(docs["INV1"], docs["PAY1"], 1500.0)])
        self.assertFigures(3050.0, 2000.0, 1550.0)

    def test_received_is_less_what_was_refunded(self):
        self.book("2026-01-05 payment PAY1 3000.00")
        refund = self.env["account.payment"].create(
            {
                "payment_type": "outbound",
                "partner_type": "customer",
                "partner_id": self.customer.id,
                "amount": 200.0,
                "journal_id": self.journal.id,
            }
        )
        refund.action_post()
        self.customer.invalidate_recordset()
        self.assertEqual(self.customer.amount_received, 2800.0)

    def test_drafts_and_cancelled_payments_are_not_received(self):
        docs = self.book("2026-01-05 draft PAY1 10.00\n2026-01-05 payment PAY2 20.00")
        self.company.payment_correction_policy = "until_transferred"
        docs["PAY2"].action_cancel()
        self.assertFigures(0.0, 0.0, 0.0)

    def test_credit_notes_are_to_use_and_not_received(self):
        self.book("2026-01-05 credit_note CN1 100.00\n2026-01-05 invoice INV1 250.00")
        self.assertFigures(0.0, 250.0, 100.0)

    def test_a_contact_shows_the_figures_of_its_company(self):
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        self.book("2026-01-05 payment PAY1 100.00", customer=contact)
        self.assertFigures(100.0, 0.0, 100.0, contact)
        self.assertFigures(100.0, 0.0, 100.0)

    def test_money_in_another_currency_counts_in_that_of_the_company(self):
        currency = self.setup_other_currency("EUR", rates=[("2026-01-01", 2.0)])
        self.book(
            "2026-01-05 payment PAY1 100.00\n2026-01-05 invoice INV1 300.00", currency=currency
        )
        self.assertFigures(50.0, 150.0, 50.0)

    def test_each_figure_opens_its_lines(self):
        docs = self.book(
            """
            2026-01-05  payment      PAY1  100.00
            2026-01-05  credit_note  CN1    30.00
            2026-01-05  invoice      INV1  250.00
            """
        )
        self.book("2026-01-05 payment PAY1 100.00", customer=self.other_customer)
        self.assertEqual(self._lines_of(self.customer.action_open_received()), docs["PAY1"])
        self.assertEqual(
            self._lines_of(self.customer.action_open_pending()), self.receivable(docs["INV1"])
        )
        self.assertEqual(
            self._lines_of(self.customer.action_open_to_use()).move_id,
            docs["PAY1"].move_id + docs["CN1"],
        )

    def test_a_new_payment_from_the_card(self):
        action = self.customer.action_new_payment()
        payment = self.env["account.payment"].with_context(**action["context"]).new({})
        self.assertEqual(
            (payment.partner_id._origin, payment.payment_type, payment.partner_type),
            (self.customer, "inbound", "customer"),
        )

    def test_other_customer_accounts_count_once_the_company_says_so(self):
        account = self.env["account.account"].create(
            {
                "name": "Doubtful",
                "code": "416000",
                "account_type": "asset_current",
                "reconcile": True,
            }
        )
        docs = self.book("2026-01-05 invoice INV1 250.00")
        receivable = self.receivable(docs["INV1"])
        transfer = self.env["account.move"].create(
            {
                "line_ids": [
                    (
                        0,
                        0,
                        {"account_id": account.id, "debit": 250.0, "partner_id": self.customer.id},
                    ),
                    (
                        0,
                        0,
                        {
                            "account_id": receivable.account_id.id,
                            "credit": 250.0,
                            "partner_id": self.customer.id,
                        },
                    ),
                ]
            }
        )
        transfer.action_post()
        (receivable + transfer.line_ids).filtered(
            lambda line: line.account_id == receivable.account_id
        ).reconcile()
        self.assertFigures(0.0, 0.0, 0.0)
        self.company.receivable_account_ids = account
        self.assertFigures(0.0, 250.0, 0.0)

    def test_many_customers_cost_as_many_queries_as_one(self):
        customers = self.env["res.partner"].create([{"name": f"C{rank}"} for rank in range(40)])
        for customer in customers:
            self.book(
                "2026-01-05 draft PAY1 100.00\n2026-01-05 invoice INV1 250.00", customer=customer
            )["PAY1"].action_post()
        fields = ["amount_received", "amount_pending", "amount_to_use"]
        self.env.flush_all()
        counts = []
        for group in (customers[:1], customers[:1], customers):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            group.read(fields)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
        self.assertLessEqual(counts[2], 10)
