import itertools

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
            with self.assertRaisesRegex(UserError, "made for something else"):
                draft.with_user(user).move_id = self.payment.move_id

    def test_no_payment_takes_the_entry_of_another_document(self):
        """Nor a supplier's, an invoice's own, a transfer's: undoing one would undo the other."""
        misc = self._book_entry(self.users["accountant"])
        bill = self.init_invoice("in_invoice", partner=self.customer, amounts=[50.0])
        reversal_of_other = self.env["account.move"].create(
            {"journal_id": misc.journal_id.id, "reversed_entry_id": misc.id}
        )
        drafts = self.init_invoice("out_invoice", partner=self.customer, amounts=[70.0])
        entries = self.payment.move_id + misc + bill + reversal_of_other + drafts
        for role in ("clerk", "invoicing", "accountant"):
            for partner_type, entry in itertools.product(("supplier", "customer"), entries):
                vals = {
                    "partner_type": partner_type,
                    "payment_type": "outbound" if partner_type == "supplier" else "inbound",
                    "partner_id": self.customer.id,
                    "amount": 5.0,
                    "journal_id": self.company_data["default_journal_bank"].id,
                }
                Payment = self.env["account.payment"].with_user(self.users[role])
                with self.subTest(role=role, partner_type=partner_type, entry=entry.name):
                    self.assertRefused(Payment.create, {**vals, "move_id": entry.id})
                    if not (role == "clerk" and partner_type == "supplier"):
                        own = Payment.create(vals)
                        self.assertRefused(own.write, {"move_id": entry.id})
                    if role != "clerk":
                        mine = entry.with_user(self.users[role])
                        self.assertRefused(mine.write, {"payment_ids": [Command.create(vals)]})

    def test_a_programme_gives_its_payment_a_new_entry(self):
        """As core's expenses do: the entry first, then the payment, then the link back."""
        journal = self.company_data["default_journal_bank"]
        payment_vals = {
            "partner_type": "supplier",
            "payment_type": "outbound",
            "partner_id": self.customer.id,
            "amount": 5.0,
            "journal_id": journal.id,
        }
        accounts = self.company_data["default_account_payable"], journal.default_account_id
        lines = [
            Command.create({"account_id": account.id, "balance": balance})
            for account, balance in zip(accounts, (5.0, -5.0), strict=True)
        ]
        user = self.users["invoicing"]
        move = self.env["account.move"].create({"journal_id": journal.id, "line_ids": lines})
        payment = (
            self.env["account.payment"]
            .with_user(user)
            .sudo()
            .create({**payment_vals, "move_id": move.id})
        )
        move.origin_payment_id = payment
        payment.action_post()
        payment.action_draft()
        self.assertEqual((payment.state, move.state), ("draft", "draft"))

    def test_an_entry_that_slipped_in_is_not_acted_on(self):
        """Rows of before, or written in the database: what is elevated is proven own first."""
        draft = self.book("2026-01-07 draft PAY2 10.00")["PAY2"]
        misc = self._book_entry(self.users["accountant"])
        self.env.flush_all()
        for move in (misc, self.payment.move_id):
            self.env.cr.execute(
                "UPDATE account_payment SET move_id = %s WHERE id = %s", (move.id, draft.id)
            )
            self.env.invalidate_all()
            mine = draft.with_user(self.users["clerk"])
            self.assertRefused(mine.action_post)
            self.assertRefused(mine.write, {"memo": "another reference"})
            self.assertNotEqual(move.ref, "another reference")
            for user in ("invoicing", "accountant"):
                self.company.payment_correction_policy = "until_transferred"
                undone = draft.with_user(self.users[user])
                if move == self.payment.move_id:
                    self.assertRefused(undone.action_draft)
                    self.assertRefused(undone.action_cancel)
                    self.assertRefused(undone.unlink)
