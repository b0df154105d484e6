from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..schedule.agreement_common import AgreementCommon

STATUSES = ("registered", "partial", "overdue", "paid")


@tagged("post_install", "-at_install")
class TestAgreementStatus(AgreementCommon):
    """The status of an invoice follows what was agreed, in Python, in searches and in groups."""

    def setUp(self):
        super().setUp()
        docs = self.book(
            """
            2026-04-01 invoice INV1 1200 2026-05-01
            2026-04-01 invoice INV2 100 2026-05-02
            2026-04-01 invoice INV3 100 2026-07-01
            2026-06-10 payment PAY 400
            """
        )
        self.first, self.second, self.third = (docs[name] for name in ("INV1", "INV2", "INV3"))
        self.money = docs["PAY"]

    def assertStatus(self, *expected):
        self.env.flush_all()
        self.env.invalidate_all()
        moves = self.first | self.second | self.third
        found = moves.mapped("lifecycle_status")
        self.assertEqual(tuple(found), expected)
        Move = self.env["account.move"]
        for status in STATUSES:
            searched = Move.search([("id", "in", moves.ids), ("lifecycle_status", "=", status)])
            self.assertEqual(
                sorted(searched.ids),
                [move.id for move in moves if move.lifecycle_status == status],
                status,
            )
        groups = Move._read_group([("id", "in", moves.ids)], ["lifecycle_status"], ["__count"])
        self.assertEqual(dict(groups), {each: found.count(each) for each in set(found)})
        for move in moves:
            for name in ("days_to_due", "next_due_date"):
                searched = Move.search([("id", "in", moves.ids), (name, "=", move[name])])
                self.assertIn(move, searched, name)
        months = Move._read_group([("id", "in", moves.ids)], ["next_due_date:month"], ["__count"])
        self.assertEqual(sum(count for _month, count in months), 3)

    def test_status_follows_the_agreement(self):
        self.assertStatus("overdue", "overdue", "registered")
        agreement = self.agree(
            self.first, self.second, parts="2026-06-10 400\n2026-07-10 400\n2026-08-10 500"
        )
        self.assertStatus("registered", "registered", "registered")
        self.assertEqual(str(self.second.next_due_date), "2026-08-10")
        self.assertEqual(self.first.lifecycle_label, "Due today")
        with freeze_time("2026-06-11"):  # late: the first part is missing, not that of the other
            self.assertStatus("overdue", "registered", "registered")
            self.assertEqual(self.first.lifecycle_label, "Overdue 1 day")
        with freeze_time("2026-06-18"):  # broken: the original due dates are back
            self.assertStatus("overdue", "overdue", "registered")
            self.assertEqual(self.second.days_to_due, -47)
            self.settle_by_core(self.first, self.money)
            self.assertStatus("partial", "registered", "registered")
        agreement._end("Other days were asked for")
        self.assertStatus("overdue", "overdue", "registered")

    def test_the_history_ends_with_what_holds(self):
        self.agree(self.first, parts="2026-07-10 1200")
        last, *before = self.first.get_lifecycle_history()
        self.assertEqual((last["status"], last["remaining"]), ("registered", "$\xa01,200.00"))
        self.assertIn("to pay by 07/10/2026", last["cause"])
        self.assertEqual(before[0]["status"], "overdue")

    def test_a_document_without_due_date(self):
        invoice = self.book("2026-04-01 invoice INV9 90 2026-05-01")["INV9"]
        line = self.receivable_lines(invoice)
        self.draft_by_law(invoice)
        line = self.receivable_lines(invoice)
        line.date_maturity = False
        invoice.action_post()
        self.receivable_lines(invoice).date_maturity = False
        self.assertEqual(invoice.lifecycle_status, "overdue")
        self.assertTrue(invoice.get_lifecycle_history())
        self.agree(invoice, parts="2026-07-10 90")
        self.assertEqual(str(invoice.next_due_date), "2026-07-10")

    def test_what_is_not_covered_keeps_its_day(self):
        invoice = self.book("2026-04-01 invoice SPLIT 100 2026-05-01=30,2026-06-30=70")["SPLIT"]
        parts = self.receivable_lines(invoice).sorted("date_maturity")
        self.note_agreed(self.env["receivables.agreement"]._draft_for(parts[0]))
        self.assertEqual(str(invoice.next_due_date), "2026-06-10")
        agreement = self.env["receivables.agreement"].search([("move_ids", "in", invoice.ids)])
        agreement._end("Again")
        draft = self.env["receivables.agreement"]._draft_for(parts[0])
        self.cut(draft, "2026-07-31 30")
        self.note_agreed(draft)
        self.assertEqual(str(invoice.next_due_date), "2026-06-30")

    def test_agreed_invoices_are_not_modified(self):
        self.company.revision_policy = "allow"
        agreement = self.agree(self.third, parts="2026-08-01 100")
        with self.assertRaisesRegex(UserError, "its installments were agreed in AGR/2026/"):
            self.third.modify("Wrong price")
        agreement._end("The price is wrong")
        self.third.modify("Wrong price")
        self.assertEqual(self.third.state, "draft")
