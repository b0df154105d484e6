from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestHistory(ReceivablesCommon):
    """Who allocated or released what, when and why: readable on both documents, for ever."""

    def _history(self, document):
        action = document.action_open_allocation_history()
        return [
            (event.kind, event.amount, event.reason or "", event.note or "")
            for event in self.env[action["res_model"]].search(action["domain"], order="id")
        ]

    def _remove(self, partial_ids, reason="Wrong invoice"):
        removal = self.env["receivables.allocation.removal"].create(
            {"partial_ids": partial_ids, "reason": reason}
        )
        removal.action_remove()

    def test_an_allocation_can_be_removed_and_not_the_payment(self):
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-01-05 payment PAY1 150.00")
        partial_ids = self.service.apply([self.row(docs["INV1"], docs["PAY1"], 60.0)])
        self._remove(partial_ids)
        self.assertResiduals(docs, INV1=100.0, PAY1=150.0)
        self.assertEqual(docs["PAY1"].move_id.state, "posted")
        expected = [("allocated", 60.0, "manual", ""), ("removed", 60.0, "", "Wrong invoice")]
        self.assertEqual(self._history(docs["INV1"]), expected)
        self.assertEqual(self._history(docs["PAY1"]), expected)

    def test_the_reason_of_the_proposal_is_kept(self):
        docs = self.book(
            """
            2026-01-01  invoice  INV1   70.00  2026-01-31
            2026-01-01  invoice  INV2  100.00  2026-02-28
            2026-01-05  payment  PAY1  100.00
            """
        )
        self.allocate("exact_match")
        self.assertEqual(self._history(docs["INV2"]), [("allocated", 100.0, "exact", "")])
        self.assertFalse(self._history(docs["INV1"]))

    def test_what_core_settles_or_releases_is_kept_too(self):
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-01-05 payment PAY1 150.00")
        credit = self.receivable(docs["PAY1"])
        docs["INV1"].js_assign_outstanding_line(credit.id)
        docs["INV1"].js_remove_outstanding_partial(credit.matched_debit_ids.id)
        self.assertEqual(
            self._history(docs["INV1"]),
            [("allocated", 100.0, "accounting", ""), ("removed", 100.0, "", "")],
        )

    def test_the_user_who_did_it_is_named(self):
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-01-05 payment PAY1 150.00")
        clerk = new_test_user(
            self.env,
            "clerk",
            groups="receivables_ext.group_receivables_user",
            company_id=self.company.id,
        )
        self.service.with_user(clerk).apply([self.row(docs["INV1"], docs["PAY1"], 60.0)])
        event = self.env["receivables.allocation.event"].search([], limit=1)
        self.assertEqual(event.create_uid, clerk)

    def test_an_exchange_difference_is_nobodys_act(self):
        currency = self.setup_other_currency(
            "EUR", rates=[("2026-01-01", 2.0), ("2026-02-01", 1.6)]
        )
        docs = self.book(
            "2026-01-10 invoice INV1 100.00\n2026-02-10 payment PAY1 100.00", currency=currency
        )
        self.allocate()
        self.assertEqual([row[:2] for row in self._history(docs["INV1"])], [("allocated", 100.0)])

    def test_suppliers_have_no_history_here(self):
        before = self.env["receivables.allocation.event"].search_count([])
        bill = self.init_invoice("in_invoice", partner=self.customer, amounts=[100.0], post=True)
        self._register_payment(bill)
        self.assertEqual(self.env["receivables.allocation.event"].search_count([]), before)

    def test_history_can_be_neither_changed_nor_deleted(self):
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-01-05 payment PAY1 150.00")
        self.service.apply([self.row(docs["INV1"], docs["PAY1"], 60.0)])
        event = self.env["receivables.allocation.event"].search([], limit=1)
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            event.sudo().amount = 1.0
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            event.sudo().unlink()
        with self.assertRaises(AccessError):
            event.with_user(self.env.user).sudo(False).create({"kind": "removed"})

    def test_several_removals_at_once(self):
        docs = self.book(
            """
            2026-01-01  invoice  INV1   70.00
            2026-01-01  invoice  INV2  100.00
            2026-01-05  payment  PAY1  170.00
            """
        )
        proposal = self.allocate()
        self.assertEqual(len(proposal), 2)
        self._remove(self.receivable(docs["PAY1"]).matched_debit_ids.ids, "Paid for another order")
        self.assertResiduals(docs, INV1=70.0, INV2=100.0, PAY1=170.0)
        notes = [row[3] for row in self._history(docs["PAY1"]) if row[0] == "removed"]
        self.assertEqual(notes, ["Paid for another order"] * 2)
