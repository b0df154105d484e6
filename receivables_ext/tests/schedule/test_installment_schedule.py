from odoo.fields import Command
from odoo.tests import tagged

from .installment_common import TODAY, InstallmentCommon

SITUATION = ("date_due", "amount", "amount_received", "amount_to_collect", "status_label")


@tagged("post_install", "-at_install")
class TestInstallmentSchedule(InstallmentCommon):
    """One row for each due date, as of 10 June 2026."""

    def test_yesterday_today_tomorrow(self):
        self.book(
            """
            2026-05-01 invoice INV1 100.00 2026-06-09
            2026-05-01 invoice INV2 200.00 2026-06-10
            2026-05-01 invoice INV3 300.00 2026-06-11
            2026-05-01 invoice INV4 400.00 2026-06-07
            2026-05-01 invoice INV5 500.00 2026-06-20
            """
        )
        self.assertSchedule(
            """
            2026-06-07 | 3 | overdue | 3 days late
            2026-06-09 | 1 | overdue | 1 day late
            2026-06-10 | 0 | due_today | Due today
            2026-06-11 | -1 | due | Due tomorrow
            2026-06-20 | -10 | due | Due in 10 days
            """,
            *("date_due", "days_late", "status", "status_label"),
        )

    def test_three_installments_one_settled_one_partly(self):
        docs = self.book(
            """
            2026-05-01 invoice INV1 1500.00 2026-05-31=40,2026-06-15=40,2026-06-30=20
            2026-05-20 payment PAY1 800.00
            """
        )
        self.allocate()
        number, paid_by = docs["INV1"].name, docs["PAY1"].name
        self.assertSchedule(
            f"""
            {number}-1 {paid_by} | 2026-05-31 | 600.00 | 600.00 | 0.00 | yes | Fully paid
            {number}-2 | 2026-06-15 | 600.00 | 200.00 | 400.00 | - | Due in 5 days, partly paid
            {number}-3 | 2026-06-30 | 300.00 | 0.00 | 300.00 | - | Due in 20 days
            """,
            *("code", "date_due", "amount", "amount_received", "amount_to_collect", "settled"),
            "status_label",
        )
        first, second, third = self.installments()
        self.assertEqual([first.status, second.status, third.status], ["settled", "partial", "due"])
        self.assertEqual((str(first.date_settled), first.journal_id), ("2026-05-20", self.journal))
        self.assertFalse(third.date_settled)
        self.assertEqual(first.document, f"Invoice {number}")
        self.assertEqual((first.partner_ref, first.move_id), ("411ACME", docs["INV1"]))

    def test_late_though_partly_paid(self):
        self.book(
            """
            2026-05-01 invoice INV1 1000.00 2026-05-31
            2026-06-01 payment PAY1 1.00
            """
        )
        self.allocate()
        self.assertSchedule(
            "2026-05-31 | 1000.00 | 1.00 | 999.00 | 10 days late, partly paid", *SITUATION
        )
        self.assertEqual(self.installments().status, "overdue")

    def test_a_credit_note_settles_and_is_none(self):
        self.book(
            """
            2026-05-01 invoice INV1 1000.00 2026-05-31
            2026-05-02 credit_note CN1 300.00
            """
        )
        self.assertSchedule("2026-05-31 | 1000.00 | 0.00 | 1000.00 | 10 days late", *SITUATION)
        self.allocate()
        self.assertSchedule(
            "2026-05-31 | 1000.00 | 300.00 | 700.00 | 10 days late, partly paid", *SITUATION
        )

    def test_two_currencies_have_totals_of_their_own(self):
        foreign = self.setup_other_currency("CAD", rates=[("2026-01-01", 2.0)])
        self.book("2026-05-01 invoice INV1 1000.00 2026-05-31")
        self.book("2026-05-01 invoice INV2 500.00 2026-05-31", currency=foreign)
        self.book("2026-05-02 payment PAY1 200.00", currency=foreign)
        self.allocate()
        rows = self.Installment.get_totals([("partner_id", "=", self.customer.id)])
        self.assertEqual(
            {row.pop("currency_id"): row for row in rows},
            {
                self.company.currency_id.id: {
                    "scheduled": 1000.0,
                    "received": 0.0,
                    "to_collect": 1000.0,
                    "net_due": 1000.0,
                },
                foreign.id: {
                    "scheduled": 500.0,
                    "received": 200.0,
                    "to_collect": 300.0,
                    "net_due": 300.0,
                },
            },
        )

    def test_totals_of_a_09(self):
        """Scheduled 1 500 = received 500 + to collect 1 000; with a credit of 300, 700 net."""
        docs = self.book(
            """
            2026-05-01 invoice INV1 500.00 2026-05-31
            2026-05-01 invoice INV2 1000.00 2026-06-30
            2026-05-10 payment PAY1 500.00
            2026-05-11 payment PAY2 300.00
            """
        )
        self.settle_by_core(docs["INV1"], docs["PAY1"])
        self.assertEqual(self.totals(), [(1500.0, 500.0, 1000.0, 1000.0)])
        self.assertEqual(self.totals(deduct_credits=True), [(1500.0, 500.0, 1000.0, 700.0)])
        # They follow the filters, and a part of an installment counts on both sides.
        self.assertEqual(self.totals([("settled", "=", False)]), [(1000.0, 0.0, 1000.0, 1000.0)])
        self.service.apply([self.row(docs["INV2"], docs["PAY2"], 300.0)])
        self.assertEqual(self.totals(), [(1500.0, 800.0, 700.0, 700.0)])
        self.assertEqual(self.totals([("id", "=", 0)]), [])

    def test_credits_are_those_of_the_customers_shown(self):
        self.book("2026-05-01 invoice INV1 100.00 2026-05-31")
        self.book("2026-05-01 payment PAY1 40.00", customer=self.other_customer)
        self.assertEqual(self.totals(deduct_credits=True), [(100.0, 0.0, 100.0, 100.0)])

    def test_credits_in_a_currency_without_installments_are_deducted_there(self):
        francs = self.setup_other_currency("CHF", rates=[("2026-01-01", 2.0)])
        self.book("2026-05-01 invoice INV1 100.00")
        self.book("2026-05-02 payment PAY1 40.00", currency=francs)
        self.assertEqual(
            self.totals(deduct_credits=True),
            [(100.0, 0.0, 100.0, 100.0), (0.0, 0.0, 0.0, -40.0)],
        )

    def test_drafts_cancelled_and_reversed_invoices_are_not_due(self):
        docs = self.book(
            """
            2026-05-01 invoice INV1 100.00 2026-05-31
            2026-05-01 invoice INV2 200.00 2026-05-31
            2026-05-01 invoice INV3 300.00 2026-05-31
            """
        )
        docs["INV1"].button_draft()
        docs["INV2"].button_draft()
        docs["INV2"].button_cancel()
        docs["INV3"]._reverse_moves([{"invoice_date": TODAY}], cancel=True)
        self.assertSchedule("", "code", domain=[("settled", "=", False)])
        self.assertEqual(self.totals([("date_due", "<", TODAY)]), [(300.0, 300.0, 0.0, 0.0)])

    def test_a_returned_payment_restores_the_due_date(self):
        docs = self.book(
            """
            2026-05-01 invoice INV1 100.00 2026-05-31
            2026-05-20 payment PAY1 100.00
            """
        )
        self.allocate()
        self.assertSchedule("2026-05-31 | 100.00 | 100.00 | 0.00 | Fully paid", *SITUATION)
        reason = self.env["receivables.return.reason"].search([], limit=1)
        self.env["receivables.payment.return"]._return(
            docs["PAY1"], docs["PAY1"].date, reason, fees=8.0, charged=True
        )
        # The debt is back, the fees are due, and neither the payment nor its reversal shows.
        self.assertSchedule(
            """
            2026-05-20 | 8.00 | 0.00 | 8.00 | 21 days late
            2026-05-31 | 100.00 | 0.00 | 100.00 | 10 days late
            """,
            *SITUATION,
        )

    def test_a_refund_and_an_exchange_difference_are_no_installments(self):
        foreign = self.setup_other_currency("CAD", rates=[("2026-01-01", 2.0), ("2026-05-10", 1.0)])
        docs = self.book(
            """
            2026-05-01 invoice INV1 500.00 2026-05-31
            2026-05-12 payment PAY1 700.00
            """,
            currency=foreign,
        )
        self.allocate()
        docs["PAY1"].action_refund()
        self.env["receivables.refund.payment"].with_context(
            default_payment_id=docs["PAY1"].id
        ).create({"reason": "Too much"}).action_refund()
        self.assertSchedule("2026-05-31 | 500.00 | 500.00 | 0.00 | Fully paid", *SITUATION)

    def test_an_opening_entry_is_due(self):
        account = self.customer.property_account_receivable_id
        entry = self.env["account.move"].create(
            {
                "move_type": "entry",
                "date": "2026-01-01",
                "ref": "Opening",
                "line_ids": [
                    Command.create(
                        {
                            "account_id": account.id,
                            "partner_id": self.customer.id,
                            "debit": 90.0,
                            "date_maturity": "2026-06-01",
                        }
                    ),
                    Command.create(
                        {
                            "account_id": self.company_data["default_account_revenue"].id,
                            "credit": 90.0,
                        }
                    ),
                ],
            }
        )
        entry.action_post()
        self.assertSchedule(
            f"{entry.name}-1 | Opening {entry.name} | 2026-06-01 | 9 days late | none",
            *("code", "document", "date_due", "status_label", "followup_mode"),
        )
