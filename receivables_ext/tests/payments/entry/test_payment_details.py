from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ...common import ReceivablesCommon

IBAN = "FR7630006000011234567890189"
ALL = {
    "instrument_number": "0045512",
    "instrument_bank": "BNP",
    "instrument_account": IBAN,
    "instrument_due_date": "2026-06-30",
}
REQUIRED = {
    "cheque": {"instrument_number": "number", "instrument_bank": "bank"},
    "transfer": {},
    "cash": {},
    "card": {},
    "direct_debit": {"instrument_account": "payer's account"},
    "bill": {"instrument_account": "payer's account", "instrument_due_date": "due date"},
    "note": {"instrument_account": "payer's account", "instrument_due_date": "due date"},
    "mobile_money": {"instrument_number": "number"},
    "other": {},
}


@tagged("post_install", "-at_install")
class TestPaymentDetails(ReceivablesCommon):
    """Each means of payment asks for its details, and the payment keeps them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.action_offer_usual_methods()
        cls.methods = {
            line.means_id.code: line for line in cls.journal.inbound_payment_method_line_ids
        }
        cash = cls.company_data["default_journal_cash"]
        cls.methods["cash"] = cash.inbound_payment_method_line_ids[:1]

    def draft(self, code, **details):
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        method = self.methods[code]
        payment.write(
            {"journal_id": method.journal_id.id, "payment_method_line_id": method.id, **details}
        )
        return payment

    # === Registration === #

    def test_each_required_detail_is_asked_in_one_sentence(self):
        for code, required in REQUIRED.items():
            for detail, label in required.items():
                with self.subTest(means=code, missing=detail):
                    payment = self.draft(code, **{**ALL, detail: False})
                    name = payment.means_id.name
                    with self.assertRaises(UserError) as caught:
                        payment.action_post()
                    self.assertEqual(
                        str(caught.exception),
                        f"The payment of ACME ({name}) lacks this: {label}. "
                        "Complete it, then validate again.",
                    )
                    self.assertEqual((payment.state, payment.move_id.id), ("draft", False))

    def test_all_that_is_missing_is_named_at_once(self):
        with self.assertRaisesRegex(UserError, r"\(Cheque\) lacks this: number and bank\."):
            self.draft("cheque").action_post()

    def test_with_what_is_required_every_means_is_registered(self):
        for code, required in REQUIRED.items():
            with self.subTest(means=code):
                payment = self.draft(code, **{detail: ALL[detail] for detail in required})
                payment.action_post()
                self.assertEqual(payment.move_id.state, "posted")
                self.assertEqual(payment.means_id.code, code)

    def test_writing_the_state_does_not_go_around_the_details(self):
        with self.assertRaisesRegex(UserError, "lacks this"):
            self.draft("cheque").write({"state": "in_process"})

    def test_a_means_may_ask_for_any_account_number(self):
        self.methods["cheque"].means_id.account_use = "required"
        payment = self.draft("cheque", instrument_number="1", instrument_bank="BNP")
        with self.assertRaisesRegex(UserError, "payer's account"):
            payment.action_post()
        payment.instrument_account = " 12-34 AB "
        payment.action_post()
        self.assertEqual(payment.instrument_account, "12-34 AB")

    # === IBAN === #

    def test_an_iban_is_kept_compact_and_shown_by_fours(self):
        payment = self.draft("bill", instrument_account=" fr76 3000 6000 0112-3456 7890 189 ")
        self.assertEqual(payment.instrument_account, IBAN)
        self.assertEqual(payment.instrument_account_shown, "FR76 3000 6000 0112 3456 7890 189")
        payment.instrument_account_shown = "DE89 3704 0044 0532 0130 00"
        self.assertEqual(payment.instrument_account, "DE89370400440532013000")

    def test_a_wrong_iban_is_refused(self):
        for number in (IBAN[:-1] + "8", IBAN[:-1], "0045512", "FR76"):
            with (
                self.subTest(number=number),
                self.assertRaisesRegex(ValidationError, "not a valid IBAN"),
                self.cr.savepoint(),
            ):
                self.draft("direct_debit", instrument_account=number)
        self.assertTrue(self.draft("cheque", instrument_account="0045512"))

    def test_choosing_a_means_that_requires_an_iban_checks_what_was_typed(self):
        payment = self.draft("cheque", instrument_account="0045512")
        with self.assertRaisesRegex(ValidationError, "not a valid IBAN"):
            payment.payment_method_line_id = self.methods["bill"]

    # === Form and dialog === #

    def test_the_form_asks_what_the_means_requires(self):
        form = self.payment_form(amount=70.0)
        form.payment_method_line_id = self.methods["cheque"]
        with self.assertRaisesRegex(AssertionError, "instrument_number is a required field"):
            form.save()
        form.instrument_number = "0045512"
        form.instrument_bank = "BNP"
        payment = form.save()
        self.assertEqual((payment.instrument_number, payment.instrument_bank), ("0045512", "BNP"))

    def test_another_means_forgets_what_it_does_not_ask(self):
        form = self.payment_form(amount=70.0)
        form.payment_method_line_id = self.methods["bill"]
        form.instrument_number = "0045512"
        form.instrument_account_shown = "FR76 3000 6000 0112 3456 7890 189"
        form.instrument_due_date = "2026-06-30"
        form.payment_method_line_id = self.methods["mobile_money"]
        payment = form.save()
        self.assertRecordValues(
            payment,
            [
                {
                    "instrument_number": "0045512",
                    "instrument_account": False,
                    "instrument_due_date": False,
                }
            ],
        )

    def test_a_due_date_to_come_is_proposed_as_date(self):
        today = fields.Date.context_today(self.env.user)
        form = self.payment_form(amount=70.0)
        form.payment_method_line_id = self.methods["cheque"]
        form.instrument_due_date = fields.Date.add(today, days=-3)
        self.assertEqual(form.date, today)
        form.instrument_due_date = fields.Date.add(today, days=30)
        self.assertEqual(form.date, fields.Date.add(today, days=30))
        self.assertEqual(form.received_date, today)

    def test_the_dialog_asks_for_the_details_and_passes_them_on(self):
        docs = self.book("2026-02-01 invoice INV1 1000.00")
        dialog = self.payment_dialog(docs["INV1"])
        dialog.payment_method_line_id = self.methods["bill"]
        with self.assertRaisesRegex(AssertionError, "instrument_account is a required field"):
            dialog.save()
        dialog.instrument_account = "FR76 3000 6000 0112 3456 7890 189"
        dialog.instrument_due_date = "2026-06-30"
        dialog.save().action_create_payments()
        payment = docs["INV1"].matched_payment_ids
        self.assertEqual(payment.instrument_account, IBAN)
        self.assertEqual(payment.instrument_due_date, fields.Date.to_date("2026-06-30"))
        self.assertResiduals(docs, INV1=0.0)

    def test_the_dialog_gives_each_payment_of_several_customers_the_details(self):
        docs = self.book("2026-02-01 invoice INV1 100.00")
        docs |= self.book("2026-02-01 invoice INV2 200.00", customer=self.other_customer)
        invoices = docs["INV1"] + docs["INV2"]
        details = {
            "payment_method_line_id": self.methods["mobile_money"].id,
            "instrument_number": "MM-1",
            "instrument_bank": "not asked",
        }
        payments = self._register_payment(invoices, **details)
        self.assertEqual(payments.mapped("instrument_number"), ["MM-1", "MM-1"])
        self.assertEqual(payments.mapped("instrument_bank"), [False, False])

    def test_the_dialog_refuses_what_lacks_details(self):
        docs = self.book("2026-02-01 invoice INV1 100.00")
        with self.assertRaisesRegex(UserError, "lacks this: number and bank"):
            self._register_payment(docs["INV1"], payment_method_line_id=self.methods["cheque"].id)

    # === Search and print === #

    def test_a_payment_is_found_by_its_number(self):
        payment = self.draft("cheque", instrument_number="0045512")
        views = payment.get_views([(False, "search")])
        self.assertIn("('instrument_number', 'ilike', self)", views["views"]["search"]["arch"])
        found = payment.search([("instrument_number", "ilike", "4551")])
        self.assertIn(payment, found)
        groups = payment._read_group([("id", "=", payment.id)], ["means_id"], ["__count"])
        self.assertEqual(groups, [(self.methods["cheque"].means_id, 1)])

    def test_the_receipt_bears_the_details(self):
        payment = self.draft("cheque", **ALL)
        payment.action_post()
        report = self.env["ir.actions.report"]
        html, _type = report._render_qweb_html("account.report_payment_receipt", payment.ids)
        for printed in ("Cheque", "0045512", "BNP", "06/30/2026", "Received on"):
            self.assertIn(printed, html.decode())

    def test_a_copy_is_another_cheque(self):
        copy = self.draft("cheque", **ALL).copy()
        self.assertEqual((copy.instrument_number, copy.instrument_due_date), (False, False))
        self.assertEqual((copy.instrument_bank, copy.instrument_account), ("BNP", IBAN))
