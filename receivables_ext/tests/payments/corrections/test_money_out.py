from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ....models.payments.corrections import refund
from .definitive_common import DefinitiveCommon


@tagged("post_install", "-at_install")
class TestMoneyOut(DefinitiveCommon):
    """A payment is not made worthless by an entry that somebody matches with it."""

    def _entry(self, debit, credit, amount, journal=None, ref=False, role="accountant", **links):
        """A posted entry made by hand, with its items by account."""
        partner = self.customer.id
        move = (
            self.env["account.move"]
            .with_user(self.users[role])
            .create(
                {
                    "journal_id": (journal or self.journal).id,
                    "date": "2026-01-20",
                    "ref": ref,
                    **links,
                    "line_ids": [
                        Command.create(
                            {"account_id": account.id, "balance": balance, "partner_id": partner}
                        )
                        for account, balance in ((debit, amount), (credit, -amount))
                    ],
                }
            )
        )
        move.action_post()
        return move

    def _match(self, move, item, role="accountant"):
        line = move.line_ids.filtered(lambda line: line.account_id == item.account_id)
        (line + item).with_user(self.users[role]).reconcile()

    def assertNotMatched(self, why, *args):
        # assertRaisesRegex does not roll back.
        with self.assertRaises(UserError) as caught:
            self._match(*args)
        self.assertIn(why, str(caught.exception))

    def setUp(self):
        super().setUp()
        self.item = self.receivable(self.payment)
        self.outstanding = self.payment.outstanding_account_id
        self.bank_item = self.payment.move_id.line_ids - self.item

    def test_an_entry_in_the_bank_journal_asks_for_a_reason(self):
        for journal in (self.journal, self.company_data["default_journal_cash"]):
            move = self._entry(self.item.account_id, self.outstanding, 50.0, journal)
            self.assertNotMatched("Write in the reference of the entry why", move, self.item)
        cash = self.company_data["default_journal_bank"].default_account_id
        misc = self.company_data["default_journal_misc"]
        move = self._entry(self.item.account_id, cash, 50.0, misc)
        self.assertNotMatched("Write in the reference of the entry why", move, self.item)
        self.assertResiduals(self.docs, INV1=0.0, PAY1=50.0)

    def test_an_entry_is_not_disguised(self):
        """As that of a draft, as the reversal of another entry, as money seen by the bank."""
        draft = self.book("2026-01-07 draft PAY2 10.00")["PAY2"]
        supplier = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "supplier",
                "partner_id": self.customer.id,
                "amount": 5.0,
                "journal_id": self.journal.id,
            }
        )
        supplier.action_post()
        line = self.env["account.bank.statement.line"].create(
            {"journal_id": self.journal.id, "amount": 9.0, "payment_ref": "x"}
        )
        for links in (
            {"origin_payment_id": draft.id},
            {"origin_payment_id": supplier.id},
            {"reversed_entry_id": supplier.move_id.id},
            {"statement_line_id": line.id},
        ):
            with self.subTest(**links):
                move = self._entry(self.item.account_id, self.outstanding, 50.0, **links)
                self.assertNotMatched("Write in the reference", move, self.item)
        self.assertResiduals(self.docs, INV1=0.0, PAY1=50.0)

    def test_with_a_reason_it_is_matched_and_told(self):
        move = self._entry(
            self.item.account_id, self.outstanding, 50.0, ref="Given back in the shop"
        )
        self._match(move, self.item)
        self.assertIn("Given back in the shop", self.payment.message_ids[0].body)
        # What left is not given back again.
        self.assertEqual(self.payment.refundable_amount, 100.0)

    def test_above_the_amount_two_people(self):
        self.company.correction_approval_amount = 40.0
        move = self._entry(self.item.account_id, self.outstanding, 50.0, ref="x")
        for role in ("accountant", "invoicing"):
            self.assertNotMatched("must match the two", move, self.item, role)
        self._match(move, self.item, "settings")
        self.assertResiduals(self.docs, PAY1=0.0)

    def test_small_entries_and_refunds_add_up(self):
        """Cut into parts, the same money still asks for two people."""
        self.company.correction_approval_amount = 40.0
        for amount in (25.0, 15.0):
            move = self._entry(self.item.account_id, self.outstanding, amount, ref="x")
            self._match(move, self.item)
        move = self._entry(self.item.account_id, self.outstanding, 1.0, ref="x")
        self.assertNotMatched("must match the two", move, self.item)
        self.assertTrue(refund.needs_approval(self.payment, 0.01))

    def test_money_that_never_came(self):
        """The item on the outstanding account, closed by something that is not the bank."""
        expense = self.company_data["default_account_expense"]
        move = self._entry(expense, self.outstanding, 150.0)
        self.assertNotMatched("Write in the reference of the entry why", move, self.bank_item)
        bank = self.journal.default_account_id
        self._match(self._entry(bank, self.outstanding, 150.0), self.bank_item)
        self.assertTrue(self.payment.is_matched)

    def test_a_refund_by_core_is_one_too(self):
        self.company.correction_approval_amount = 40.0
        given = (
            self.env["account.payment"]
            .with_user(self.users["accountant"])
            .create(
                {
                    "payment_type": "outbound",
                    "partner_type": "customer",
                    "partner_id": self.customer.id,
                    "amount": 50.0,
                    "journal_id": self.journal.id,
                }
            )
        )
        given.action_post()
        self.assertNotMatched("must match the two", given.move_id, self.item)
        self._match(given.move_id, self.item, "settings")

    def test_debts_of_any_journal_are_settled_as_before(self):
        """An opening balance, a transfer from another account: debts, not money."""
        misc = self.company_data["default_journal_misc"]
        revenue = self.company_data["default_account_revenue"]
        self._match(self._entry(self.item.account_id, revenue, 50.0, misc), self.item)
        self.assertResiduals(self.docs, PAY1=0.0)
