from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .discount_common import DiscountCommon

CLERK = "receivables_ext.group_receivables_user"
MANAGER = "receivables_ext.group_receivables_manager"
CONTACTS = "base.group_partner_manager"


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestDiscountDocuments(DiscountCommon):
    """What counts as due, on which documents, and who decides on the terms of a customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book(
            """
            2026-03-01 invoice INV2 1200.00 2026-03-31
            2026-03-01 credit_note RINV2 100.00
            """,
            customer=cls.other_customer,
        )
        cls.invoice = cls.docs["INV2"]

    # === Several payments at once === #

    def test_a_payment_registered_with_it_comes_first(self):
        plain = self.draft(200.0, self.invoice)
        plain.allocation_line_ids.amount = 200.0
        for payments in (
            self.draft(1180.0, self.invoice, apply_discount=True) + plain,
            self.draft(1180.0, self.invoice, apply_discount=True)
            + self.draft(1170.0, self.invoice, apply_discount=True),
        ):
            with self.assertRaises(UserError) as caught, self.env.cr.savepoint():
                payments.action_post()
            self.assertIn("is paid already", str(caught.exception))
            self.assertEqual(self.cost_of(self.discount_account), 0.0)

    def test_late_the_refusal_says_so_before_the_plan(self):
        clerk = self.person("late_scheduler", CLERK)
        payment = self.draft(1180.0, self.invoice, apply_discount=True, date="2026-04-10")
        with self.assertRaises(UserError) as caught:
            payment.with_user(clerk).action_post()
        self.assertIn("was due on", str(caught.exception))

    # === What is due === #

    def test_what_a_draft_settles_beyond_its_money_follows_the_choice(self):
        payment = self.draft(1180.0, self.invoice)
        self.assertEqual(payment.beyond_amount, 0.0)
        payment.apply_discount = True
        self.assertEqual(payment.beyond_amount, 20.0)
        payment.apply_discount = False
        self.assertEqual(payment.beyond_amount, 0.0)

    def with_credit_note(self, amount):
        return self.draft(
            amount,
            self.invoice,
            apply_tolerance=True,
            allocation_line_ids=[
                Command.create({"line_id": self.receivable(self.invoice).id, "amount": 1.0}),
                Command.create({"line_id": self.receivable(self.docs["RINV2"]).id, "amount": -100}),
            ],
        )

    def test_a_credit_note_lowers_what_may_lack(self):
        self.tolerate(5.0)
        too_much = self.with_credit_note(1198.0)
        self.assertFalse(too_much.tolerance_possible)
        with self.assertRaises(UserError):
            too_much.action_post()
        payment = self.with_credit_note(1098.0)
        self.assertTrue(payment.tolerance_possible)
        payment.action_post()
        self.end_of_transaction()
        self.assertResiduals(self.docs, INV2=0.0, RINV2=0.0)
        self.assertEqual((payment.beyond_amount, payment.unallocated_amount), (2.0, 0.0))
        self.assertEqual(self.cost_of(self.loss), 2.0)

    def test_of_an_entry_only_what_is_planned_counts(self):
        self.tolerate(5.0)
        customers = self.company_data["default_account_receivable"]
        opening = self.env["account.move"].create(
            {
                "date": "2026-03-01",
                "journal_id": self.company_data["default_journal_misc"].id,
                "line_ids": [
                    Command.create(
                        {"account_id": account.id, "partner_id": partner.id, "balance": balance}
                    )
                    for account, partner, balance in (
                        (customers, self.other_customer, 100.0),
                        (customers, self.customer, 50.0),
                        (self.gain, self.customer.browse(), -150.0),
                    )
                ],
            }
        )
        opening.action_post()
        item = opening.line_ids.filtered(lambda line: line.balance == 100.0)
        payment = self.draft(
            98.0,
            self.invoice,
            apply_tolerance=True,
            allocation_line_ids=[Command.create({"line_id": item.id, "amount": 98.0})],
        )
        payment.action_post()
        self.end_of_transaction()
        self.assertEqual(opening.line_ids.mapped("amount_residual"), [0.0, 50.0, 0.0])

    def test_a_rounding_on_the_biggest_tax_is_not_the_tax(self):
        self.invoice.button_draft()
        self.invoice.invoice_line_ids.price_unit = 1001.0
        self.invoice.invoice_line_ids.tax_ids = self.company_data["default_tax_sale"].copy(
            {"name": "20 %", "amount": 20.0}
        )
        self.invoice.invoice_cash_rounding_id = self.env["account.cash.rounding"].create(
            {"name": "To 5", "rounding": 5.0, "strategy": "biggest_tax"}
        )
        self.invoice.action_post()
        self.assertEqual(self.invoice.amount_total, 1200.0)
        payment = self.grant(1080.0, self.invoice)
        tax = payment.move_id.line_ids.filtered("tax_line_id")
        self.assertAlmostEqual(tax.balance, 20.02)
        self.assertResiduals(self.docs, INV2=0.0)

    # === Whose terms === #

    def test_only_managers_set_the_terms_of_a_customer(self):
        values = {"has_own_terms": True, "tolerance_amount": 1e6, "discount_grace_days": 999}
        clerk = self.person("terms_clerk", CLERK, CONTACTS)
        with self.assertRaises(AccessError):
            self.call(clerk, "res.partner", "write", self.other_customer.ids, values)
        with self.assertRaises(AccessError):
            self.call(clerk, "res.partner", "create", [{"name": "New", **values}])
        manager = self.person("terms_manager", MANAGER, CONTACTS)
        self.call(manager, "res.partner", "write", self.other_customer.ids, values)
        child = self.call(
            clerk,
            "res.partner",
            "create",
            [{"name": "Contact", "parent_id": self.other_customer.id}],
        )
        self.assertEqual(self.env["res.partner"].browse(child).tolerance_amount, 1e6)
