from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestPaymentReception(ReceivablesCommon):
    """The day of reception is not always the day of the entry."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env.user)
        cls.past = fields.Date.to_date("2026-01-05")

    def test_a_payment_is_received_on_its_date(self):
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        self.assertEqual(payment.received_date, self.past)

    def test_what_is_typed_is_kept(self):
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        payment.received_date = "2026-01-02"
        payment.date = "2026-01-10"
        self.assertEqual(payment.received_date, fields.Date.to_date("2026-01-02"))
        payment.action_post()
        self.assertEqual(payment.move_id.date, fields.Date.to_date("2026-01-10"))

    def test_a_payment_dated_later_is_in_hand_today(self):
        later = fields.Date.add(self.today, days=40)
        payment = self.book(f"{later} draft PAY1 70.00")["PAY1"]
        self.assertEqual(payment.received_date, self.today)

    def test_the_form_follows_the_date_until_a_day_is_typed(self):
        form = self.payment_form(amount=70.0)
        self.assertEqual(form.received_date, self.today)
        form.date = self.past
        self.assertEqual(form.received_date, self.past)
        typed = form.received_date = fields.Date.to_date("2026-01-02")
        form.date = fields.Date.to_date("2026-01-12")
        self.assertEqual(form.received_date, typed)

    def test_a_payment_not_received_yet_is_refused(self):
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        payment.received_date = fields.Date.add(self.today, days=1)
        with self.assertRaisesRegex(UserError, "in the future. Enter the day on which it came in"):
            payment.action_post()
        self.assertEqual(payment.state, "draft")

    def test_payments_of_before_the_module_get_their_date(self):
        payment = self.book("2026-01-05 payment PAY1 70.00")["PAY1"]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_payment SET received_date = NULL WHERE id = %s", [payment.id]
        )
        payment.invalidate_recordset()
        # What the ORM does with a stored field that it finds new at installation.
        self.env.add_to_compute(payment._fields["received_date"], payment)
        self.assertEqual(payment.received_date, self.past)

    def test_payments_are_found_by_their_reception(self):
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        payment.received_date = "2026-01-02"
        found = payment.search([("received_date", "<", "2026-01-05"), ("id", "=", payment.id)])
        self.assertEqual(found, payment)
        arch = payment.get_views([(False, "search")])["views"]["search"]["arch"]
        self.assertIn('date="received_date"', arch)
