from odoo.exceptions import RedirectWarning, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ...models.ledger import roles
from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestPayMissing(ReceivablesCommon):
    """*Pay* on a document that cannot be paid says what is missing, and leads to it."""

    def draft(self, customer=True, amount=100.0):
        line = {"name": "Work", "price_unit": amount, "tax_ids": [Command.clear()]}
        return self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": customer and self.customer.id,
                "invoice_line_ids": [Command.create(line)] if amount else [],
            }
        )

    def assertLeads(self, move, word):
        for act in (move.action_register_payment, move.action_force_register_payment):
            with self.assertRaises(RedirectWarning) as caught:
                act()
            sentence, action = caught.exception.args[:2]
            self.assertIn(word, sentence)
            self.assertEqual((action["res_model"], action["res_id"]), (move._name, move.id))
        params = move.action_pay_missing()["params"]
        self.assertIn(word, params["message"])
        self.assertEqual(params["next"]["res_id"], move.id)

    def test_each_missing_field_has_its_sentence(self):
        self.assertLeads(self.draft(customer=False), "choose the customer")
        self.assertLeads(self.draft(amount=0), "has no amount")
        self.assertLeads(self.draft(), "validate it before")

    def test_paid_and_cancelled_documents_open_no_dialog(self):
        docs = self.book("2026-01-05 invoice INV1 200\n2026-01-06 payment PAY1 200")
        self.allocate()
        self.assertLeads(docs["INV1"], "nothing is left to pay")
        [back] = self.book("2026-02-05 invoice INV2 50").values()
        back._reverse_moves(cancel=True)
        self.assertLeads(back, "by a credit note")
        cancelled = self.draft()
        cancelled.button_cancel()
        self.assertLeads(cancelled, "is cancelled")

    def test_of_several_those_that_are_not_ready_are_named(self):
        docs = self.book("2026-01-05 invoice INV1 200\n2026-01-06 invoice INV2 300")
        drafts = self.draft() + self.draft(customer=False)
        with self.assertRaises(UserError) as caught:
            (docs["INV1"] + drafts).action_force_register_payment()
        for draft in drafts:
            self.assertIn(draft.display_name, str(caught.exception))
        self.assertNotIn(docs["INV1"].name, str(caught.exception))
        action = (docs["INV1"] + docs["INV2"]).action_register_payment()
        self.assertEqual(action["res_model"], "account.payment.register")

    def test_a_partly_paid_one_opens_the_dialog_for_a_clerk(self):
        docs = self.book("2026-01-05 invoice INV1 200\n2026-01-06 payment PAY1 50")
        self.allocate()
        clerk = self.person("clerk", roles.CLERK)
        action = self.call(clerk, "account.move", "action_pay_missing", docs["INV1"].ids)
        self.assertEqual(action["res_model"], "account.payment.register")
