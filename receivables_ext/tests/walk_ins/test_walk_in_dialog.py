from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Date
from odoo.service.model import call_kw
from odoo.tests import Form, new_test_user, tagged

from .walk_in_common import ConversionCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10")
class TestWalkInDialog(ConversionCommon):
    """How documents are transferred, undone, refused, and by whom."""

    # === How it is entered === #

    def test_the_dialog_creates_the_customer_from_the_identity(self):
        invoice = self.sell(
            "2026-01-01 invoice INV1 100.00",
            name="Paul Roux",
            walk_in_phone="07 11",
            walk_in_identifier="ROUX1",
        )
        action = invoice.action_convert_walk_in()
        dialog = Form(self.env[action["res_model"]].browse(action["res_id"]))
        self.assertEqual((dialog.name, dialog.phone), ("Paul Roux", "07 11"))
        self.assertEqual(dialog.journal_id.type, "general")
        opened = dialog.save().action_convert()
        customer = self.env["res.partner"].browse(opened["res_id"])
        self.assertEqual(
            (customer.name, customer.phone, customer.ref, customer.is_walk_in),
            ("Paul Roux", "07 11", "ROUX1", False),
        )
        self.assertEqual(self.balance(customer), 100.0)
        self.assertEqual(invoice.walk_in_customer_id, customer)

    def test_a_customer_with_the_same_phone_is_proposed(self):
        invoice = self.sell("2026-01-01 invoice INV1 100.00", walk_in_phone="0612")
        self.assertEqual(self.dialog(invoice).partner_id, self.known)

    def test_a_closed_period_is_left_for_the_first_open_day(self):
        invoice = self.sell("2026-01-01 invoice INV1 100.00")
        self.company.fiscalyear_lock_date = "2026-03-15"
        conversion = self.convert(invoice, date="2026-03-10")
        self.assertEqual(conversion.date, Date.to_date("2026-03-16"))

    def test_the_document_says_where_it_went(self):
        invoice = self.sell("2026-01-01 invoice INV1 100.00")
        conversion = self.convert(invoice)
        body = "".join(invoice.message_ids.mapped("body"))
        self.assertIn("Jeanne Petit SARL", body)
        self.assertIn(conversion.move_id.name, body)
        self.assertEqual(conversion.document_ids, invoice)

    def test_allocations_of_the_transfer_say_so(self):
        invoice = self.sell("2026-01-01 invoice INV1 100.00")
        self.convert(invoice)
        event = self.env["receivables.allocation.event"].search(
            [("debit_move_id", "=", invoice.id)]
        )
        self.assertEqual(event.reason, "transfer")

    # === Undone === #

    def test_the_entry_is_reversed_not_edited(self):
        invoice = self.sell("2026-01-01 invoice INV1 100.00")
        self.pay(invoice, 40.0)
        conversion = self.convert(invoice)
        with self.assertRaisesRegex(UserError, "Reverse the entry"):
            conversion.move_id.button_draft()
        with self.assertRaisesRegex(UserError, "Reverse that entry first"):
            invoice.button_draft()
        with self.assertRaises(UserError):
            conversion.sudo().partner_id = self.other_customer
        conversion.move_id._reverse_moves(cancel=True)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.balance(self.customer), 60.0)
        self.assertEqual(self.balance(self.known), 0.0)
        self.assertEqual(invoice.amount_residual, 60.0)
        self.assertFalse(invoice.walk_in_conversion_id)
        self.convert(invoice)
        self.assertEqual(self.balance(self.known), 60.0)

    # === Refused === #

    def test_what_cannot_be_transferred_is_refused(self):
        invoice = self.sell("2026-01-01 invoice INV1 100.00")
        other = self.sell("2026-01-01 invoice INV2 100.00", name="Paul Roux")
        plain = self.book("2026-01-01 invoice INV3 100.00", self.other_customer)["INV3"]
        with self.assertRaisesRegex(UserError, "not of the same walk-in customer"):
            (invoice + other).action_convert_walk_in()
        with self.assertRaisesRegex(UserError, "validated invoices"):
            plain.action_convert_walk_in()
        with self.assertRaisesRegex(UserError, "validated invoices"):
            invoice.copy().action_convert_walk_in()
        dialog = self.dialog(invoice)
        dialog.partner_id = self.customer
        with self.assertRaisesRegex(UserError, "is a walk-in customer"):
            dialog.action_convert()
        dialog.write({"partner_id": False, "name": " "})
        with self.assertRaisesRegex(UserError, "name of the new customer"):
            dialog.action_convert()
        self.assertEqual(self.balance(self.customer), 200.0)

    def test_a_document_is_transferred_once(self):
        invoice = self.sell("2026-01-01 invoice INV1 100.00")
        dialog = self.dialog(invoice)
        dialog.partner_id = self.known
        self.convert(invoice)
        with self.assertRaisesRegex(UserError, "already transferred to Jeanne Petit SARL"):
            dialog.action_convert()
        with self.assertRaisesRegex(UserError, "already transferred"):
            invoice.action_convert_walk_in()
        self.assertEqual(self.balance(self.known), 100.0)

    def test_a_settlement_at_another_rate_is_refused(self):
        currency = self.setup_other_currency(
            "CHF", rates=[("2026-01-01", 2.0), ("2026-03-01", 4.0)]
        )
        invoice = self.sell("2026-01-01 invoice INV1 100.00", currency=currency)
        self.pay(invoice, 40.0)
        with self.assertRaisesRegex(UserError, "another rate"):
            self.convert(invoice)
        self.assertFalse(self.env["receivables.walk.in.conversion"].search([]))

    # === By whom === #

    def test_roles(self):
        for number, (group, allowed) in enumerate(
            (
                ("receivables_ext.group_receivables_user", False),
                ("sales_team.group_sale_salesman_all_leads", False),
                ("receivables_ext.group_receivables_manager", True),
                ("account.group_account_invoice", True),
            )
        ):
            with self.subTest(group=group):
                user = new_test_user(
                    self.env,
                    f"user{number}",
                    groups=f"base.group_user,{group}",
                    company_id=self.company.id,
                    company_ids=[Command.set(self.company.ids)],
                )
                invoice = self.sell(f"2026-01-01 invoice INV{number} 100.00")
                self.pay(invoice, 30.0)
                self.env.invalidate_all()
                env = self.env(user=user, context={"allowed_company_ids": self.company.ids})

                def call(model, method, ids, env=env, **kwargs):
                    return call_kw(env[model], method, [ids], kwargs)

                if not allowed:
                    with self.assertRaises(AccessError):
                        call("account.move", "action_convert_walk_in", invoice.ids)
                    continue
                action = call("account.move", "action_convert_walk_in", invoice.ids)
                wizard = [action["res_id"]]
                call(action["res_model"], "write", wizard, vals={"partner_id": self.known.id})
                call(action["res_model"], "action_convert", wizard)
                self.env.invalidate_all()
                self.assertEqual(invoice.walk_in_customer_id, self.known)
        self.assertEqual(self.balance(self.known), 140.0)
