from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestInstallmentTours(ReceivablesCommon, HttpCase):
    """The installment schedule in a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.name = "Tour customer"
        cls.clerk = new_test_user(
            cls.env,
            "schedule_clerk",
            groups="base.group_user,receivables_ext.group_receivables_user",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )
        # The browser has its own clock: days are counted from its today.
        docs = cls.book(f"""
            {cls.day(-60)} invoice LATE   1000 {cls.day(-3)}
            {cls.day(-60)} invoice TODAY   300 {cls.day(0)}
            {cls.day(-60)} invoice FUTURE  200 {cls.day(20)}
            {cls.day(-60)} invoice PAID    500 {cls.day(-10)}
        """)
        cls.pay(docs["PAID"], 500)
        cls.pay(docs["LATE"], 400)
        other = cls.book(f"{cls.day(-60)} invoice OTHER 50 {cls.day(5)}", cls.other_customer)
        cls.docs = docs | other

    @classmethod
    def day(cls, offset):
        return fields.Date.today() + timedelta(days=offset)

    @classmethod
    def pay(cls, invoice, amount):
        payment = cls.book(f"{cls.day(-1)} payment PAY-{invoice.ref} {amount}")
        credit = cls.receivable(payment[f"PAY-{invoice.ref}"])
        cls.service.apply(
            [
                {
                    "debit_line_id": cls.receivable(invoice).id,
                    "credit_line_id": credit.id,
                    "amount": amount,
                    "currency_id": credit.currency_id.id,
                    "reason": "manual",
                }
            ]
        )

    def tour(self, name, user=None):
        login = (user or self.clerk).login
        self.start_tour("/odoo/receivables-schedule", name, login=login)

    def test_filters_and_totals(self):
        self.tour("receivables_schedule_filters")

    def test_presets_replace_each_other(self):
        self.tour("receivables_schedule_presets")

    def test_a_cell_filters_what_is_shown(self):
        self.tour("receivables_schedule_cells")

    def test_refresh_shows_what_another_session_entered(self):
        self.tour("receivables_schedule_refresh")

    def test_a_note_is_written_in_the_list(self):
        self.tour("receivables_schedule_note")
        note = self.env["receivables.installment.note"].search(
            [("line_id", "=", self.receivable(self.docs["LATE"]).id)]
        )
        self.assertEqual(note.note, "Calls back on Monday")
        said = self.docs["LATE"].message_ids[0]
        self.assertIn("Calls back on Monday", said.body)
        self.assertEqual(said.author_id, self.clerk.partner_id)

    def test_colours_come_with_words_and_are_readable(self):
        self.tour("receivables_schedule_colours")

    def test_the_filters_hold_in_each_view(self):
        self.tour("receivables_schedule_views")

    def test_a_salesperson_sees_his_customers_and_writes_nothing(self):
        seller = new_test_user(
            self.env,
            "schedule_seller",
            groups="base.group_user,sales_team.group_sale_salesman",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )
        self.docs["LATE"].invoice_user_id = seller
        self.other_customer.user_id = self.docs["OTHER"].invoice_user_id = self.env.user
        self.tour("receivables_schedule_salesperson", seller)
