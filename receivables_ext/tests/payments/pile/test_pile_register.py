from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .pile_common import PileCommon


@tagged("post_install", "-at_install")
class TestPileRegister(PileCommon):
    """A pile is registered as its payments are everywhere: together, or without what is refused."""

    def test_what_was_typed_agrees_with_what_was_counted_or_somebody_says_why(self):
        self.enter("411ACME", 1000.0, "1")
        self.count(2, 1080.0)
        with self.assertRaisesRegex(UserError, r"counted 2 .*1,080.00.* typed 1 .*1,000.00"):
            self.register()
        self.assertEqual(self.pile.payment_ids.state, "draft")
        self.pile.difference_reason = "One goes back to its drawer"
        self.assertEqual(self.register()["registered"], 1)
        self.assertIn("One goes back to its drawer", self.pile.message_ids[0].body)

    def test_all_are_registered_and_settle_what_they_proposed(self):
        self.enter("411ACME", 1200.0, "1")
        self.enter("Globex", 80.0, "2")
        self.count(2, 1280.0)
        answer = self.register()
        self.assertEqual((answer["registered"], answer["left"], answer["rows"]), (2, 0, []))
        self.assertResiduals(self.docs | self.other_docs, INV1=0.0, INV2=300.0, INV3=0.0)
        self.assertEqual((self.pile.state, self.pile.registered_number), ("done", 2))

    def test_a_refused_row_stays_with_its_sentence_and_the_others_go_through(self):
        good = self.payment(self.enter("411ACME", 1000.0, "1"))
        lacks = self.enter("Globex", 80.0, "")
        nobody = self.enter("Nobody", 5.0, "3")
        nothing = self.enter("Globex", 0.0, "4")
        self.count(4, 1085.0)
        answer = self.register()
        self.assertEqual((answer["registered"], answer["left"]), (1, 3))
        self.assertEqual(good.collection_state, "registered")
        problems = {row["id"]: row["problem"] for row in answer["rows"]}
        self.assertIn("lacks this: number", problems[lacks["id"]])
        self.assertIn("No customer and no invoice", problems[nobody["id"]])
        self.assertIn("has no amount", problems[nothing["id"]])
        self.assertResiduals(self.docs | self.other_docs, INV1=0.0, INV3=80.0)
        self.enter("Globex", 80.0, "2", id=lacks["id"])
        self.assertFalse(self.payment(lacks).pile_refusal)
        self.assertEqual(self.register()["registered"], 1)

    def test_a_duplicate_is_asked_why(self):
        self.enter("411ACME", 10.0, "5")
        twin = self.enter("411ACME", 10.0, "5")
        self.pile.difference_reason = "Not counted"
        answer = self.register()
        self.assertEqual(answer["registered"], 0, "Each looks like the other")
        self.assertIn("looks like", answer["rows"][0]["problem"])
        for row in answer["rows"]:
            self.enter("411ACME", 10.0, "5", id=row["id"], duplicate_reason="Two deliveries")
        self.assertEqual(self.register()["registered"], 2)
        self.assertEqual(self.payment(twin).duplicate_reason, "Two deliveries")

    def test_a_closed_period_refuses_its_rows_only(self):
        closed = self.enter("411ACME", 10.0, "1", date="2026-01-15")
        self.enter("Globex", 80.0, "2")
        self.company.fiscalyear_lock_date = fields.Date.to_date("2026-01-31")
        self.count(2, 90.0)
        answer = self.register()
        self.assertEqual((answer["registered"], answer["left"]), (1, 1))
        self.assertEqual(answer["rows"][0]["id"], closed["id"])
        self.assertIn("in a closed period", answer["rows"][0]["problem"])

    def test_a_cheque_of_a_later_day_is_scheduled(self):
        row = self.enter("Globex", 80.0, "1", instrument_due_date="2099-01-31")
        self.count(1, 80.0)
        self.assertEqual(self.register()["left"], 0)
        self.assertEqual(self.payment(row).collection_state, "scheduled")
        self.assertEqual(self.pile.state, "done")

    def test_a_large_pile_is_registered_in_parts(self):
        rows = [self.enter("411ACME", 10.0 + number, str(number)) for number in range(3)]
        self.count(3, 33.0)
        answer = self.register([rows[0]["id"], rows[2]["id"]])
        self.assertEqual((answer["registered"], answer["left"]), (2, 1))
        with self.assertRaisesRegex(UserError, "list of ids"):
            self.register("all")

    def test_a_registered_row_and_its_head_stay(self):
        row = self.enter("Globex", 80.0, "1")
        self.count(1, 80.0)
        self.register()
        with self.assertRaisesRegex(UserError, "already registered"):
            self.enter("411ACME", 5.0, "1", id=row["id"])
        with self.assertRaisesRegex(UserError, "in a new pile"):
            self.pile.date = "2026-03-09"
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            self.payment(row).pile_id = self.new_pile()
        self.pile.date = "2026-03-02"

    def pile_of(self, number):
        """A pile of one exact payment of each of some customers."""
        self.pile = self.new_pile()
        customers = self.env["res.partner"].create(
            [
                {"name": f"Of {number} the {rank}", "ref": f"{number}/{rank}"}
                for rank in range(number)
            ]
        )
        for rank, customer in enumerate(customers):
            self.book("2026-01-03 invoice INV 50 2026-02-10", customer)
            self.enter(customer.ref, 50.0, f"{number}-{rank}")
        self.count(number, 50.0 * number)
        self.env.flush_all()
        self.env.invalidate_all()
        return self.pile

    def queries(self, number, register):
        pile = self.pile_of(number)
        start = self.cr.sql_log_count
        register(pile)
        self.env.cr.flush()  # as a commit does: what the discussion tracks is written
        return self.cr.sql_log_count - start

    def test_registering_grows_as_the_button_of_payments_does(self):
        def by_pile(pile):
            pile.with_user(self.clerk).register_rows()

        def by_button(pile):
            pile.with_user(self.clerk).payment_ids.action_post()

        self.queries(1, by_pile)  # what is read once for the registry
        grown = [
            self.queries(more, register) - self.queries(few, register)
            for register, few, more in ((by_pile, 2, 8), (by_button, 3, 9))
        ]
        by_pile_more, by_button_more = grown
        # Two for each of the six: the discussion tracks what the savepoint has written.
        self.assertLessEqual(by_pile_more, by_button_more + 2 * 6)
