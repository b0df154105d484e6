from odoo.exceptions import UserError
from odoo.tests import tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestInvoiceCredits(ReceivablesCommon):
    """Credits proposed, used and applied on invoices; credit notes used on invoices."""

    def _wizard(self, action):
        return self.env[action["res_model"]].browse(action["res_id"])

    # === On the invoice === #

    def test_the_credit_to_use_is_that_of_the_customer_and_the_currency(self):
        docs = self.book(
            """
            2026-01-01  invoice      INV1  1000.00
            2026-01-05  payment      PAY1   300.00
            2026-01-06  credit_note  CN1     50.00
            2026-01-07  draft        PAY2   999.00
            """
        )
        foreign = self.setup_other_currency("EUR")
        docs |= self.book("2026-01-06 payment PAY3 77.00", currency=foreign)
        self.book("2026-01-06 payment PAY4 88.00", customer=self.other_customer)
        self.assertEqual(docs["INV1"].available_credit, 350.0)
        self.assertEqual(docs["INV1"].available_credit_count, 2)
        self.assertFalse(docs["CN1"].available_credit)

    def test_a_credit_on_another_account_is_not_announced(self):
        account = self.company_data["default_account_receivable"].copy({"code": "411900"})
        docs = self.book("2026-01-01 invoice INV1 1000.00")
        self.customer.property_account_receivable_id = account
        docs |= self.book("2026-01-05 payment PAY1 300.00")
        self.assertEqual(docs["INV1"].available_credit, 0.0)

    def test_use_it_takes_the_oldest_credit_first(self):
        docs = self.book(
            """
            2026-01-05  payment      PAY1   300.00
            2026-01-04  credit_note  CN1     50.00
            2026-02-01  invoice      INV1   100.00
            """
        )
        docs["INV1"].action_apply_credits()
        self.assertResiduals(docs, INV1=0.0, CN1=0.0, PAY1=250.0)

    def test_several_small_credits_and_one_big_invoice(self):
        docs = self.book(
            "\n".join(f"2026-01-{day:02} payment PAY{day} 10.00" for day in range(1, 6))
            + "\n2026-02-01 invoice INV1 1000.00"
        )
        docs["INV1"].action_apply_credits()
        self.assertResiduals(docs, INV1=950.0, PAY1=0.0, PAY5=0.0)

    def test_without_credit_use_it_says_so(self):
        docs = self.book("2026-01-01 invoice INV1 1000.00")
        with self.assertRaisesRegex(UserError, "no credit to use"):
            docs["INV1"].action_apply_credits()

    def test_chosen_amounts_of_chosen_credits(self):
        docs = self.book(
            """
            2026-01-05  payment      PAY1   300.00
            2026-01-06  credit_note  CN1    500.00
            2026-02-01  invoice      INV1  1000.00
            """
        )
        wizard = self._wizard(docs["INV1"].action_choose_credits())
        self.assertEqual(wizard.line_ids.mapped("amount"), [300.0, 500.0])
        wizard.line_ids[0].amount = 12.34
        wizard.line_ids[1].amount = 0.0
        wizard.action_apply()
        self.assertResiduals(docs, INV1=987.66, PAY1=287.66, CN1=500.0)

    def test_too_much_is_refused_in_the_dialog(self):
        docs = self.book(
            """
            2026-01-05  payment  PAY1  300.00
            2026-02-01  invoice  INV1  100.00
            """
        )
        wizard = self._wizard(docs["INV1"].action_choose_credits())
        for amount, text in (
            (100.01, "Lower the amounts"),
            (-1.0, "above zero"),
            (0.0, "at least"),
        ):
            wizard.line_ids.amount = amount
            with self.assertRaisesRegex(UserError, text):
                wizard.action_apply()
        self.assertResiduals(docs, INV1=100.0, PAY1=300.0)

    def test_what_is_left_is_said_of_the_document_that_has_less(self):
        docs = self.book(
            """
            2026-01-05  payment  PAY1  200.00
            2026-02-01  invoice  INV1  150.00
            """
        )
        wizard = self._wizard(docs["PAY1"].action_allocate())
        wizard.line_ids.amount = 250.0
        self.assertTrue(wizard.has_excess)
        self.assertIn("150.00", wizard.line_ids.excess)
        with self.assertRaisesRegex(UserError, "INV1.: Only .*150.00 is open"):
            wizard.action_apply()

    def test_credits_are_listed_by_pages(self):
        docs = self.book("2026-02-01 invoice INV1 10000.00")
        payments = self.env["account.payment"]
        for rank in range(90):
            payments += self.book(f"2026-01-05 draft P{rank} 1.00")[f"P{rank}"]
        payments.action_post()
        wizard = self._wizard(docs["INV1"].action_choose_credits())
        self.assertEqual((len(wizard.line_ids), wizard.hidden_count), (40, 50))
        wizard.line_ids[0].amount = 0.5
        wizard.action_show_more()
        self.assertEqual((len(wizard.line_ids), wizard.hidden_count), (80, 10))
        self.assertEqual(sum(wizard.line_ids.mapped("amount")), 79.5)
        # Core's own list would send all of them with the form.
        self.assertFalse(docs["INV1"].invoice_outstanding_credits_debits_widget)
        dialog = self.payment_dialog(docs["INV1"])
        self.assertEqual((len(dialog.credit_line_ids), dialog.credit_hidden_count), (40, 50))

    def test_core_still_lists_a_few_credits(self):
        docs = self.book("2026-01-05 payment P1 1.00\n2026-02-01 invoice INV1 10.00")
        content = docs["INV1"].invoice_outstanding_credits_debits_widget["content"]
        self.assertEqual([row["amount"] for row in content], [1.0])

    # === Credit note: Use === #

    def test_a_credit_note_of_1000_is_used_600_and_400(self):
        docs = self.book(
            """
            2026-01-01  invoice      A     600.00  2026-01-31
            2026-01-02  invoice      B     900.00  2026-02-28
            2026-01-15  credit_note  CN1  1000.00
            """
        )
        wizard = self._wizard(docs["CN1"].action_use_credit())
        self.assertEqual(wizard.line_ids.move_id, docs["A"] + docs["B"])
        self.assertEqual(wizard.line_ids.mapped("amount"), [600.0, 400.0])
        self.assertEqual(wizard.left_amount, 0.0)
        wizard.action_apply()
        self.assertResiduals(docs, A=0.0, B=500.0, CN1=0.0)

    def test_only_open_invoices_of_the_same_customer_and_currency_are_listed(self):
        docs = self.book(
            """
            2026-01-01  invoice      A     600.00  2026-02-28
            2026-01-02  invoice      B     900.00  2026-01-31
            2026-01-02  invoice      C     100.00
            2026-01-03  payment      PAY1  100.00
            2026-01-15  credit_note  CN1   100.00
            """
        )
        self.service.apply([self.row(docs["C"], docs["PAY1"], 100.0)])
        self.book("2026-01-02 invoice D 900.00", customer=self.other_customer)
        self.book("2026-01-02 invoice E 900.00", currency=self.setup_other_currency("EUR"))
        wizard = self._wizard(docs["CN1"].action_use_credit())
        self.assertEqual(wizard.line_ids.mapped("move_id.ref"), ["B", "A"])

    def test_a_used_credit_note_or_a_customer_without_invoice_is_refused(self):
        docs = self.book("2026-01-15 credit_note CN1 100.00")
        with self.assertRaisesRegex(UserError, "no open invoice"):
            docs["CN1"].action_use_credit()
        docs |= self.book("2026-01-16 invoice A 100.00")
        docs["A"].action_apply_credits()
        with self.assertRaisesRegex(UserError, "entirely settled"):
            docs["CN1"].action_use_credit()

    def test_a_credit_note_made_from_an_invoice_settles_it_as_in_core(self):
        docs = self.book("2026-01-01 invoice A 600.00")
        self._reverse_invoice(docs["A"], is_modify=False)
        docs["A"].reversal_move_ids.action_post()
        self.assertResiduals(docs, A=0.0)
        self.assertEqual(docs["A"].payment_state, "reversed")

    # === When an invoice is validated === #

    def test_credits_are_proposed_and_not_applied_by_default(self):
        docs = self.book("2026-01-05 payment PAY1 300.00\n2026-02-01 invoice INV1 1000.00")
        self.assertResiduals(docs, INV1=1000.0, PAY1=300.0)

    def test_credits_are_applied_at_once_where_the_company_wants_it(self):
        self.company.credit_policy = "apply"
        docs = self.book(
            """
            2026-01-05  payment  PAY1  300.00
            2026-02-01  invoice  INV1  1000.00
            2026-02-02  invoice  INV2  100.00
            """
        )
        self.assertResiduals(docs, INV1=700.0, INV2=100.0, PAY1=0.0)

    def test_two_invoices_validated_together_share_the_credit(self):
        docs = self.book("2026-01-05 payment PAY1 300.00\n2026-02-01 invoice INV1 200.00")
        self.company.credit_policy = "apply"
        drafts = docs["INV1"].copy() + docs["INV1"].copy()
        drafts.invoice_date = "2026-02-01"
        drafts.action_post()
        self.assertEqual(sorted(drafts.mapped("amount_residual")), [0.0, 100.0])

    def test_nothing_is_applied_to_a_customer_settled_by_hand(self):
        self.company.credit_policy = "apply"
        self.customer.allocation_strategy = "manual"
        docs = self.book("2026-01-05 payment PAY1 300.00\n2026-02-01 invoice INV1 1000.00")
        self.assertResiduals(docs, INV1=1000.0, PAY1=300.0)

    # === Many customers === #

    def test_allocate_now_on_selected_customers(self):
        text = "2026-01-05 payment PAY1 300.00\n2026-02-01 invoice INV1 1000.00"
        mine, theirs = self.book(text), self.book(text, customer=self.other_customer)
        action = (self.customer + self.other_customer).action_allocate_credits()
        self.assertIn("2", action["params"]["message"])
        self.assertResiduals(mine, INV1=700.0, PAY1=0.0)
        self.assertResiduals(theirs, INV1=700.0, PAY1=0.0)
        action = (self.customer + self.other_customer).action_allocate_credits()
        self.assertIn("Nothing to allocate", action["params"]["message"])
