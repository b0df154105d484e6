from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.fields import Command, Date
from odoo.tests import Form, tagged

from ....models.payments.entry.account_payment.details import USE_OF
from .payer_common import PayerCommon
from .test_payment_details import ALL


@tagged("post_install", "-at_install")
class TestDialogReception(PayerCommon):
    """The payment dialog asks who paid, when it came in and for evidence, and schedules."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls.person(
            "clerk_dialog", "base.group_user", "receivables_ext.group_receivables_user"
        )
        cls.docs = cls.book("2026-01-10 invoice INV1 100.00\n2026-01-11 invoice INV2 50.00")

    def dialog(self, *names, user=None):
        invoices = self.env["account.move"].union(*(self.docs[name] for name in names))
        action = invoices.with_user(user or self.clerk).action_register_payment()
        model = self.env[action["res_model"]].with_user(user or self.clerk)
        return Form(model.with_context(**action["context"]))

    def upload(self, user=None):
        """A file that a person chose in the dialog: it has no owner yet."""
        values = {"name": "cheque.pdf", "raw": b"100.00", "res_model": "account.payment.register"}
        return (
            self.env["ir.attachment"].with_user(user or self.clerk).create(values | {"res_id": 0})
        )

    def payments(self):
        return self.env["account.payment"].search([("partner_id", "=", self.customer.id)])

    # === Who, when, what proves it === #

    def test_somebody_else_paid(self):
        dialog = self.dialog("INV1")
        dialog.payer_id = self.payer
        dialog.save().action_create_payments()
        payment = self.payments()
        self.assertEqual(payment.payer_id, self.payer)
        self.assertEqual(
            self._entry(payment), {("Holding", 100.0, 100.0), ("ACME", -100.0, -100.0)}
        )
        self.assertResiduals(self.docs, INV1=0.0)

    def test_somebody_else_paid_less_and_the_rest_is_written_off(self):
        dialog = self.dialog("INV1", user=self.env.user)
        dialog.payer_id, dialog.amount = self.payer, 95.0
        dialog.payment_difference_handling = "reconcile"
        dialog.writeoff_account_id = self.company_data["default_account_expense"]
        dialog.save().action_create_payments()
        self.assertResiduals(self.docs, INV1=0.0)
        self.assertEqual(self.payments().payer_id, self.payer)

    def test_it_came_in_before_it_is_booked(self):
        dialog = self.dialog("INV1")
        self.assertEqual(dialog.received_date, Date.today())
        dialog.payment_date = "2026-02-10"
        self.assertEqual(str(dialog.received_date), "2026-02-10")
        dialog.received_date = "2026-02-07"
        dialog.payment_date = "2026-02-12"
        self.assertEqual(str(dialog.received_date), "2026-02-07", "what was typed stays")
        dialog.save().action_create_payments()
        self.assertEqual(str(self.payments().received_date), "2026-02-07")

    def test_a_file_proves_it(self):
        dialog, file = self.dialog("INV1"), self.upload()
        dialog.evidence_ids.add(file)
        dialog.save().action_create_payments()
        self.assertEqual(self.payments().evidence_ids, file)

    def test_a_file_proves_each_of_several(self):
        dialog = self.dialog("INV1", "INV2")
        dialog.group_payment = False
        dialog.evidence_ids.add(self.upload())
        dialog.save().action_create_payments()
        payments = self.payments()
        self.assertEqual(len(payments), 2)
        self.assertEqual([len(payment.evidence_ids) for payment in payments], [1, 1])
        self.assertEqual({*payments.evidence_ids.mapped("raw")}, {b"100.00"})

    def test_the_file_of_another_is_not_copied(self):
        secret = self.upload(user=self.person("colleague_dialog", "base.group_user"))
        wizard = self.dialog("INV1").save()
        with self.assertRaises(AccessError):
            wizard.write({"evidence_ids": [Command.set(secret.ids)]})
            wizard.action_create_payments()
        self.assertFalse(self.payments())

    def test_suppliers_are_paid_as_in_core(self):
        bill = self.init_invoice("in_invoice", partner=self.customer, amounts=[10.0], post=True)
        payment = self._register_payment(
            bill, payer_id=self.payer.id, evidence_ids=[Command.set(self.upload().ids)]
        )
        self.assertFalse(payment.payer_id or payment.evidence_ids)

    # === Ahead === #

    def test_a_date_ahead_is_scheduled(self):
        dialog = self.dialog("INV1")
        ahead = Date.today() + timedelta(20)
        dialog.payment_date, dialog.payer_id = ahead, self.payer
        dialog.evidence_ids.add(self.upload())
        dialog.save().action_create_payments()
        payment = self.payments()
        self.assertEqual((payment.collection_state, payment.scheduled_date), ("scheduled", ahead))
        self.assertEqual((payment.payer_id, len(payment.evidence_ids)), (self.payer, 1))
        self.assertEqual(payment.received_date, Date.today())
        self.assertEqual(self.docs["INV1"].scheduled_amount, 100.0)
        self.assertResiduals(self.docs, INV1=100.0)
        payment.action_register_now()
        self.assertResiduals(self.docs, INV1=0.0)

    def test_one_button_which_says_what_it_does(self):
        arch = self.dialog("INV1")._view["tree"]
        buttons = {
            node.get("string"): node.get("invisible")
            for node in arch.xpath("//footer/button[@name='action_create_payments']")
        }
        self.assertIn("payment_date <= current_date", buttons["Schedule"])
        for name in ("Create Payment", "Create Payments"):
            self.assertIn("payment_date > current_date", buttons[name])

    # === With the methods that are offered at first === #

    def test_a_difference_is_closed_by_every_method(self):
        self.company.action_offer_usual_methods()
        journals = self.journal | self.company_data["default_journal_cash"]
        methods = journals.inbound_payment_method_line_ids
        self.assertFalse(methods.payment_account_id)
        for rank, method in enumerate(methods):
            with self.subTest(journal=method.journal_id.name, method=method.name):
                invoice = self.book(f"2026-01-10 invoice INV1 {100 + rank}")["INV1"]
                dialog = self.payment_dialog(invoice)
                dialog.journal_id = method.journal_id
                dialog.payment_method_line_id = method
                details = {**ALL, "instrument_number": f"00{rank}"}
                for detail, use in USE_OF.items():
                    if method.means_id[use] not in (False, "no"):
                        dialog[detail] = details[detail]
                dialog.amount = 95.0 + rank
                self.assertTrue(dialog.show_payment_difference)
                dialog.payment_difference_handling = "reconcile"
                dialog.writeoff_account_id = self.company_data["default_account_expense"]
                dialog.save().action_create_payments()
                self.assertEqual(invoice.amount_residual, 0.0)
