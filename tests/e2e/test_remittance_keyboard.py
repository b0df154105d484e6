"""The cheques of the day go to the bank in three keys."""

from odoo.tests import tagged

from .browser import BrowserCase

CHEQUES = 5


@tagged("post_install", "-at_install")
class TestRemittanceKeyboard(BrowserCase):
    """What is in the safe is put on a slip, which is remitted, without the mouse."""

    def test_a_slip_by_keyboard(self):
        method = self.env["account.payment.method.line"].create(
            {
                "name": "Cheque",
                "journal_id": self.journal.id,
                "payment_method_id": self.env.ref("account.account_payment_method_manual_in").id,
                "means_id": self.env.ref("receivables_ext.means_cheque").id,
            }
        )
        cheques = self.env["account.payment"].create(
            [
                {
                    "payment_type": "inbound",
                    "partner_type": "customer",
                    "partner_id": self.customer.id,
                    "amount": 100.0 + rank,
                    "journal_id": self.journal.id,
                    "payment_method_line_id": method.id,
                    "instrument_number": f"9{rank:03}",
                    "instrument_bank": "BNP",
                }
                for rank in range(CHEQUES)
            ]
        )
        cheques.action_post()
        with self.at(self.clerk, "/odoo/receivables-remittances/new") as clerk:
            clerk.see("[name='journal_id'] input")
            clerk.page.keyboard.press("Alt+g")
            clerk.see("[name='payment_ids'] .o_data_row:has-text('9004')")
            clerk.see("[name='amount_total']:has-text('510.00')")
            clerk.page.keyboard.press("Alt+q")
            clerk.see(".modal .btn-primary:focus")
            clerk.page.keyboard.press("Enter")
            clerk.see("h1:has-text('REM/')")
        slip = cheques.remittance_id
        self.assertRecordValues(
            slip, [{"state": "remitted", "payment_count": CHEQUES, "amount_remitted": 510.0}]
        )
