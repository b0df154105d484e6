from odoo.exceptions import UserError
from odoo.tests import tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestCorrectionOutOfUse(ReceivablesCommon):
    """A payment is corrected although its journal, method or account is no longer what it was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book(
            """
            2026-01-10  invoice  INV  100.00
            2026-01-15  payment  PAY  100.00
            """
        )
        cls.payment = cls.docs["PAY"]
        cls.allocate()

    def correct(self):
        """Correct the payment; the draft that replaces it."""
        return (
            self.env["receivables.payment.correction"]
            ._request(self.payment, "Wrong day", self.payment.date)
            .replacement_id
        )

    def assertRefused(self, words, act):
        # assertRaisesRegex does not roll back.
        with self.assertRaises(UserError) as caught:
            act()
        self.assertIn(words, str(caught.exception))

    def test_in_a_journal_that_was_archived(self):
        self.journal.active = False
        draft = self.correct()
        self.assertResiduals(self.docs, INV=100.0, PAY=0.0)
        self.assertRefused("Choose another journal", draft.action_post)
        draft.journal_id = self.company_data["default_journal_cash"]
        draft.action_post()
        self.assertResiduals(self.docs, INV=0.0)

    def test_on_an_account_where_nothing_is_matched_any_more(self):
        self.payment.outstanding_account_id.reconcile = False
        self.correct().action_post()
        self.assertResiduals(self.docs, INV=0.0)

    def test_on_an_account_that_was_archived(self):
        account = self.payment.outstanding_account_id
        account.active = False
        self.assertRefused("put back in use", self.correct)
        self.assertEqual(self.payment.collection_state, "registered")
        self.assertResiduals(self.docs, INV=0.0)
        account.active = True
        self.correct().action_post()
        self.assertResiduals(self.docs, INV=0.0)

    def test_by_a_method_that_was_taken_away(self):
        self.journal.inbound_payment_method_line_ids[0].copy()
        self.journal.inbound_payment_method_line_ids -= self.payment.payment_method_line_id
        self.correct().action_post()
        self.assertResiduals(self.docs, INV=0.0)
