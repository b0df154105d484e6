from odoo.exceptions import UserError
from odoo.tests import tagged

from .remittance_common import RemittanceCommon


@tagged("post_install", "-at_install")
class TestRemittanceAccounts(RemittanceCommon):
    """Cheques and bills wait on their own accounts."""

    def test_a_means_waits_on_one_account_in_all_journals(self):
        second = self.offer("cheque", self.journal.copy())
        self.assertFalse(self.cheque.waiting_account_id, "the two differ")
        self.cheque.waiting_account_id = self.waiting
        self.assertEqual(second.payment_account_id, self.waiting)
        payment = self.receive(100)
        self.assertIn(self.waiting, payment.move_id.line_ids.account_id)

    def test_what_cannot_wait_is_refused(self):
        with self.assertRaisesRegex(UserError, "Nothing can wait on"):
            self.cheque.waiting_account_id = self.journal.default_account_id
        note = self.env.ref("receivables_ext.means_note")
        note.method_line_ids.filtered(lambda line: line.company_id == self.company).unlink()
        with self.assertRaisesRegex(UserError, "offered in no journal"):
            note.waiting_account_id = self.waiting

    def test_the_usual_accounts_of_the_chart(self):
        self.offer("bill", self.journal)
        self.company.account_fiscal_country_id = self.env.ref("base.fr")
        bills = self.env["account.account"].create(
            {"name": "Bills", "code": "511300", "account_type": "asset_cash"}
        )
        self.company._wait_on_usual_accounts()
        means = self.env.ref("receivables_ext.means_bill")
        self.assertEqual(means.waiting_account_id, bills)
        self.assertTrue(bills.reconcile)
        self.company.account_fiscal_country_id = self.env.ref("base.us")
        with self.assertRaisesRegex(UserError, "No accounts are known"):
            self.company._wait_on_usual_accounts()
