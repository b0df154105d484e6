from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..discount.discount_common import DiscountCommon

CLERK = "receivables_ext.group_receivables_user"
COLLECTOR = "receivables_ext.group_receivables_collector"
SALES = "sales_team.group_sale_salesman"
PORTAL = "base.group_portal"


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestDeductionAttacks(DiscountCommon):
    """What a remote call tries with kinds and lines of deductions, in each role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = cls.env["receivables.deduction.kind"].create(
            {"name": "Bank fee", "account_id": cls.loss.id, "amount_max": 30.0}
        )

    def test_only_a_manager_writes_kinds(self):
        for number, group in enumerate((CLERK, COLLECTOR, SALES, PORTAL)):
            user = self.person(f"kinds_{number}", group)
            for method, args in (
                ("write", (self.kind.ids, {"amount_max": 9999.0})),
                ("create", ([{"name": "Mine", "account_id": self.loss.id}],)),
                ("unlink", (self.kind.ids,)),
            ):
                with self.subTest(group=group, method=method), self.assertRaises(AccessError):
                    self.call(user, self.kind._name, method, *args)

    def test_who_does_not_pay_deducts_nothing(self):
        payment = self.draft(985.0, self.invoice)
        values = {"payment_id": payment.id, "kind_id": self.kind.id, "amount": 15.0}
        for number, group in enumerate((COLLECTOR, SALES, PORTAL)):
            user = self.person(f"deducts_{number}", group)
            for model in ("receivables.payment.deduction", "receivables.register.deduction"):
                with self.subTest(group=group, model=model), self.assertRaises(AccessError):
                    self.call(user, model, "create", [values])
        self.assertFalse(payment.deduction_ids)

    def test_a_kind_of_another_company_is_refused(self):
        other = self.setup_other_company()
        foreign = self.env["receivables.deduction.kind"].create(
            {
                "name": "Their fee",
                "company_id": other["company"].id,
                "account_id": other["default_account_expense"].id,
                "amount_max": 1000.0,
            }
        )
        clerk = self.person("foreign_clerk", CLERK)
        payment = self.draft(985.0, self.invoice)
        values = {"payment_id": payment.id, "kind_id": foreign.id, "amount": 15.0}
        with self.assertRaises(UserError):
            self.call(clerk, "receivables.payment.deduction", "create", [values])
        with self.assertRaises(UserError):
            self.pay_in_dialog(
                985.0,
                self.invoice,
                deduction_ids=[Command.create({"kind_id": foreign.id, "amount": 15.0})],
            )
        with self.assertRaises(UserError):
            self.kind.account_id = other["default_account_expense"]

    def test_amounts_are_above_zero(self):
        clerk = self.person("negative_clerk", CLERK)
        payment = self.draft(985.0, self.invoice)
        for amount in (0.0, -15.0):
            values = {"payment_id": payment.id, "kind_id": self.kind.id, "amount": amount}
            with (
                self.subTest(amount=amount),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
            ):
                self.call(clerk, "receivables.payment.deduction", "create", [values])

    def registered_deduction(self):
        payment = self.draft(985.0, self.invoice)
        deduction = self.env["receivables.payment.deduction"].create(
            {"payment_id": payment.id, "kind_id": self.kind.id, "amount": 15.0}
        )
        deduction.write({"file": b"aGVsbG8=", "file_name": "kept.txt"})
        payment.action_propose_allocation()
        payment.action_post()
        return deduction

    def test_a_file_of_a_certificate_is_not_replaced_beside_it(self):
        deduction = self.registered_deduction()
        clerk = self.person("replaces_clerk", CLERK)
        place = {
            "res_model": deduction._name,
            "res_id": deduction.id,
            "res_field": "file",
        }
        files = self.env["ir.attachment"].search([(name, "=", place[name]) for name in place])
        self.assertTrue(files)
        for method, args in (
            ("create", ([{"name": "x", "datas": "Zm9yZ2Vk", **place}],)),
            ("write", (files.ids, {"datas": "Zm9yZ2Vk"})),
            ("unlink", (files.ids,)),
        ):
            with self.subTest(method), self.assertRaises(UserError):
                self.call(clerk, "ir.attachment", method, *args)
        self.env.invalidate_all()
        self.assertEqual(deduction.file, b"aGVsbG8=")

    def test_a_deduction_is_not_moved_onto_a_registered_payment(self):
        registered = self.registered_deduction().payment_id
        draft = self.draft(10.0, self.invoice)
        values = {"payment_id": draft.id, "kind_id": self.kind.id, "amount": 5.0}
        moved = self.env["receivables.payment.deduction"].create(values)
        clerk = self.person("moves_clerk", CLERK)
        with self.assertRaises(UserError):
            self.call(clerk, moved._name, "write", moved.ids, {"payment_id": registered.id})
        self.assertEqual(moved.payment_id, draft)

    def test_an_item_is_not_retained_by_default(self):
        clerk = self.person("default_clerk", "account.group_account_invoice")
        entry = {
            "move_type": "entry",
            "line_ids": [
                Command.create({"account_id": account.id, "balance": balance})
                for account, balance in ((self.loss, 5.0), (self.gain, -5.0))
            ],
        }
        entry_id = self.call(
            clerk, "account.move", "create", [entry], context={"default_is_retained": True}
        )
        entry = self.env["account.move"].browse(entry_id)
        self.assertFalse(any(entry.line_ids.mapped("is_retained")))
