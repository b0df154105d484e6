from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestFromEntry(ReceivablesCommon):
    """What a journal item takes from its entry is written on the entry, not on the item."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book(
            """
            2026-01-01 invoice INV1 100.00 2026-01-31
            2026-01-05 payment PAY1 150.00
            """
        )
        cls.invoicing = new_test_user(
            cls.env,
            "invoicing",
            groups="base.group_user,account.group_account_invoice",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def test_a_draft_is_no_debt_and_no_credit(self):
        draft = self.docs["INV1"].copy()
        item = draft.line_ids.with_user(self.invoicing)
        for values in (
            {"parent_state": "posted"},
            {"payment_id": self.docs["PAY1"].id},
            {"date": "2020-01-01"},
            {"move_name": "PAY1"},
        ):
            with self.subTest(**values), self.assertRaises(UserError):
                item.write(values)
        with self.assertRaises(UserError):
            draft.with_user(self.invoicing).line_ids = [
                Command.update(item[:1].id, {"parent_state": "posted"})
            ]
        self.assertEqual(self.open_lines(), self.receivable(self.docs["INV1"]) + self.credit())

    def test_what_it_is_made_with_counts_for_nothing(self):
        draft = self.docs["INV1"].copy()
        made = {"account_id": self.company_data["default_account_revenue"].id, "name": "x"}
        for values in ({"parent_state": "posted"}, {"payment_id": self.docs["PAY1"].id}):
            draft.with_user(self.invoicing).line_ids = [Command.create({**made, **values})]
            self.env.flush_all()
            self.env.invalidate_all()
        self.assertEqual({*draft.line_ids.mapped("parent_state")}, {"draft"})
        self.assertFalse(draft.line_ids.payment_id)

    def test_saying_the_same_is_no_change(self):
        invoice = self.docs["INV1"].with_user(self.invoicing)
        item = invoice.line_ids[:1]
        item.write({"parent_state": "posted", "date": invoice.date, "move_name": invoice.name})

    def credit(self):
        return self.receivable(self.docs["PAY1"])
