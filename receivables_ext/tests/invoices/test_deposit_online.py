from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.account_payment.tests.common import AccountPaymentCommon
from odoo.addons.sale.tests.common import SaleCommon


@tagged("post_install", "-at_install")
class TestDepositOnline(AccountPaymentCommon, SaleCommon):
    """An order paid online in part: core's own down payment is the deposit, one and never two."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.currency = cls.sale_order.currency_id
        cls.partner = cls.sale_order.partner_invoice_id
        cls.provider.journal_id.inbound_payment_method_line_ids.filtered(
            lambda line: line.payment_provider_id == cls.provider
        ).payment_account_id = cls.inbound_payment_method_line.payment_account_id
        cls.sale_order.order_line.tax_ids = False
        cls.sale_order.order_line[1:].unlink()
        cls.sale_order.order_line.write({"price_unit": 1000.0, "product_uom_qty": 1})
        cls.sale_order.write(
            {"require_payment": True, "prepayment_percent": 0.3, "deposit_percentage": 30}
        )
        cls.sale_order.company_id.downpayment_account_id = False

    def pay_online(self, amount, reference="one", automatic="True", user=None):
        self.env["ir.config_parameter"].sudo().set_param("sale.automatic_invoice", automatic)
        self.amount = amount
        transaction = self._create_transaction(
            flow="redirect",
            sale_order_ids=[Command.link(self.sale_order.id)],
            state="done",
            reference=reference,
        )
        with mute_logger("odoo.addons.sale.models.payment_transaction"):
            transaction.with_user(user or self.env.user).sudo()._post_process()

    def deposits(self):
        return [
            (each.state, each.amount_total, each.amount_residual)
            for each in self.sale_order.deposit_invoice_ids
        ]

    def test_cores_own_down_payment_is_the_deposit(self):
        self.pay_online(300)
        self.assertEqual(self.sale_order.state, "sale")
        self.assertEqual(self.deposits(), [("posted", 300, 0)])
        self.assertFalse(self.sale_order.deposit_awaited)

    def test_a_customer_who_pays_online_reads_no_payments(self):
        customer = new_test_user(self.env, "online", groups="base.group_portal")
        self.pay_online(100, "a part", user=customer)
        self.pay_online(100, "as much again", user=customer)
        self.pay_online(100, "and again", user=customer)
        self.assertEqual(self.sale_order.state, "sale")
        self.assertEqual(self.deposits(), [("posted", 300, 0)])

    def test_where_core_invoices_nothing_the_deposit_is_made_and_paid(self):
        self.pay_online(300, automatic=False)  # as it is before anybody opens the settings
        self.assertEqual(self.deposits(), [("posted", 300, 0)])

    def test_a_deposit_signed_for_is_settled_by_what_is_paid_later(self):
        self.sale_order.action_confirm()
        self.assertEqual(self.deposits(), [("posted", 300, 300)])
        self.pay_online(300)
        self.assertEqual(self.deposits(), [("posted", 300, 0)])

    def test_what_is_paid_beyond_the_deposit_is_invoiced_beyond_it(self):
        self.sale_order.action_confirm()
        self.pay_online(450)
        self.assertEqual(self.deposits(), [("posted", 300, 0), ("posted", 150, 0)])

    def test_an_order_paid_in_full_needs_no_deposit(self):
        self.pay_online(1000)
        self.assertFalse(self.sale_order.deposit_invoice_ids)
        self.assertEqual(self.sale_order.invoice_ids.amount_total, 1000)
        self.assertFalse(self.sale_order.deposit_awaited)
