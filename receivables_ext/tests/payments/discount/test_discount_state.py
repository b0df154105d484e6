from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .discount_common import DiscountCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestDiscountState(DiscountCommon):
    """What settles beyond its money is registered by the act that settles."""

    def assertStateRefused(self, payment):
        deeds = (
            lambda: payment.write({"state": "in_process"}),
            lambda: payment.sudo().write({"state": "paid"}),
            payment.action_validate,
        )
        for deed in deeds:
            with self.assertRaises(UserError) as caught:
                deed()
            self.assertIn("register it with its button", str(caught.exception))
        invoicing = self.person(f"state_{payment.id}", "account.group_account_invoice")
        with self.assertRaises(UserError):
            self.call(invoicing, payment._name, "write", payment.ids, {"state": "in_process"})
        self.assertEqual(payment.state, "draft")
        self.assertFalse(payment.move_id)
        payment.action_post()
        self.end_of_transaction()
        self.assertResiduals({"INV1": self.invoice}, INV1=0.0)

    def test_a_written_state_grants_no_discount(self):
        granted = {"apply_discount": True, "discount_reason": "Agreed"}
        self.assertStateRefused(self.draft(980.0, self.invoice, **granted))

    def test_a_written_state_books_no_deduction(self):
        kind = self.env["receivables.deduction.kind"].create(
            {"name": "Bank fee", "account_id": self.loss.id}
        )
        payment = self.draft(980.0, self.invoice)
        payment.deduction_ids = [Command.create({"kind_id": kind.id, "amount": 20.0})]
        payment.action_propose_allocation()
        self.assertStateRefused(payment)
