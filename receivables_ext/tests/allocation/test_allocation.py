from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestAllocation(ReceivablesCommon):
    def test_a_payment_settles_the_oldest_invoice_first(self):
        docs = self.book(
            """
            2026-01-01  invoice  INV1  100.00  2026-01-31
            2026-02-01  invoice  INV2   50.00  2026-02-28
            2026-03-01  payment  PAY1  120.00
            """
        )
        self.allocate()
        self.assertResiduals(docs, INV1=0.0, INV2=30.0, PAY1=0.0)

    def test_amounts_are_those_of_the_proposal(self):
        docs = self.book(
            """
            2026-01-01  invoice  INV1  100.00  2026-01-31
            2026-02-01  invoice  INV2   50.00  2026-02-28
            2026-03-01  payment  PAY1  120.00
            """
        )
        self.service.apply(
            [
                self.row(docs["INV1"], docs["PAY1"], 10.0),
                self.row(docs["INV2"], docs["PAY1"], 33.33),
            ]
        )
        self.assertResiduals(docs, INV1=90.0, INV2=16.67, PAY1=76.67)

    def test_proposing_writes_nothing(self):
        docs = self.book(
            """
            2026-01-01  invoice  INV1  100.00
            2026-03-01  payment  PAY1  120.00
            """
        )
        self.env.flush_all()
        partials = self.env["account.partial.reconcile"].search_count([])
        proposal = self.service.propose(self.open_lines().ids)
        self.assertEqual(len(proposal), 1)
        self.assertEqual(self.env["account.partial.reconcile"].search_count([]), partials)
        self.assertResiduals(docs, INV1=100.0, PAY1=120.0)

    def test_more_than_what_is_left_is_refused_and_nothing_is_written(self):
        docs = self.book(
            """
            2026-01-01  invoice  INV1  100.00
            2026-01-01  invoice  INV2  100.00
            2026-03-01  payment  PAY1  120.00
            """
        )
        for rows, text in (
            ([("INV1", "PAY1", 100.01)], "100.00"),
            ([("INV1", "PAY1", 100.0), ("INV2", "PAY1", 20.01)], "120.00"),
        ):
            proposal = [
                self.row(docs[debit], docs[credit], amount) for debit, credit, amount in rows
            ]
            with self.assertRaisesRegex(UserError, text):
                self.service.apply(proposal)
        self.assertResiduals(docs, INV1=100.0, INV2=100.0, PAY1=120.0)
