from odoo import fields
from odoo.tests import Form, tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestDraftWords(ReceivablesCommon):
    """What the form of a draft says while it is filled."""

    def test_more_than_what_is_open_is_said_at_once(self):
        self.book("2026-01-01 invoice INV1 400.00 2026-01-31")
        form = self.payment_form(amount=900.0)
        with form.allocation_line_ids.edit(0) as line:
            self.assertFalse(line.excess)
            line.amount = 900.0
            self.assertEqual(line.excess, "Only $\xa0400.00 is open")
            line.amount = 400.0
            self.assertFalse(line.excess)

    def test_strangers_are_told_apart_and_nothing_proposed_is_explained(self):
        self.customer.is_walk_in = True
        docs = self.book("2026-01-01 invoice INV1 400.00\n2026-01-02 invoice INV2 300.00")
        for name, document in zip(("Jeanne Petit", "Paul Roux"), docs.values(), strict=True):
            document.walk_in_name = name
        form = self.payment_form(amount=300.0)
        self.assertTrue(form.is_walk_in_payment)
        names = [form.allocation_line_ids.edit(rank).walk_in_name for rank in range(2)]
        self.assertEqual(names, ["Jeanne Petit", "Paul Roux"])
        self.assertEqual(form.credit_left_amount, 300.0, "Nothing is proposed")

    def test_what_is_scheduled_says_no_day_of_reception(self):
        later = self.book(f"{fields.Date.add(fields.Date.today(), days=9)} draft PAY 300.00")["PAY"]
        view = "account.view_account_payment_form"
        context = {"default_payment_type": "inbound", "default_partner_type": "customer"}
        form = Form(later.with_context(**context), view)
        self.assertFalse(form._get_modifier("received_date", "invisible"))
        later.action_schedule()
        form = Form(later.with_context(**context), view)
        self.assertTrue(form._get_modifier("received_date", "invisible"))
