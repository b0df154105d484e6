from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ...models.walk_ins.identity import is_same_person
from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestWalkIn(ReceivablesCommon):
    """Strangers share one customer in the ledger, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.is_walk_in = True

    def sell(self, amount=100.0, name=False, phone=False, identifier=False, **values):
        """A validated invoice of a stranger."""
        move = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.customer.id,
                "invoice_date": "2026-01-01",
                "walk_in_name": name,
                "walk_in_phone": phone,
                "walk_in_identifier": identifier,
                "invoice_line_ids": [
                    Command.create(
                        {"name": "Work", "price_unit": amount, "tax_ids": [Command.clear()]}
                    )
                ],
                **values,
            }
        )
        move.action_post()
        return move

    def pay(self, invoice, amount):
        """Pay ``invoice`` in the payment dialog; what is too much stays open."""
        dialog = self.payment_dialog(invoice)
        dialog.amount = amount
        return dialog.save()._create_payments()

    # === Who it was === #

    def test_the_form_asks_who_the_buyer_is_for_walk_in_customers_only(self):
        move = self.env["account.move"].with_context(default_move_type="out_invoice")
        form = Form(move)
        form.partner_id = self.other_customer
        with self.assertRaises(AssertionError):
            form.walk_in_name = "Jeanne Petit"
        form.partner_id = self.customer
        form.walk_in_name = "Jeanne Petit"
        self.assertEqual(form.save().walk_in_name, "Jeanne Petit")

    def test_a_buyer_is_found_by_name_or_phone(self):
        invoice = self.sell(name="Jeanne Petit", phone="06 12 34 56 78")
        search = self.env.ref("receivables_ext.view_account_invoice_search_walk_in").arch
        self.assertIn("walk_in_phone", search)
        for domain in (
            [("walk_in_name", "ilike", "petit")],
            [("walk_in_phone", "ilike", "34 56")],
        ):
            self.assertEqual(self.env["account.move"].search(domain), invoice)

    def test_the_invoice_prints_the_buyer_under_the_address(self):
        report = self.env["ir.actions.report"]
        invoice = self.sell(name="Jeanne Petit", phone="0612345678", identifier="FR12")
        html = report._render_qweb_html("account.report_invoice", invoice.ids)[0].decode()
        for text in ("Jeanne Petit", "0612345678", "FR12"):
            self.assertIn(text, html)
        self.customer.is_walk_in = False
        html = report._render_qweb_html("account.report_invoice", invoice.ids)[0].decode()
        self.assertNotIn("Jeanne Petit", html)

    def test_a_credit_note_is_of_the_same_buyer(self):
        invoice = self.sell(name="Jeanne Petit", phone="06")
        credit_note = invoice._reverse_moves()
        self.assertEqual(credit_note.walk_in_name, "Jeanne Petit")
        self.assertEqual(credit_note.walk_in_phone, "06")
        self.assertFalse(invoice.copy().walk_in_name, "A copy may be for the next buyer")

    # === Stop rules === #

    def test_a_surplus_is_proposed_to_nobody(self):
        payment = self.pay(self.sell(name="Jeanne Petit"), 130.0)
        self.assertEqual(payment.unallocated_amount, 30.0)
        self.company.credit_policy = "apply"
        invoice = self.sell(name="Paul Roux")
        self.assertEqual(invoice.amount_residual, 100.0, "Nothing was applied when validating")
        self.assertFalse(invoice.available_credit)
        self.assertFalse(invoice.invoice_outstanding_credits_debits_widget)
        self.assertFalse(self.payment_dialog(invoice).credit_line_ids)
        self.assertEqual(self.service.propose(self.open_lines().ids), [])
        self.assertEqual(self.service.propose(self.open_lines().ids, "oldest_due"), [])
        run = self.env["receivables.allocation.run"].sudo()
        self.assertNotIn((self.company, self.customer), run._candidates())
        self.customer.action_allocate_credits()
        with self.assertRaisesRegex(UserError, "same person"):
            invoice.action_apply_credits()
        self.assertEqual(invoice.amount_residual, 100.0)

    def test_the_same_customer_with_an_account_is_proposed_his_surplus(self):
        """The other way round: what the tests above refuse is what the flag forbids."""
        self.customer.is_walk_in = False
        self.pay(self.sell(), 130.0)
        invoice = self.sell()
        self.assertEqual(invoice.available_credit, 30.0)
        self.assertTrue(self.service.propose(self.open_lines().ids))

    def test_a_contact_of_the_walk_in_customer_is_one_too(self):
        contact = self.env["res.partner"].create({"name": "Till", "parent_id": self.customer.id})
        self.pay(self.sell(name="Jeanne Petit"), 130.0)
        self.assertFalse(self.sell(partner_id=contact.id).available_credit)

    def test_a_payment_settles_what_the_payer_names_and_no_other(self):
        named, other = self.sell(name="Jeanne Petit"), self.sell(name="Paul Roux")
        form = self.payment_form(amount=250.0, memo=named.name, journal_id=self.journal)
        payment = form.save()
        payment.action_propose_allocation()
        planned = payment.allocation_line_ids.filtered("amount")
        self.assertEqual(planned.line_id.move_id, named)
        payment.allocation_strategy = "oldest_due"
        payment.action_propose_allocation()
        self.assertNotIn(other, payment.allocation_line_ids.filtered("amount").line_id.move_id)

    def test_equal_amounts_of_strangers_are_no_duplicates(self):
        self.company.duplicate_days = 3
        for name in ("Jeanne Petit", "Paul Roux"):
            self.assertFalse(self.payment_dialog(self.sell(name=name)).similar_payment_ids)
            self.pay(self.sell(name=name), 100.0)
        self.customer.is_walk_in = False
        self.assertTrue(self.payment_dialog(self.sell()).similar_payment_ids)

    # === By hand === #

    def test_a_surplus_is_used_by_hand_for_the_same_buyer(self):
        payment = self.pay(self.sell(name="Jeanne Petit", phone="06 12"), 130.0)
        same = self.sell(name="J. Petit", phone="0612")
        other = self.sell(name="Paul Roux", phone="07")
        action = payment.action_allocate()
        dialog = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(dialog.line_ids.move_id, same, "Those of others are not even listed")
        self.assertFalse(dialog.selected_amount, "And nothing is proposed")
        dialog.line_ids.amount = 30.0
        dialog.action_apply()
        self.assertEqual(same.amount_residual, 70.0)
        self.assertEqual(other.amount_residual, 100.0)

    def test_the_money_of_a_stranger_never_settles_the_document_of_another(self):
        payment = self.pay(self.sell(name="Jeanne Petit"), 130.0)
        other = self.sell(name="Paul Roux")
        with self.assertRaisesRegex(UserError, "not of the same walk-in customer"):
            self.service.apply([self.row(other, payment, 30.0)])
        self.assertEqual(other.amount_residual, 100.0)

    def test_nor_by_the_means_of_core(self):
        payment = self.pay(self.sell(name="Jeanne Petit"), 130.0)
        same, other = self.sell(name="Jeanne Petit"), self.sell(name="Paul Roux")
        user = self.person("invoicing_walk_ins", "account.group_account_invoice")
        line = self.receivable(payment)
        with self.assertRaises(UserError) as caught:
            other.with_user(user).js_assign_outstanding_line(line.id)
        self.assertIn("not of the same walk-in customer", str(caught.exception))
        same.with_user(user).js_assign_outstanding_line(line.id)
        self.assertEqual((same.amount_residual, other.amount_residual), (70.0, 100.0))

    def test_one_payment_is_not_of_two_strangers(self):
        moves = self.sell(name="Jeanne Petit"), self.sell(name="Paul Roux")
        payment = self.book("2026-02-01 payment PAY 200.00")["PAY"]
        with self.assertRaisesRegex(UserError, "not of the same walk-in customer"):
            self.service.apply([self.row(move, payment, 100.0) for move in moves])
        self.service.apply([self.row(moves[0], payment, 100.0)])
        self.assertEqual(moves[0].amount_residual, 0.0)
        action = (moves[1] + self.sell(name="Jeanne Petit")).action_register_payment()
        dialog = Form(self.env[action["res_model"]].with_context(**action["context"]))
        dialog.group_payment = True
        with self.assertRaisesRegex(UserError, "not of the same walk-in customer"):
            dialog.save()._create_payments()

    def test_each_stranger_pays_his_own_in_one_dialog(self):
        moves = self.sell(name="Jeanne Petit") + self.sell(name="Paul Roux")
        action = moves.action_register_payment()
        dialog = Form(self.env[action["res_model"]].with_context(**action["context"]))
        dialog.group_payment = False
        payments = dialog.save()._create_payments()
        self.assertEqual(len(payments), 2)
        self.assertEqual(moves.mapped("amount_residual"), [0.0, 0.0])

    def test_the_surest_mark_decides(self):
        known = self.sell(name="Jeanne Petit", phone="06 12", identifier="AB 1")
        for values, expected in (
            ({"name": "jeanne  petit"}, True),
            ({"name": "Jeanne Petit", "phone": "07"}, False),
            ({"name": "Other", "phone": "0612"}, True),
            ({"phone": "0612", "identifier": "cd1"}, False),
            ({"name": "Other", "phone": "07", "identifier": "ab1"}, True),
            ({}, False),
        ):
            with self.subTest(**values):
                self.assertEqual(is_same_person(known, self.sell(**values)), expected)

    def test_the_form_of_an_invoice_costs_little_more(self):
        invoice = self.sell(name="Jeanne Petit")
        plain = self.book("2026-01-01 invoice INV 10.00", self.other_customer)["INV"]

        def queries(move):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            Form(move)
            return self.cr.sql_log_count - before

        queries(plain)
        self.assertLessEqual(queries(invoice), queries(plain) + 2)
