from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .deposit_common import DepositCommon


@tagged("post_install", "-at_install")
class TestDepositAsked(DepositCommon):
    """What a quotation asks, from whom it has it, and what makes no sense."""

    def asked(self, order):
        return order.deposit_basis, order.deposit_percentage, order.deposit_amount

    def test_a_percentage_follows_the_total_and_an_amount_does_not(self):
        order = self.quote(deposit_percentage=30)
        self.assertEqual(self.asked(order), ("percentage", 30, 300))
        order.order_line.price_unit = 1234.5
        self.assertEqual(self.asked(order), ("percentage", 30, 370.35))
        order.deposit_amount = 250
        order.order_line.price_unit = 900
        self.assertEqual(self.asked(order), ("amount", 0, 250))
        order.deposit_percentage = 0
        self.assertEqual(self.asked(order), ("none", 0, 0))
        self.assertEqual(self.asked(self.quote()), ("none", 0, 0))

    def test_the_customer_wins_over_the_company_and_the_salesperson_over_both(self):
        self.company.deposit_percentage = 20
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id, "type": "contact"}
        )
        self.assertEqual(self.asked(self.quote(customer=contact)), ("percentage", 20, 200))
        self.customer.write({"deposit_policy": "percentage", "deposit_percentage": 40})
        self.assertEqual(self.asked(self.quote(customer=contact)), ("percentage", 40, 400))
        self.customer.deposit_policy = "none"
        self.assertEqual(self.asked(self.quote(customer=contact)), ("none", 0, 0))
        self.assertEqual(self.asked(self.quote(deposit_amount=50)), ("amount", 0, 50))
        self.company.deposit_percentage = 0
        self.assertEqual(self.asked(self.quote(customer=self.other_customer)), ("none", 0, 0))

    def test_what_makes_no_sense_gets_a_sentence_and_changes_nothing(self):
        order = self.quote(deposit_percentage=30)
        for vals in (
            {"deposit_percentage": -1},
            {"deposit_percentage": 100.01},
            {"deposit_percentage": float("nan")},
            {"deposit_percentage": "much"},
            {"deposit_basis": "percentage", "deposit_percentage": 0},
            {"deposit_basis": "amount", "deposit_amount": 0},
            {"deposit_amount": -5},
            {"deposit_amount": 1000.01},
            {"deposit_percentage": 10, "deposit_amount": 10},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                order.write(vals)
        order.invalidate_recordset()
        self.assertEqual(self.asked(order), ("percentage", 30, 300))
        with self.assertRaises(ValidationError):
            self.customer.write({"deposit_policy": "percentage", "deposit_percentage": 101})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.company.deposit_percentage = 101
            self.company.flush_recordset()

    def test_a_text_as_the_deposit_of_a_company_or_a_customer_gets_a_sentence(self):
        given = {"name": "New", "deposit_policy": "percentage", "deposit_percentage": "much"}
        for act in (
            lambda: self.company.write({"deposit_percentage": "much"}),
            lambda: self.customer.write({"deposit_percentage": [30]}),
            lambda: self.env["res.partner"].create(given),
        ):
            with self.assertRaisesRegex(UserError, "Give a number"):
                act()
        self.company.write({"deposit_percentage": "12.5"})
        self.assertEqual(self.company.deposit_percentage, 12.5)

    def test_an_amount_asked_before_the_lines_is_checked_with_them(self):
        order = self.env["sale.order"].create(
            {"partner_id": self.customer.id, "deposit_amount": 300}
        )
        with self.assertRaisesRegex(UserError, "more than its total"):
            order.order_line = [
                Command.create({"product_id": self.product.id, "price_unit": 200.0})
            ]
            order.flush_recordset()

    def test_what_was_accepted_stays(self):
        order = self.quote(deposit_percentage=30)
        order.order_line.price_unit = 2000
        order.action_confirm()
        order.order_line.filtered("product_id").price_unit = 3000
        self.assertEqual(self.asked(order), ("percentage", 30, 600))
        with self.assertRaisesRegex(UserError, "no quotation any more"):
            order.deposit_percentage = 50
        self.customer.deposit_policy = "none"
        order.partner_id = self.other_customer
        self.assertEqual(self.asked(order), ("percentage", 30, 600))
        self.assertEqual(self.asked(order.copy()), ("percentage", 30, 900))

    def test_an_order_that_is_made_accepted_asks_no_more_either(self):
        for asked in ({"deposit_percentage": 500}, {"deposit_amount": 1e9}):
            with self.assertRaises(ValidationError):
                self.quote(state="sale", **asked)
        self.assertEqual(self.asked(self.quote(state="sale", deposit_amount=300))[2], 300)

    def test_the_form_asks_one_of_them(self):
        self.company.deposit_percentage = 20
        form = Form(self.env["sale.order"])
        form.partner_id = self.customer
        self.assertEqual((form.deposit_basis, form.deposit_percentage), ("percentage", 20))
        with form.order_line.new() as line:
            line.product_id = self.product
            line.price_unit = 500
        self.assertEqual(form.deposit_amount, 100)
        form.deposit_basis = "amount"
        form.deposit_amount = 150
        order = form.save()
        self.assertEqual(self.asked(order), ("amount", 0, 150))
        with Form(order) as form:
            form.deposit_basis = "percentage"
            form.deposit_percentage = 10
        self.assertEqual(self.asked(order), ("percentage", 10, 50))
