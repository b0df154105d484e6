from odoo.exceptions import UserError
from odoo.fields import Command, Date
from odoo.tests import tagged

from .definitive_common import DefinitiveCommon


@tagged("post_install", "-at_install")
class TestPaymentLinks(DefinitiveCommon):
    """No entry passes itself off as that of a registered payment, or as its reversal."""

    def _book_entry(self, user, **links):
        """A posted journal entry on the customer's account, made by ``user``."""
        entry = (
            self.env["account.move"]
            .with_user(user)
            .create(
                {
                    "date": "2026-01-10",
                    "journal_id": self.company_data["default_journal_misc"].id,
                    "line_ids": [
                        Command.create(
                            {
                                "account_id": self.receivable(self.payment).account_id.id,
                                "partner_id": self.customer.id,
                                "balance": -77.0,
                            }
                        ),
                        Command.create(
                            {
                                "account_id": self.company_data["default_account_revenue"].id,
                                "balance": 77.0,
                            }
                        ),
                    ],
                    **links,
                }
            )
        )
        entry.action_post()
        return entry

    def test_a_payment_is_reversed_by_its_buttons_only(self):
        """By hand there would be no reason and no second person."""
        move = self.payment.move_id
        for policy in ("definitive", "until_transferred"):
            self.company.payment_correction_policy = policy
            for role in ("invoicing", "accountant"):
                user = self.users[role]
                entry = self._book_entry(user)
                dialog = (
                    self.env["account.move.reversal"]
                    .with_user(user)
                    .with_context(active_model="account.move", active_ids=move.ids)
                    .create({"journal_id": move.journal_id.id, "date": "2026-01-20"})
                )
                for deed in (
                    dialog.reverse_moves,
                    dialog.modify_moves,
                    lambda user=user: self._book_entry(user, reversed_entry_id=move.id),
                    lambda user=user: self._book_entry(user, origin_payment_id=self.payment.id),
                    lambda entry=entry: entry.write({"reversed_entry_id": move.id}),
                    lambda entry=entry: entry.write({"origin_payment_id": self.payment.id}),
                ):
                    with self.subTest(policy=policy, role=role):
                        self.assertRefused(deed)

    def test_a_reversal_stays_the_reversal_of_its_payment(self):
        self.env["receivables.payment.correction"]._request(self.payment, "x", Date.today())
        reversal = self.payment.reversal_ids.with_user(self.users["accountant"])
        self.assertRefused(lambda: reversal.write({"reversed_entry_id": False}))
        self.assertRefused(lambda: reversal._reverse_moves([{}], cancel=False))
        self.assertEqual(self.payment.collection_state, "reversed")

    def test_a_payment_takes_no_entry_of_another(self):
        """Undoing the second would undo the first, which may be closed or exported."""
        self.company.payment_correction_policy = "until_transferred"
        draft = self.book("2026-01-07 draft PAY2 10.00")["PAY2"]
        for user in (self.users["clerk"], self.users["invoicing"]):
            with self.assertRaisesRegex(UserError, "belongs to"):
                draft.with_user(user).move_id = self.payment.move_id
