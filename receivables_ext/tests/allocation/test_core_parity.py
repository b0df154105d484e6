"""What core makes on the way of an allocation is what core makes by its own means.

Each test books the same documents twice: once settled by core with payments of just the
amounts, once by chosen amounts of a bigger payment; then compares.
"""

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestCoreParity(ReceivablesCommon):
    def _partials(self, invoice):
        """Amounts of the allocations of an invoice, in the three currencies."""
        partials = invoice.line_ids.matched_credit_ids.sorted("id")
        return [
            (p.amount, p.debit_amount_currency, p.credit_amount_currency)
            for p in partials
            if p.credit_move_id.payment_id
        ]

    def _exchange(self, invoice):
        """Amounts of the exchange differences that belong to an invoice."""
        lines = invoice.line_ids.filtered("matched_credit_ids") + invoice.line_ids.filtered(
            "matched_debit_ids"
        )
        moves = (lines.matched_credit_ids + lines.matched_debit_ids).exchange_move_id
        return sorted(
            (line.account_id.code, line.balance)
            for line in moves.line_ids
            if line.account_id.account_type != "asset_receivable"
        )

    # === Two currencies === #

    def _foreign(self):
        return self.setup_other_currency(
            "EUR", rates=[("2026-01-01", 2.0), ("2026-02-01", 1.6), ("2026-03-01", 2.5)]
        )

    def test_chosen_amounts_in_a_foreign_currency(self):
        currency = self._foreign()
        core = self.book(
            """
            2026-01-10  invoice  INV  100.00
            2026-02-10  payment  P1    20.00
            2026-03-10  payment  P2    33.33
            """,
            currency=currency,
        )
        for name in ("P1", "P2"):
            self.settle_by_core(core["INV"], core[name])
        ours = self.book(
            """
            2026-01-10  invoice  INV  100.00
            2026-02-10  payment  P1    60.00
            2026-03-10  payment  P2    90.00
            """,
            customer=self.other_customer,
            currency=currency,
        )
        for name, amount in (("P1", 20.0), ("P2", 33.33)):
            self.service.apply([self.row(ours["INV"], ours[name], amount)])
        self.assertEqual(self._partials(ours["INV"]), self._partials(core["INV"]))
        self.assertEqual(self._exchange(ours["INV"]), self._exchange(core["INV"]))
        self.assertResiduals(ours, INV=46.67, P1=40.0, P2=56.67)
        debit = self.receivable(ours["INV"])
        self.assertEqual(debit.amount_residual, self.receivable(core["INV"]).amount_residual)

    def test_a_foreign_payment_used_to_the_end_leaves_no_drift(self):
        currency = self._foreign()
        docs = self.book(
            """
            2026-01-10  invoice  INV  100.00
            2026-02-10  payment  P1   100.00
            """,
            currency=currency,
        )
        for amount in (33.33, 33.33, 33.34):
            self.service.apply([self.row(docs["INV"], docs["P1"], amount)])
        for name in ("INV", "P1"):
            line = self.receivable(docs[name])
            self.assertEqual((line.amount_residual, line.amount_residual_currency), (0.0, 0.0))
            self.assertTrue(line.full_reconcile_id)

    def test_a_payment_of_another_currency_settles_the_amount_chosen_of_itself(self):
        currency = self._foreign()
        core = self.book("2026-01-10 invoice INV 100.00", currency=currency)
        core |= self.book("2026-02-10 payment P1 10.00")
        self.settle_by_core(core["INV"], core["P1"])
        ours = self.book(
            "2026-01-10 invoice INV 100.00", customer=self.other_customer, currency=currency
        )
        ours |= self.book("2026-02-10 payment P1 30.00", customer=self.other_customer)
        self.service.apply([self.row(ours["INV"], ours["P1"], 10.0)])
        self.assertEqual(self._partials(ours["INV"]), self._partials(core["INV"]))
        self.assertResiduals(ours, P1=20.0)

    def test_a_document_of_another_currency_added_to_the_grid(self):
        currency = self._foreign()
        docs = self.book("2026-01-10 invoice INV 100.00", currency=currency)
        payment = self.book("2026-02-10 draft P1 30.00")["P1"]
        payment.allocation_line_ids = [
            Command.create({"line_id": self.receivable(docs["INV"]).id, "amount": 10.0})
        ]
        payment.action_post()
        self.assertEqual(payment.unallocated_amount, 20.0)
        self.assertLess(self.receivable(docs["INV"]).amount_residual_currency, 100.0)

    def test_more_than_the_other_currency_can_take_is_refused(self):
        currency = self._foreign()
        docs = self.book("2026-01-10 invoice INV 10.00", currency=currency)
        docs |= self.book("2026-02-10 payment P1 30.00")
        with self.assertRaisesRegex(UserError, "23.75 too much"), self.cr.savepoint():
            self.service.apply([self.row(docs["INV"], docs["P1"], 30.0)])
        self.assertResiduals(docs, INV=10.0, P1=30.0)

    def test_three_documents_in_two_currencies_in_one_proposal(self):
        currency = self._foreign()
        docs = self.book(
            """
            2026-01-10  invoice  EUR1  100.00
            2026-02-10  payment  PEUR   60.00
            """,
            currency=currency,
        )
        docs |= self.book(
            """
            2026-01-10  invoice  USD1   50.00
            2026-02-10  payment  PUSD  100.00
            """
        )
        self.service.apply(
            [
                self.row(docs["EUR1"], docs["PEUR"], 15.0),
                self.row(docs["USD1"], docs["PUSD"], 25.0),
                self.row(docs["EUR1"], docs["PUSD"], 5.0),
            ]
        )
        self.assertResiduals(docs, PEUR=45.0, USD1=25.0, PUSD=70.0)
        self.assertLess(self.receivable(docs["EUR1"]).amount_residual_currency, 85.0)

    # === Installments === #

    def test_three_installments_are_settled_one_by_one(self):
        docs = self.book(
            """
            2026-01-01  invoice  INV1  1000.00  2026-01-31=30,2026-02-28=30,2026-03-31=40
            2026-01-05  payment  PAY1   500.00
            """
        )
        first, second, third = self.receivable(docs["INV1"])
        row = self.row(docs["INV1"], docs["PAY1"], 0.0)
        self.service.apply(
            [
                {**row, "debit_line_id": third.id, "amount": 150.0},
                {**row, "debit_line_id": first.id, "amount": 50.0},
            ]
        )
        self.assertEqual(
            [line.amount_residual for line in (first, second, third)], [250.0, 300.0, 250.0]
        )
        self.assertResiduals(docs, PAY1=300.0)

    # === Companies === #

    def test_nothing_crosses_companies(self):
        other = self.setup_other_company()["company"]
        docs = self.book("2026-01-01 invoice INV1 100.00")
        journal = self.env["account.journal"].search(
            [("company_id", "=", other.id), ("type", "=", "bank")], limit=1
        )
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.customer.id,
                "amount": 100.0,
                "journal_id": journal.id,
            }
        )
        payment.action_post()
        self.assertFalse(docs["INV1"].available_credit)
        self.assertFalse(self.service.propose(self.open_lines().ids))
        with self.assertRaisesRegex(UserError, "different companies"):
            self.service.apply([self.row(docs["INV1"], payment, 100.0)])

    def test_a_credit_of_the_company_settles_an_invoice_of_its_branch(self):
        self.company.write({"child_ids": [Command.create({"name": "Branch"})]})
        self.cr.precommit.run()  # core loads the accounts of the branch there
        branch = self.company.child_ids
        self.env.user.company_ids += branch
        docs = self.book("2026-02-10 payment P1 300.00\n2026-01-10 invoice INV 100.00")
        both = docs["INV"].with_context(allowed_company_ids=(branch + self.company).ids)
        invoice = both.copy({"company_id": branch.id, "invoice_date": "2026-01-10"})
        invoice.action_post()
        self.assertEqual((invoice.company_id, invoice.available_credit), (branch, 300.0))
        invoice.action_apply_credits()
        self.assertEqual(invoice.amount_residual, 0.0)
        self.assertEqual(docs["P1"].unallocated_amount, 200.0)

    # === Full reconcile === #

    def test_what_is_settled_to_the_end_is_fully_reconciled_as_in_core(self):
        docs = self.book(
            """
            2026-01-01  invoice  INV1  100.00
            2026-01-02  invoice  INV2   50.00
            2026-01-05  payment  PAY1  150.00
            """
        )
        self.allocate()
        lines = self.receivable(docs["INV1"]) + self.receivable(docs["INV2"])
        lines += self.receivable(docs["PAY1"])
        self.assertEqual(len(lines.full_reconcile_id), 1)
        self.assertEqual(set(lines.mapped("matching_number")), {str(lines.full_reconcile_id.id)})
        self.assertEqual(docs["PAY1"].reconciled_invoice_ids, docs["INV1"] + docs["INV2"])

    def test_dates_of_allocations_are_those_of_core(self):
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-02-05 payment PAY1 150.00")
        partial = self.env["account.partial.reconcile"].browse(
            self.service.apply([self.row(docs["INV1"], docs["PAY1"], 10.0)])
        )
        self.assertEqual(partial.max_date, fields.Date.to_date("2026-02-05"))
