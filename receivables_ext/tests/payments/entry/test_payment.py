from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestPayment(ReceivablesCommon):
    """Money received: before any invoice, over the amount due, on documents one chooses."""

    def _planned(self, payment):
        return [
            (line.line_id.move_id.ref, line.amount, line.reason or "")
            for line in payment.allocation_line_ids.sorted("date_due")
        ]

    # === Before any invoice === #

    def test_a_payment_before_any_invoice_is_the_customers_credit(self):
        payment = self.payment_form(amount=300.0).save()
        self.assertEqual((payment.unallocated_amount, payment.allocation_state), (0.0, "none"))
        payment.action_post()
        self.assertEqual((payment.unallocated_amount, payment.allocation_state), (300.0, "none"))
        self.assertEqual(payment.move_id.state, "posted")
        self.assertEqual(self.customer.amount_to_use, 300.0)

    def test_a_journal_entry_whatever_was_changed_on_the_draft(self):
        other = self.company_data["default_journal_cash"]
        other.inbound_payment_method_line_ids.payment_account_id = False
        for change in (
            {"journal_id": other.id},
            {"payment_method_line_id": self.journal.inbound_payment_method_line_ids[-1:].id},
            {"date": fields.Date.to_date("2026-02-02"), "amount": 75.0},
            {"partner_id": self.other_customer.id},
        ):
            payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
            payment.write(change)
            payment.action_post()
            self.assertEqual(payment.move_id.state, "posted", f"Entry after {change}")
            self.assertEqual(payment.unallocated_amount, payment.amount)

    def test_a_contact_pays_for_his_company(self):
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        docs = self.book("2026-01-05 payment PAY1 70.00", customer=contact)
        self.assertEqual(docs["PAY1"].partner_id, contact)
        self.assertEqual(docs["PAY1"].move_id.line_ids.partner_id, self.customer)
        docs |= self.book("2026-01-06 invoice INV1 100.00")
        self.assertEqual(docs["INV1"].available_credit, 70.0)

    # === Documents to settle === #

    def test_the_grid_proposes_and_says_why(self):
        self.book(
            """
            2026-01-01  invoice  INV1  1500.00  2026-01-31
            2026-02-01  invoice  INV2  2000.00  2026-02-28
            2026-03-01  invoice  INV3   100.00  2026-03-31
            """
        )
        form = self.payment_form(amount=3050.0)
        self.assertEqual((form.allocated_amount, form.credit_left_amount), (3050.0, 0.0))
        payment = form.save()
        self.assertEqual(
            self._planned(payment),
            [("INV1", 1500.0, "oldest_due"), ("INV2", 1550.0, "oldest_due"), ("INV3", 0.0, "")],
        )

    def test_validating_settles_exactly_the_amounts_typed(self):
        docs = self.book(
            """
            2026-01-01  invoice  INV1  1500.00  2026-01-31
            2026-02-01  invoice  INV2  2000.00  2026-02-28
            """
        )
        form = self.payment_form(amount=3050.0)
        with form.allocation_line_ids.edit(0) as line:
            line.amount = 10.5
        with form.allocation_line_ids.edit(1) as line:
            line.amount = 1999.99
        self.assertEqual((form.allocated_amount, form.credit_left_amount), (2010.49, 1039.51))
        payment = form.save()
        payment.action_post()
        self.assertResiduals(docs, INV1=1489.5, INV2=0.01)
        self.assertEqual(
            (payment.unallocated_amount, payment.allocation_state), (1039.51, "partial")
        )
        self.assertEqual(set(payment.allocation_line_ids.mapped("reason")), {"manual"})

    def test_amounts_typed_survive_a_change_of_the_amount_received(self):
        self.book("2026-01-01 invoice INV1 1500.00 2026-01-31")
        form = self.payment_form(amount=3050.0)
        with form.allocation_line_ids.edit(0) as line:
            line.amount = 20.0
        form.amount = 900.0
        self.assertEqual(form.allocated_amount, 20.0)

    def test_another_customer_or_strategy_brings_another_proposal(self):
        self.book("2026-01-01 invoice INV1 1500.00 2026-01-31")
        self.book("2026-01-01 invoice INV2 30.00 2026-01-31", customer=self.other_customer)
        form = self.payment_form(amount=3050.0)
        with form.allocation_line_ids.edit(0) as line:
            line.amount = 20.0
        form.partner_id = self.other_customer
        self.assertEqual(form.allocated_amount, 30.0)
        form.allocation_strategy = "manual"
        self.assertEqual(form.allocated_amount, 0.0)

    def test_a_payment_reset_to_draft_and_validated_again_settles_once(self):
        docs = self.book("2026-01-01 invoice INV1 100.00 2026-01-31")
        payment = self.payment_form(amount=150.0).save()
        payment.action_post()
        self.company.payment_correction_policy = "until_transferred"
        payment.action_draft()
        payment.action_post()
        self.assertResiduals(docs, INV1=0.0)
        self.assertEqual(payment.unallocated_amount, 50.0)

    def test_documents_are_added_and_removed(self):
        docs = self.book(
            """
            2026-01-01  invoice  INV1  100.00  2026-01-31
            2026-02-01  invoice  INV2  200.00  2026-02-28
            """
        )
        form = self.payment_form(amount=250.0)
        form.allocation_line_ids.remove(0)
        form.allocation_line_ids.remove(0)
        with form.allocation_line_ids.new() as line:
            line.line_id = self.receivable(docs["INV2"])
        payment = form.save()
        payment.action_post()
        self.assertResiduals(docs, INV1=100.0, INV2=0.0)
        self.assertEqual(payment.unallocated_amount, 50.0)

    def test_what_the_customer_names_in_the_memo_is_settled_first(self):
        docs = self.book(
            """
            2026-01-01  invoice  INV1  100.00  2026-01-31
            2026-02-01  invoice  INV2  200.00  2026-02-28
            """
        )
        payment = self.payment_form(
            amount=250.0, memo=f"Virement {docs['INV2'].name}, merci"
        ).save()
        self.assertEqual(
            self._planned(payment), [("INV1", 50.0, "oldest_due"), ("INV2", 200.0, "instruction")]
        )

    def test_each_strategy_may_be_asked_for(self):
        self.book(
            """
            2026-03-01  invoice  INV1  100.00  2026-03-31
            2026-02-01  invoice  INV2  250.00  2026-04-30
            """
        )
        payment = self.payment_form(amount=250.0).save()
        for strategy, expected in {
            "oldest_due": [("INV1", 100.0, "oldest_due"), ("INV2", 150.0, "oldest_due")],
            "oldest_issued": [("INV1", 0.0, ""), ("INV2", 250.0, "oldest_issued")],
            "exact_match": [("INV1", 0.0, ""), ("INV2", 250.0, "exact")],
            "legal_order": [("INV1", 100.0, "legal_due"), ("INV2", 150.0, "legal_due")],
            "manual": [("INV1", 0.0, ""), ("INV2", 0.0, "")],
        }.items():
            payment.allocation_strategy = strategy
            payment.action_propose_allocation()
            self.assertEqual(self._planned(payment), expected, strategy)

    def test_the_customers_strategy_wins_over_the_companys(self):
        self.book(
            """
            2026-01-01  invoice  INV1  100.00  2026-01-31
            2026-02-01  invoice  INV2  250.00  2026-02-28
            """
        )
        self.company.allocation_strategy = "manual"
        self.assertEqual(self.payment_form(amount=250.0).save().allocated_amount, 0.0)
        self.customer.allocation_strategy = "exact_match"
        self.assertEqual(
            self._planned(self.payment_form(amount=250.0).save()),
            [("INV1", 0.0, ""), ("INV2", 250.0, "exact")],
        )

    def test_a_credit_note_is_deducted_from_the_payment(self):
        docs = self.book(
            """
            2026-01-01  invoice      INV1  1000.00  2026-01-31
            2026-01-15  credit_note  CN1    300.00
            """
        )
        form = self.payment_form(amount=700.0)
        for rank in range(2):
            with form.allocation_line_ids.edit(rank) as line:
                line.amount = line.amount_residual
        self.assertEqual((form.allocated_amount, form.credit_left_amount), (700.0, 0.0))
        payment = form.save()
        payment.action_post()
        self.assertResiduals(docs, INV1=0.0, CN1=0.0)
        self.assertEqual(payment.allocation_state, "full")

    def test_thirty_cheques_are_validated_together(self):
        docs = self.book(
            "\n".join(f"2026-01-{day:02} invoice INV{day} {day}.00" for day in range(1, 31))
        )
        payments = self.env["account.payment"]
        for day in range(1, 31):
            payment = self.book(f"2026-02-01 draft PAY{day} {day}.00")[f"PAY{day}"]
            payment.allocation_line_ids = [
                Command.create({"line_id": self.receivable(docs[f"INV{day}"]).id, "amount": day})
            ]
            payments += payment
        payments.action_post()
        self.assertEqual(set(payments.mapped("allocation_state")), {"full"})
        self.assertFalse(any(doc.amount_residual for doc in docs.values()))
