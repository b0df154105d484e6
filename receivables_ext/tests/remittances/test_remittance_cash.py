from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .remittance_common import RemittanceCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10")
class TestRemittanceCash(RemittanceCommon):
    """Takings are counted by notes and coins."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.till = cls.company_data["default_journal_cash"]
        cls.till.inbound_payment_method_line_ids.payment_account_id = False
        cls.cash = cls.offer("cash", cls.till)
        cls.takings = cls.receive(
            60, 12.35, journal_id=cls.till.id, payment_method_line_id=cls.cash.id
        )
        cls.paper = cls.slip(cls.takings, remit=False)

    def test_notes_and_coins_make_the_total(self):
        self.assertEqual(self.paper.bank_journal_id.type, "bank")
        self.assertEqual(len(self.paper.cash_ids), 15)
        self.count_cash(self.paper, _50=1, _20=1)
        with self.assertRaisesRegex(UserError, "Notes and coins make .*70.00"):
            self.paper.action_remit()
        self.count_cash(self.paper, _50=1, _20=1, _2=1)
        rows = {row.value: row for row in self.paper.cash_ids}
        rows[0.2].number, rows[0.1].number, rows[0.05].number = 1, 1, 1
        self.assertEqual(self.paper.amount_counted, 72.35)
        self.paper.action_remit()
        for act in (
            lambda: rows[50.0].write({"number": 3}),
            lambda: rows[50.0].unlink(),
            lambda: self.paper.write({"cash_ids": [Command.create({"value": 3, "number": 1})]}),
        ):
            with self.assertRaisesRegex(UserError, "taken to the bank"):
                act()

    def test_the_slip_lists_what_was_counted(self):
        self.count_cash(self.paper, _50=1, _20=1, _2=1)
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "receivables_ext.report_remittance", self.paper.ids
        )
        self.assertEqual(html.decode().count('name="denomination"'), 6, "three on two copies")

    def test_cheques_have_no_coins(self):
        slip = self.slip(self.receive(10), remit=False)
        self.assertFalse(slip.cash_ids)

    def test_money_that_does_not_wait_is_refused(self):
        self.cash.payment_account_id = self.till.default_account_id
        payment = self.receive(5, journal_id=self.till.id, payment_method_line_id=self.cash.id)
        with self.assertRaisesRegex(UserError, "booked straight on the account"):
            payment.action_take_to_bank()

    def test_a_new_slip_in_the_form(self):
        form = Form(self.env["receivables.remittance"])
        form.journal_id = self.till
        form.means_id = self.env.ref("receivables_ext.means_cash")
        slip = form.save()
        self.assertEqual(len(slip.cash_ids), 15)
