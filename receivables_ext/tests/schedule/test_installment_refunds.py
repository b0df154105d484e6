from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ...models.checks.identity import find_disagreements
from .installment_common import InstallmentCommon

ROW = ("document", "date_due", "amount", "amount_received", "amount_to_collect", "status")


@tagged("post_install", "-at_install")
class TestInstallmentRefunds(InstallmentCommon):
    """What was given back for a credit note beyond its worth is owed, in every figure (A-24)."""

    def refund(self, credit_note, amount):
        """Give back ``amount`` for a credit note, in the dialog that a person opens on it."""
        dialog = self.payment_dialog(credit_note)
        dialog.amount = amount
        dialog.payment_date = "2026-06-05"
        dialog.save().action_create_payments()
        return self.env["account.payment"].search(
            [("partner_id", "=", self.customer.id), ("payment_type", "=", "outbound")]
        )

    def assertAllSay(self, owed, **values):
        """Card, schedule and lateness say it, and statement, ageing and ledger do (A-23)."""
        self.assertOwes(owed, late=owed, **values)
        self.assertEqual(find_disagreements(self.env, self.customer.ids), [])

    def test_too_much(self):
        docs = self.book("2026-05-01 credit_note CN1 100.00")
        refund = self.refund(docs["CN1"], 120.0)
        self.assertResiduals(docs, CN1=0.0)
        self.assertSchedule(
            f"Refund {refund.name} | 2026-06-05 | 120.00 | 100.00 | 20.00 | overdue", *ROW
        )
        self.assertAllSay(20.0)

    def test_too_much_for_a_credit_note_in_two_parts(self):
        docs = self.book("2026-05-01 credit_note CN1 100.00 2026-05-31=50,2026-06-30=50")
        self.refund(docs["CN1"], 120.0)
        self.assertResiduals(docs, CN1=0.0)
        self.assertAllSay(20.0)

    def test_too_much_in_another_currency(self):
        rates = [("2026-01-01", 2.0), ("2026-06-01", 1.0)]
        foreign = self.setup_other_currency("CAD", rates=rates)
        docs = self.book("2026-05-01 credit_note CN1 100.00", currency=foreign)
        self.refund(docs["CN1"], 120.0)
        self.assertAllSay(20.0)

    def test_all_of_it_although_a_part_was_used(self):
        docs = self.book("2026-05-01 invoice INV1 100.00\n2026-05-02 credit_note CN1 150.00")
        self.settle_by_core(docs["INV1"], docs["CN1"])
        self.refund(docs["CN1"], 150.0)
        self.assertResiduals(docs, INV1=0.0, CN1=0.0)
        self.assertAllSay(100.0)

    def test_a_credit_note_beyond_its_invoice_is_a_credit_and_no_debt(self):
        docs = self.book("2026-05-01 invoice INV1 100.00\n2026-05-02 credit_note CN1 150.00")
        self.settle_by_core(docs["INV1"], docs["CN1"])
        self.assertAllSay(0.0, to_use=50.0)
        self.refund(docs["CN1"], 50.0)
        self.assertAllSay(0.0)

    def test_its_credit_note_goes_back_to_draft(self):
        docs = self.book("2026-05-01 credit_note CN1 100.00")
        self.refund(docs["CN1"], 100.0)
        self.assertAllSay(0.0)
        self.assertSchedule("", "code")
        self.draft_by_law(docs["CN1"])
        self.assertAllSay(100.0)

    def test_what_was_too_much_is_paid_from_the_schedule(self):
        docs = self.book("2026-05-01 credit_note CN1 100.00")
        refund = self.refund(docs["CN1"], 120.0)
        clerk = self.person(
            "clerk_refund", "base.group_user", "receivables_ext.group_receivables_user"
        )
        action = self.installments().with_user(clerk).action_register_payment()
        model = self.env[action["res_model"]].with_user(clerk).with_context(**action["context"])
        dialog = Form(model)
        self.assertEqual(dialog.amount, 20.0)
        dialog.save().action_create_payments()
        self.assertAllSay(0.0)
        self.assertSchedule("", "code")
        with self.assertRaises(UserError):
            refund.move_id.matched_payment_ids = False
