from ast import literal_eval
from unittest.mock import patch

from lxml import etree

from odoo import SUPERUSER_ID
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
            self.confirm(second)
        self.assertEqual((second.state, second.move_id.id), ("draft", False))
        second.duplicate_reason = "  "
        with self.assertRaisesRegex(UserError, "enter why"):
            self.confirm(second)
        second.duplicate_reason = "Rent of <April>"
        self.confirm(second)
        self.assertFalse(second.looks_like_another)
        self.assertEqual(second.move_id.state, "posted")
        body = second.message_ids.filtered(lambda m: "although" in (m.body or "")).body
        self.assertIn(f'href="/odoo/account.payment/{first.id}"', body)
        self.assertIn("Rent of &lt;April&gt;", body)
        self.assertIn(self.env.user.name, body)

    def confirm(self, payments):
        """The button of the form and of the list, and what a list offers for many."""
        context = {"receivables_asks_about_duplicates": True}
        for view in ("account.view_account_payment_form", "account.view_account_payment_tree"):
            model = self.env["account.payment"]
            arch = model.get_view(self.env.ref(view).id)["arch"]
            for button in etree.fromstring(arch).iterfind(".//button[@name='action_post']"):
                self.assertEqual(literal_eval(button.get("context")), context)
        payments.with_context(**context).action_post()

    def test_other_callers_are_not_stopped(self):
        """Core's code, a file, a remote call: the payment is marked, and says so."""
        first = self.receive()
        first.action_post()
        posted, written = self.receive(), self.receive("2026-03-11")
        posted.action_post()
        written.write({"state": "in_process"})
        # Core books at once a payment that is created with its other entries.
        booked = self.receive().copy({"date": "2026-03-10", "write_off_line_vals": []})
        marked = posted + written + booked
        self.assertEqual(marked.mapped("looks_like_another"), [True] * 3)
        self.assertFalse(first.looks_like_another)
        self.assertEqual(self.listed() & (first + marked), marked)
        for payment in marked:
            body = "".join(payment.message_ids.mapped("body"))
            self.assertEqual(body.count(f'href="/odoo/account.payment/{first.id}"'), 1)
            self.assertEqual(body.count("Nobody was asked"), 1)

    def listed(self):
        arch = etree.fromstring(self.env["account.payment"].get_view(view_type="search")["arch"])
        filters = arch.iterfind(".//filter[@name='looks_like_another']")
        return self.env["account.payment"].search(literal_eval(next(filters).get("domain")))

    def test_the_reason_is_said_afterwards_and_once(self):
        self.receive().action_post()
        second = self.receive()
        second.action_post()
        self.call(self.clerk, second._name, "write", second.ids, {"duplicate_reason": "Two flats"})
        self.assertNotIn(second, self.listed())
        message = second.message_ids.filtered(lambda m: "Two flats" in (m.body or ""))
        self.assertEqual(message.author_id, self.clerk.partner_id)
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            second.duplicate_reason = "Another reason"
        with self.assertRaisesRegex(UserError, "buttons of the payment"):
            second.looks_like_another = False

    def test_what_is_alike_is_said(self):
        first = self.receive(payment_reference="T 1")
        first.action_post()
        summary = self.receive(payment_reference="t1").similar_summary
        self.assertIn("same transfer reference, same customer and amount", summary)
        self.assertIn(f'href="/odoo/account.payment/{first.id}"', summary)

    def test_our_other_buttons_ask(self):
        self.receive().action_post()
        second = self.receive()
        for act in (second.action_post_and_new, self.receive("2099-01-01").action_schedule):
            with self.subTest(act=act.__name__), self.assertRaises(UserError) as caught:
                self.receive("2099-01-02")
                act()
            self.assertIn("enter why", str(caught.exception))

    def test_the_server_action_of_the_list_asks(self):
        self.receive().action_post()
        second = self.receive()
        action = self.env.ref("account.action_account_confirm_payments")
        context = {"active_model": second._name, "active_ids": second.ids}
        with self.assertRaisesRegex(UserError, "enter why"):
            action.with_context(**context).run()

    def test_two_of_one_batch(self):
        batch = self.receive() + self.receive() + self.receive(amount=5.0)
        with self.assertRaisesRegex(UserError, "looks like Draft payment"):
            self.confirm(batch)
        batch[:2].duplicate_reason = "Two flats"
        self.confirm(batch)
        self.assertEqual(set(batch.mapped("move_id.state")), {"posted"})

    def test_thirty_payments_are_compared_once(self):
        first = self.receive(amount=9.0)
        batch = first.union(*(self.receive(amount=10.0 + i) for i in range(30)))
        with patch.object(duplicates, "find_similar", side_effect=similar.find_similar) as find:
            self.confirm(batch)
        self.assertEqual(set(batch.mapped("move_id.state")), {"posted"})
        self.assertLessEqual(find.call_count, 2, "When it is asked, and when it is booked")

    def test_the_reason_is_for_one_payment(self):
        self.receive().action_post()
        second = self.receive(duplicate_reason="Two flats")
        self.assertFalse(second.copy().duplicate_reason)

    def test_a_clerk_is_asked_too(self):
        first = self.receive()
        first.action_post()
        payment = self.receive().with_user(self.clerk)
        with self.assertRaisesRegex(UserError, first.name):
            self.confirm(payment)
        payment.duplicate_reason = "Two flats"
        self.confirm(payment)
        message = payment.message_ids.filtered(lambda m: "although" in (m.body or ""))
        self.assertEqual(message.author_id, self.clerk.partner_id)
        self.assertEqual(len(message), 1)

    def test_programmes_are_not_asked(self):
        self.receive().action_post()
        payment = self.receive()
        payment.with_user(SUPERUSER_ID).action_post()
        self.assertEqual(payment.move_id.state, "posted")
        self.assertTrue(payment.looks_like_another)
        body = "".join(payment.message_ids.mapped("body"))
        self.assertIn("another payment, which the form names", body)
        self.assertNotIn("href", body, "Readers may not see what the programme sees")

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
