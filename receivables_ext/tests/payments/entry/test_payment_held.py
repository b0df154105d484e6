from odoo.exceptions import UserError
from odoo.tests import tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestPaymentHeld(ReceivablesCommon):
    """A draft that was forgotten holds documents: the next payment says so, and takes them over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book(
            """
            2026-01-01 invoice INV1 100.00 2026-01-31
            2026-02-01 invoice INV2  40.00 2026-02-28
            2026-03-01 draft   OLD  100.00
            2026-03-05 draft   NEW  100.00
            """
        )
        cls.old, cls.new = cls.docs["OLD"], cls.docs["NEW"]
        cls.old.action_propose_allocation()
        cls.new.action_propose_allocation()

    def plan(self, payment):
        return {
            line.move_id: (line.amount, line.held_by_id) for line in payment.allocation_line_ids
        }

    def test_the_line_says_which_payment_holds_it(self):
        none = self.env["account.payment"]
        self.assertEqual(
            self.plan(self.new),
            {self.docs["INV1"]: (0.0, self.old), self.docs["INV2"]: (40.0, none)},
        )
        self.assertTrue(self.new.holds_elsewhere)

    def test_take_over(self):
        line = self.new.allocation_line_ids.filtered("held_by_id")
        action = line.action_take_over()
        self.assertEqual(action["res_id"], self.new.id)
        # 60 are left of the payment once INV2 has its 40.
        self.assertEqual(self.plan(self.new)[self.docs["INV1"]][0], 60.0)
        self.assertNotIn(self.docs["INV1"], self.plan(self.old))
        self.assertIn(self.docs["INV1"].name, self.old.message_ids[:1].body)
        self.new.action_post()
        self.old.action_post()
        self.assertResiduals(self.docs, INV1=40.0, INV2=0.0, OLD=100.0, NEW=0.0)

    def test_a_scheduled_payment_holds_too(self):
        self.old.allocation_line_ids.unlink()
        later = self.book("2099-01-01 draft LATER 100.00")["LATER"]
        later.action_propose_allocation()
        later.action_schedule()
        self.new.action_propose_allocation()
        self.assertEqual(self.plan(self.new)[self.docs["INV1"]], (0.0, later))

    def test_nothing_to_take_over(self):
        line = self.new.allocation_line_ids.filtered(lambda one: not one.held_by_id)
        with self.assertRaises(UserError):
            line.action_take_over()

    def test_the_form_shows_it_before_it_is_saved(self):
        form = self.payment_form(amount=100.0, journal_id=self.journal)
        self.assertTrue(form.holds_elsewhere)
        with form.allocation_line_ids.edit(0) as line:
            self.assertEqual(line.held_by_id, self.old)

    def test_queries_do_not_grow_with_the_lines(self):
        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.new.allocation_line_ids.mapped("held_by_id")
            return self.env.cr.sql_log_count - before

        few = count()
        self.book("\n".join(f"2026-02-01 invoice I{rank} 1.00" for rank in range(8)))
        self.old.action_propose_allocation()
        self.new.action_propose_allocation()
        self.assertLessEqual(count(), few)
