from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ...models.payments.corrections.refund import refund_payment
from .station_common import StationCommon


@tagged("post_install", "-at_install")
class TestStation(StationCommon):
    """Documents bear the station of the user who enters them."""

    # === The station of what is entered === #

    def test_what_a_user_enters_bears_his_only_station(self):
        self.assertEqual(self.invoice(self.clerk).station_id, self.lyon)
        self.assertEqual(self.enter(self.there).station_id, self.paris)

    def test_a_user_of_several_stations_chooses_his_own(self):
        self.paris.user_ids += self.clerk
        self.assertFalse(self.enter(self.clerk).station_id)
        self.call(
            self.clerk,
            "res.users",
            "write",
            self.clerk.ids,
            {"receivables_station_id": self.paris.id},
        )
        self.assertEqual(self.enter(self.clerk).station_id, self.paris)

    def test_nobody_chooses_a_station_where_he_does_not_work(self):
        with self.assertRaises(ValidationError):
            self.call(
                self.clerk,
                "res.users",
                "write",
                self.clerk.ids,
                {"receivables_station_id": self.paris.id},
            )

    def test_a_station_that_is_archived_is_no_longer_proposed(self):
        self.lyon.active = False
        self.assertFalse(self.enter(self.clerk).station_id)

    def test_who_has_no_station_and_who_pays_suppliers_leaves_it_empty(self):
        self.assertFalse(self.enter(self.env.user).station_id)
        bill = self.env["account.payment"].with_user(self.clerk)
        bill = bill.create({"payment_type": "outbound", "partner_type": "supplier", "amount": 5.0})
        self.assertFalse(bill.station_id)

    def test_an_import_may_name_another_station(self):
        self.env["account.payment"].with_user(self.manager).load(
            ["payment_type", "partner_type", "partner_id/.id", "amount", "station_id"],
            [["Receive", "Customer", str(self.customer.id), "12.34", "PARIS"]],
        )
        payment = self.env["account.payment"].search([("amount", "=", 12.34)])
        self.assertEqual(payment.station_id, self.paris)

    def test_stations_of_another_company_are_refused(self):
        other = self.setup_other_company()["company"]
        station = self.env["receivables.station"].create(
            {"code": "LYON", "name": "Elsewhere", "company_id": other.id}
        )
        with self.assertRaises(UserError):
            self.enter(self.manager).sudo().station_id = station
        with self.assertRaises(ValidationError):
            self.invoice(self.clerk)
            self.lyon.company_id = other

    def test_a_code_is_unique_in_its_company(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.env["receivables.station"].create(
                {"code": "lyon", "name": "Again", "company_id": self.company.id}
            )

    def test_the_till_of_the_station_is_proposed(self):
        self.lyon.journal_ids = self.cash
        new = self.env["account.payment"].with_user(self.clerk)
        values = {"payment_type": "inbound", "partner_type": "customer", "amount": 1.0}
        self.assertEqual(new.create(values).journal_id, self.cash)
        self.assertEqual(new.with_user(self.there).create(values).journal_id, self.journal)
        action = self.invoice(self.clerk).action_register_payment()
        dialog = self.env[action["res_model"]].with_user(self.clerk)
        self.assertEqual(Form(dialog.with_context(**action["context"])).journal_id, self.cash)

    # === The entry of a payment === #

    def test_the_entry_bears_the_station_of_its_payment(self):
        payment = self.enter(self.clerk)
        payment.action_post()
        self.assertEqual(payment.move_id.station_id, self.lyon)

    def test_the_entry_of_a_draft_follows_its_payment(self):
        self.company.payment_correction_policy = "until_transferred"
        payment = self.enter(self.clerk)
        payment.action_post()
        payment.action_draft()
        payment.station_id = self.paris
        self.assertEqual(payment.move_id.station_id, self.paris)

    def test_payments_of_the_dialog_bear_the_station_of_who_receives_them(self):
        action = self.invoice(self.clerk).action_register_payment()
        dialog = Form(
            self.env[action["res_model"]].with_user(self.there).with_context(**action["context"])
        )
        payment = dialog.save()._create_payments()
        self.assertEqual(payment.station_id, self.paris)
        self.assertEqual(payment.move_id.station_id, self.paris)

    def test_what_undoes_a_payment_bears_its_station(self):
        payment = self.enter(self.clerk)
        payment.action_post()
        reason = self.env.ref("receivables_ext.return_reason_am04")
        returned = self.env["receivables.payment.return"]._return(
            payment, payment.date, reason, fees=5.0, charged=True
        )
        self.assertEqual(returned.move_id.station_id, self.lyon)
        self.assertEqual(returned.fees_move_id.station_id, self.lyon)
        other = self.enter(self.clerk)
        other.action_post()
        refund = refund_payment(
            other, 10.0, "Too much", date=other.date, journal_id=self.journal.id
        )
        self.assertEqual(refund.station_id, self.lyon)

    def test_a_credit_note_bears_the_station_of_its_invoice(self):
        invoice = self.invoice(self.clerk)
        reversed_elsewhere = invoice.with_user(self.there)
        self.assertEqual(reversed_elsewhere._reverse_moves().station_id, self.lyon)
        self.assertEqual(reversed_elsewhere.copy().station_id, self.paris)

    def test_a_payment_entered_again_keeps_its_station(self):
        payment = self.enter(self.clerk)
        payment.action_post()
        action = payment.with_user(self.there).action_correct()
        dialog = Form(
            self.env[action["res_model"]].with_user(self.there).with_context(**action["context"])
        )
        dialog.reason = "Wrong amount"
        dialog.save().action_correct()
        self.assertEqual(payment.replacement_ids.station_id, self.lyon)
        self.assertEqual(payment.move_id.reversal_move_ids.station_id, self.lyon)

    # === It stays === #

    def test_a_registered_payment_keeps_its_station(self):
        payment = self.enter(self.clerk)
        payment.action_post()
        for record in (payment, payment.move_id):
            with self.assertRaises(UserError):
                self.call(
                    self.clerk, record._name, "write", record.ids, {"station_id": self.paris.id}
                )
            with self.assertRaises(UserError):
                record.sudo().station_id = self.paris

    def test_only_a_manager_corrects_the_station_of_an_invoice(self):
        invoice = self.invoice(self.clerk)
        with self.assertRaisesRegex(UserError, "Manager"):
            self.call(
                self.clerk, "account.move", "write", invoice.ids, {"station_id": self.paris.id}
            )
        self.env.cr.precommit.run()  # what follows is another transaction
        self.manager.group_ids += self.env.ref("account.group_account_invoice")
        self.call(self.manager, "account.move", "write", invoice.ids, {"station_id": self.paris.id})
        self.assertEqual(invoice.station_id, self.paris)
        self.env.flush_all()
        self.env.cr.precommit.run()
        invoice.invalidate_recordset(["message_ids"])
        tracked = invoice.sudo().message_ids.tracking_value_ids.filtered(
            lambda value: value.field_id.name == "station_id"
        )
        self.assertEqual(tracked.new_value_char, "PARIS Shop of Paris")

    # === Shown with the first station === #

    def test_stations_show_with_the_first_and_hide_with_the_last(self):
        self.assertTrue(self.clerk.has_group("receivables_ext.group_stations"))
        self.env["receivables.station"].search([]).active = False
        self.assertFalse(self.clerk.has_group("receivables_ext.group_stations"))
        self.paris.active = True
        self.assertTrue(self.clerk.has_group("receivables_ext.group_stations"))

    def test_only_managers_configure_stations(self):
        values = {"code": "X", "name": "X", "company_id": self.company.id}
        with self.assertRaises(AccessError):
            self.call(self.clerk, "receivables.station", "create", [values])
        self.call(self.manager, "receivables.station", "create", [values])
