from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ....models.payments.entry import similar
from ....models.payments.entry.account_payment import duplicates
from .test_duplicates import DuplicatesCommon


@tagged("post_install", "-at_install")
class TestDuplicateReason(DuplicatesCommon):
    """A similar payment is registered with a reason only, which is kept."""

    def test_registering_asks_for_a_reason(self):
        first = self.receive()
        first.action_post()
        second = self.receive("2026-03-11")
        message = rf"payment of ACME looks like {first.name} of ACME, 03/10/2026, .*650.00.*: enter"
        with self.assertRaisesRegex(UserError, message):
            second.action_post()
        self.assertEqual((second.state, second.move_id.id), ("draft", False))
        second.duplicate_reason = "  "
        with self.assertRaisesRegex(UserError, "enter why"):
            second.action_post()
        second.duplicate_reason = "Rent of <April>"
        second.action_post()
        self.assertEqual(second.move_id.state, "posted")
        body = second.message_ids.filtered(lambda m: "although" in (m.body or "")).body
        self.assertIn(f'href="/odoo/account.payment/{first.id}"', body)
        self.assertIn("Rent of &lt;April&gt;", body)
        self.assertIn(self.env.user.name, body)

    def test_by_remote_write_and_by_import(self):
        self.receive().action_post()
        with self.assertRaisesRegex(UserError, "enter why"):
            self.receive().write({"state": "in_process"})
        with self.assertRaisesRegex(UserError, "enter why"):
            self.receive().write({"state": "paid"})
        with self.assertRaisesRegex(UserError, "enter why"):
            # Core books at once a payment that is created with its other entries.
            self.receive().copy({"date": "2026-03-10", "write_off_line_vals": []})

    def test_two_of_one_batch(self):
        batch = self.receive() + self.receive() + self.receive(amount=5.0)
        with self.assertRaisesRegex(UserError, "looks like Draft payment"):
            batch.action_post()
        batch[:2].duplicate_reason = "Two flats"
        batch.action_post()
        self.assertEqual(set(batch.mapped("move_id.state")), {"posted"})

    def test_thirty_payments_are_compared_once(self):
        first = self.receive(amount=9.0)
        batch = first.union(*(self.receive(amount=10.0 + i) for i in range(30)))
        with patch.object(duplicates, "find_similar", side_effect=similar.find_similar) as find:
            batch.action_post()
        self.assertEqual(set(batch.mapped("move_id.state")), {"posted"})
        self.assertEqual(find.call_count, 1)

    def test_the_reason_is_for_one_payment(self):
        self.receive().action_post()
        second = self.receive(duplicate_reason="Two flats")
        self.assertFalse(second.copy().duplicate_reason)

    def test_a_clerk_is_asked_too(self):
        first = self.receive()
        first.action_post()
        payment = self.receive().with_user(self.clerk)
        with self.assertRaisesRegex(UserError, first.name):
            payment.action_post()
        payment.duplicate_reason = "Two flats"
        payment.action_post()
        message = payment.message_ids.filtered(lambda m: "although" in (m.body or ""))
        self.assertEqual(message.author_id, self.clerk.partner_id)
        self.assertEqual(len(message), 1)

    def test_programmes_are_not_asked(self):
        self.receive().action_post()
        payment = self.receive()
        payment.sudo().action_post()
        self.assertEqual(payment.move_id.state, "posted")

    def test_the_dialog_asks_for_the_reason(self):
        self.receive(amount=1000.0).action_post()
        docs = self.book("2026-03-01 invoice INV1 1000.00")
        for user in (self.env.user, self.clerk):
            dialog = self.dialog(docs["INV1"], user)
            self.assertTrue(dialog.similar_summary)
            dialog.duplicate_reason = "x"
            wizard = dialog.save()
            wizard.duplicate_reason = False
            with self.assertRaisesRegex(UserError, "enter why"):
                wizard.action_create_payments()
        wizard.duplicate_reason = "The other invoice"
        wizard.action_create_payments()
        payment = self.env["account.payment"].search([("duplicate_reason", "!=", False)])
        self.assertEqual((payment.amount, payment.duplicate_reason), (1000.0, "The other invoice"))
        self.assertResiduals(docs, INV1=0.0)
        self.assertIn("The other invoice", "".join(payment.message_ids.mapped("body")))

    def dialog(self, invoices, user):
        context = {
            "active_model": "account.move",
            "active_ids": invoices.ids,
            "default_payment_date": "2026-03-11",
        }
        return Form(self.env["account.payment.register"].with_user(user).with_context(**context))

    def test_one_reason_for_the_payments_of_the_dialog_that_need_it(self):
        self.receive(amount=100.0).action_post()
        docs = self.book("""
            2026-03-01  invoice  INV1  100.00
            2026-03-01  invoice  INV2  200.00
            2026-03-01  invoice  INV3  200.00
        """)
        dialog = self.dialog(self.env["account.move"].union(*docs.values()), self.env.user)
        dialog.group_payment = False
        dialog.duplicate_reason = "Other months"
        wizard = dialog.save()
        payments = wizard._create_payments()
        self.assertEqual(
            [(p.amount, p.duplicate_reason) for p in payments.sorted("amount")],
            [(100.0, "Other months"), (200.0, "Other months"), (200.0, "Other months")],
        )

    def test_equal_invoices_chosen_in_one_dialog_need_no_reason(self):
        docs = self.book("2026-03-01 invoice INV1 200.00\n2026-03-01 invoice INV2 200.00")
        dialog = self.dialog(docs["INV1"] + docs["INV2"], self.env.user)
        dialog.group_payment = False
        self.assertFalse(dialog.similar_summary)
        payments = dialog.save()._create_payments()
        self.assertEqual(
            payments.mapped("duplicate_reason"), ["Registered together, for other documents"] * 2
        )
