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

    def test_items_of_another_entry_do_not_come_into_that_of_a_payment(self):
        """Two items that balance each other would book anything in its name."""
        accounts = self.company_data["default_account_revenue"].id
        for role in ("invoicing", "accountant"):
            entry = (
                self.env["account.move"]
                .with_user(self.users[role])
                .create(
                    {
                        "line_ids": [
                            Command.create({"account_id": accounts, "balance": balance})
                            for balance in (30.0, -30.0)
                        ]
                    }
                )
            )
            move = self.payment.move_id
            self.assertRefused(entry.line_ids.write, {"move_id": move.id})
            self.assertRefused(
                move.with_user(entry.env.user).write,
                {"line_ids": [Command.link(line.id) for line in entry.line_ids]},
            )
            self.assertEqual(len(move.line_ids), 2)

    def test_a_reversal_is_not_prepared_before_the_payment(self):
        """A draft with an entry, as a remote call may make one, and its reversal beside it."""
        user = self.users["invoicing"]
        draft = (
            self.env["account.payment"]
            .with_user(user)
            .create(
                {
                    "payment_type": "inbound",
                    "partner_type": "customer",
                    "partner_id": self.customer.id,
                    "amount": 77.0,
                    "journal_id": self.journal.id,
                    "write_off_line_vals": [],
                }
            )
        )
        self.assertTrue(draft.move_id)
        with self.assertRaises(UserError):
            self._book_entry(user, reversed_entry_id=draft.move_id.id)
        draft.action_post()
        self.assertEqual(draft.collection_state, "registered")

    def test_nor_before_its_entry(self):
        """An entry by hand and its reversal, then a payment that takes the first."""
        user = self.users["invoicing"]
        draft = self.book("2026-01-07 draft PAY2 77.00")["PAY2"].with_user(user)
        entry = self._book_entry(user)
        self._book_entry(user, reversed_entry_id=entry.id)
        with self.assertRaises(UserError):
            entry.origin_payment_id = draft
            draft.move_id = entry
            draft.action_post()
        self.assertEqual(draft.state, "draft")

    def test_a_payment_is_tied_to_no_invoice_that_it_does_not_settle(self):
        """Core would call it paid by the bank once that invoice is."""
        user, other = self.users["invoicing"], self.book("2026-01-01 invoice INV2 60.00")["INV2"]
        known = self.payment.invoice_ids
        for invoice in (other, other.copy()):
            mine = invoice.with_user(user)
            for command in (Command.link(self.payment.id), Command.set(self.payment.ids)):
                self.assertRefused(mine.write, {"matched_payment_ids": [command]})
        vals = {"move_type": "out_invoice", "partner_id": self.customer.id}
        vals["matched_payment_ids"] = [Command.link(self.payment.id)]
        self.assertRefused(self.env["account.move"].with_user(user).create, vals)
        self.assertEqual(self.payment.invoice_ids, known)

    def test_a_payment_made_in_the_dialog_stays_tied_to_its_invoices(self):
        invoices = self.book("2026-01-01 invoice INV3 60.00\n2026-01-02 invoice INV4 60.00")
        invoices = invoices["INV3"] + invoices["INV4"]
        dialog = (
            self.env["account.payment.register"]
            .with_user(self.users["clerk"])
            .with_context(active_model="account.move", active_ids=invoices.ids)
            .create({"group_payment": True, "amount": 60.0})
        )
        payment = dialog._create_payments()
        self.assertEqual(payment.invoice_ids, invoices, "also the one for which nothing is left")
        self.assertRefused(
            invoices.with_user(self.users["invoicing"]).write,
            {"matched_payment_ids": [Command.clear()]},
        )
        self.assertEqual(payment.invoice_ids, invoices)

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
