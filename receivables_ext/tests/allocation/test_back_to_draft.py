from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10")
class TestBackToDraft(ReceivablesCommon):
    """What leaves "posted" releases what it settled, and finds it again.

    A paid invoice leaves it when an authority cancelled it, and by no other way.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.payment_correction_policy = "until_transferred"
        cls.docs = cls.book(
            "2026-02-01 invoice INV 100.00 2026-02-15\n2026-02-05 payment PAY 100.00"
        )
        cls.invoice, cls.payment = cls.docs["INV"], cls.docs["PAY"]
        cls.allocate()

    def events(self, move):
        found = self.env["receivables.allocation.event"].search(
            ["|", ("debit_move_id", "=", move.id), ("credit_move_id", "=", move.id)], order="id"
        )
        return [(event.kind, event.amount, event.reason or "") for event in found]

    def said(self, document):
        return " ".join(document.message_ids.mapped(lambda message: message.body or ""))

    def assertFigures(self, pending, to_use, late=0.0, customer=None):
        """Card, statement, schedule and ledger say the same."""
        customer = customer or self.customer
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(
            (customer.amount_pending, customer.amount_to_use, customer.amount_late),
            (pending, to_use, late),
        )
        net = pending - to_use
        for mode in ("activity", "open_items"):
            statements = (
                self.env["receivables.statement"]
                .create({"partner_ids": customer.ids, "mode": mode, "company_id": self.company.id})
                .get_statements()
            )
            self.assertAlmostEqual(sum(each["closing"] for each in statements), net)
        totals = (
            self.env["receivables.installment"]
            .with_context(receivables_deduct_credits=True)
            .get_totals([("partner_id", "=", customer.id)])
        )
        self.assertAlmostEqual(sum(each["to_collect"] for each in totals), pending)
        self.assertAlmostEqual(
            sum(self.open_lines(customer).mapped("amount_residual_currency")), net
        )

    # === Invoices === #

    def test_a_paid_invoice_for_another_customer_is_not_paid(self):
        self.assertFigures(0.0, 0.0)
        self.draft_by_law(self.invoice)
        self.assertFigures(0.0, 100.0)
        self.assertEqual(self.payment.unallocated_amount, 100.0)
        self.invoice.partner_id = self.other_customer
        self.invoice.action_post()
        self.assertEqual(self.invoice.payment_state, "not_paid")
        self.assertFigures(0.0, 100.0)
        self.assertFigures(100.0, 0.0, late=100.0, customer=self.other_customer)
        self.assertIn(self.payment.name, self.said(self.invoice))
        self.assertIn("another customer", self.said(self.invoice))

    def test_an_invoice_raised_is_settled_as_before(self):
        self.draft_by_law(self.invoice)
        self.invoice.invoice_line_ids.price_unit = 120.0
        self.invoice.action_post()
        self.assertResiduals(self.docs, INV=20.0, PAY=0.0)
        self.assertFigures(20.0, 0.0, late=20.0)
        self.assertEqual(
            self.events(self.invoice),
            [
                ("allocated", 100.0, "oldest_due"),
                ("removed", 100.0, ""),
                ("allocated", 100.0, "again"),
            ],
        )
        self.assertNotIn("Not settled", self.said(self.invoice))

    def test_an_invoice_lowered_says_what_is_to_use(self):
        docs = self.book(
            "2026-02-01 invoice INV2 100.00 2026-02-20\n2026-02-05 credit_note RINV2 100.00"
        )
        self.service.apply([self.row(docs["INV2"], docs["RINV2"], 100.0)])
        docs["INV2"].button_draft()
        docs["INV2"].invoice_line_ids.price_unit = 70.0
        docs["INV2"].action_post()
        self.assertResiduals(docs, INV2=0.0, RINV2=30.0)
        self.assertIn("30.00", self.said(docs["INV2"]))

    def test_an_invoice_lowered_below_what_is_paid_is_refused(self):
        self.draft_by_law(self.invoice)
        self.invoice.invoice_line_ids.price_unit = 70.0
        with self.assertRaises(UserError):
            self.invoice.action_post()
        self.assertEqual(self.invoice.state, "draft")
        self.assertFigures(0.0, 100.0)

    def test_what_was_used_meanwhile_is_said(self):
        self.draft_by_law(self.invoice)
        other = self.book("2026-02-20 invoice INV2 60.00")["INV2"]
        self.service.apply([self.row(other, self.payment, 60.0)])
        self.invoice.action_post()
        self.assertResiduals(self.docs, INV=60.0, PAY=0.0)
        self.assertIn("60.00", self.said(self.invoice))
        self.assertFigures(60.0, 0.0, late=60.0)

    def test_several_installments_are_settled_as_before(self):
        docs = self.book(
            """
            2026-02-01 invoice INV2 100.00 2026-02-10=30,2026-03-20=70
            2026-02-05 payment PAY2  50.00
            """
        )
        second = self.receivable(docs["INV2"])[1]
        credit = self.receivable(docs["PAY2"])
        row = {**self.row(docs["INV2"], docs["PAY2"], 50.0), "debit_line_id": second.id}
        self.service.apply([row])
        self.draft_by_law(docs["INV2"])
        docs["INV2"].action_post()
        residuals = self.receivable(docs["INV2"]).mapped("amount_residual")
        self.assertEqual(residuals, [30.0, 20.0])
        self.assertTrue(credit.reconciled)

    def test_another_account_settles_nothing(self):
        self.draft_by_law(self.invoice)
        account = self.receivable(self.invoice).account_id.copy()
        self.receivable(self.invoice).account_id = account
        self.invoice.action_post()
        self.assertResiduals(self.docs, INV=100.0, PAY=100.0)
        self.assertIn("account", self.said(self.invoice))

    def test_cancelled_it_leaves_the_money_to_use(self):
        self.draft_by_law(self.invoice)
        self.invoice.button_cancel()
        self.assertFigures(0.0, 100.0)

    def test_a_currency_with_another_rate(self):
        currency = self.setup_other_currency(
            "GBP", rates=[("2026-01-01", 2.0), ("2026-02-05", 2.5)]
        )
        docs = self.book(
            "2026-02-01 invoice INV2 1000.00\n2026-02-05 payment PAY2 1000.00", currency=currency
        )
        self.allocate()
        self.draft_by_law(docs["INV2"])
        docs["INV2"].action_post()
        self.assertResiduals(docs, INV2=0.0, PAY2=0.0)
        self.assertFigures(0.0, 0.0)

    # === Credit notes and entries === #

    def test_a_credit_note_back_to_draft_leaves_the_invoice_late(self):
        docs = self.book(
            "2026-02-01 invoice INV2 80.00 2026-02-20\n2026-02-05 credit_note RINV2 80.00"
        )
        self.allocate()
        self.assertFigures(0.0, 0.0)
        docs["RINV2"].button_draft()
        self.assertFigures(80.0, 0.0, late=80.0)
        self.assertEqual(docs["INV2"].payment_state, "not_paid")
        docs["RINV2"].action_post()
        self.assertFigures(0.0, 0.0)
        self.assertResiduals(docs, INV2=0.0, RINV2=0.0)

    def test_both_back_to_draft_wait_for_each_other(self):
        docs = self.book(
            "2026-02-01 invoice INV2 80.00 2026-02-20\n2026-02-05 credit_note RINV2 80.00"
        )
        self.allocate()
        (docs["INV2"] + docs["RINV2"]).button_draft()
        docs["INV2"].action_post()
        self.assertFigures(80.0, 0.0, late=80.0)
        docs["RINV2"].action_post()
        self.assertFigures(0.0, 0.0)

    def test_an_entry_made_by_hand(self):
        entry = self.env["account.move"].create(
            {
                "date": "2026-02-01",
                "line_ids": [
                    Command.create(
                        {
                            "account_id": self.receivable(self.invoice).account_id.id,
                            "partner_id": self.customer.id,
                            "balance": -40.0,
                        }
                    ),
                    Command.create(
                        {
                            "account_id": self.company_data["default_account_revenue"].id,
                            "balance": 40.0,
                        }
                    ),
                ],
            }
        )
        entry.action_post()
        other = self.book("2026-02-01 invoice INV2 40.00 2026-02-15")["INV2"]
        self.allocate()
        self.assertFigures(0.0, 0.0)
        entry.button_draft()
        self.assertFigures(40.0, 0.0, late=40.0)
        entry.action_post()
        self.assertFigures(0.0, 0.0)
        self.assertEqual(other.payment_state, "paid")

    # === Payments === #

    def test_a_payment_back_to_draft_plans_the_same_again(self):
        self.payment.action_draft()
        self.assertFigures(100.0, 0.0, late=100.0)
        self.assertEqual(self.payment.allocation_line_ids.amount, 100.0)
        self.payment.action_post()
        self.assertResiduals(self.docs, INV=0.0, PAY=0.0)

    def test_a_payment_for_another_customer_settles_nothing_of_the_first(self):
        self.payment.action_draft()
        self.payment.partner_id = self.other_customer
        self.payment.action_post()
        self.assertFigures(100.0, 0.0, late=100.0)
        self.assertFigures(0.0, 100.0, customer=self.other_customer)
        self.assertIn("100.00", self.said(self.payment))

    # === What is noted === #

    def test_what_is_to_allocate_again_is_not_written_by_hand(self):
        other = self.book("2026-02-01 invoice INV2 40.00")["INV2"]
        self.draft_by_law(self.invoice)
        events = self.invoice.released_event_ids
        self.assertEqual(events.mapped("kind"), ["removed"])
        with self.assertRaises(UserError):
            other.released_event_ids = events
        self.assertFalse(self.invoice.copy().released_event_ids)
