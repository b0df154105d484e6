from odoo.tests import tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestPaymentSearch(ReceivablesCommon):
    """Payments found, grouped and shown by what is left of them."""

    def test_payments_are_found_by_what_is_left(self):
        docs = self.book(
            """
            2026-01-01  invoice  INV1   50.00
            2026-01-05  payment  FREE   70.00
            2026-01-05  payment  HALF   80.00
            2026-01-05  payment  FULL   20.00
            2026-01-05  draft    DRAFT  90.00
            """
        )
        self.service.apply(
            [self.row(docs["INV1"], docs["HALF"], 30.0), self.row(docs["INV1"], docs["FULL"], 20.0)]
        )
        Payment = self.env["account.payment"]
        mine = [("partner_id", "=", self.customer.id)]
        for domain, names in (
            ([("unallocated_amount", ">", 0)], "FREE HALF"),
            ([("unallocated_amount", "=", 50)], "HALF"),
            ([("unallocated_amount", "<=", 50)], "HALF FULL DRAFT"),
            ([("unallocated_amount", "!=", 0)], "FREE HALF"),
            ([("allocation_state", "=", "partial")], "HALF"),
            ([("allocation_state", "in", ["none", "full"])], "FREE FULL DRAFT"),
            ([("allocation_state", "!=", "full")], "FREE HALF DRAFT"),
        ):
            found = Payment.search(mine + domain)
            self.assertEqual(
                set(found.mapped("payment_reference")),
                set(names.split()),
                f"Payments with {domain}",
            )
        groups = Payment._read_group(mine, ["allocation_state"], ["__count"])
        self.assertEqual(dict(groups), {"none": 2, "partial": 1, "full": 1})

    def test_a_cancelled_payment_is_allocated_to_nothing(self):
        payment = self.book("2026-01-05 payment PAY1 70.00")["PAY1"]
        self.company.payment_correction_policy = "until_transferred"
        payment.action_cancel()
        self.assertEqual(payment.allocation_state, "none")
        self.assertEqual((payment.allocated_amount, payment.credit_left_amount), (0.0, 0.0))
        found = payment.search([("id", "=", payment.id), ("allocation_state", "=", "none")])
        self.assertEqual(found, payment)
