from odoo import api, fields, models
from odoo.fields import Domain

from ....rules import references
from ...ledger import roles


class AccountPayment(models.Model):
    """Money that looks like the deposit on an order: tax is due on a deposit, not on a credit."""

    _inherit = "account.payment"

    deposit_order_id = fields.Many2one(
        "sale.order",
        string="Order that it may be a deposit on",
        compute="_compute_deposit_order_id",
        groups=roles.READERS,
    )
    deposit_hint = fields.Char(
        string="Deposit", compute="_compute_deposit_order_id", groups=roles.READERS
    )

    @api.depends("unallocated_amount", "partner_id", "currency_id", "state")
    @api.depends("memo", "payment_reference")
    def _compute_deposit_order_id(self):
        self.deposit_order_id = self.deposit_hint = False
        unused = self.filtered(
            lambda payment: (
                payment.payment_type == "inbound"
                and payment.partner_type == "customer"
                and payment.partner_id
                and payment.state in ("in_process", "paid")
                and payment.unallocated_amount > 0
            )
        )
        if not unused:
            return
        orders = unused._orders_without_deposit()
        for payment in unused:
            order = payment._order_it_may_pay(orders)
            payment.deposit_order_id = order
            payment.deposit_hint = payment._say_deposit_of(order) if order else False

    def _orders_without_deposit(self):
        """Open orders of these customers of which nothing is invoiced: for all payments at once."""
        # The number of an order and what it asks are told to who enters the payment; whether they
        # may open it is asked when they do.
        Order = self.env["sale.order"].sudo()
        orders = Order.search(
            Domain(
                "partner_id.commercial_partner_id", "in", self.partner_id.commercial_partner_id.ids
            )
            & Domain("company_id", "in", self.company_id.ids)
            & Domain("state", "in", ("draft", "sent", "sale"))
            & Domain("invoice_status", "!=", "invoiced"),
            order="date_order desc, id desc",
        )
        return orders.filtered(lambda order: not order._standing_invoices())

    def _order_it_may_pay(self, orders):
        """That which its memo names, else that whose deposit it equals, else that awaits one."""
        entity = self.partner_id.commercial_partner_id
        orders = orders.filtered(
            lambda order: (
                order.partner_id.commercial_partner_id == entity
                and order.company_id == self.company_id
            )
        )
        names = [(order.id, order.name) for order in orders]
        names += [(order.id, order.client_order_ref) for order in orders]
        text = " ".join(filter(None, (self.memo, self.payment_reference)))
        named = references.find_named(text, names).keys
        if named:
            return orders.browse(named[0])
        asked = orders.filtered(
            lambda order: order._asks_deposit() and order.currency_id == self.currency_id
        )
        equal = asked.filtered(
            lambda order: not order._compare_deposit(order.deposit_amount, self.unallocated_amount)
        )
        return equal[:1] or asked.filtered(lambda order: order._awaits_deposit())[:1]

    def _say_deposit_of(self, order):
        if order._asks_deposit():
            return self.env._(
                "This may be the deposit of %(amount)s asked on %(order)s. Tax is due on a deposit "
                "as soon as it is paid: confirm the order or make its deposit invoice, then use "
                "this payment on it.",
                amount=order.currency_id.format(order.deposit_amount),
                order=order.name,
            )
        return self.env._(
            "This may be a deposit on %(order)s. Tax is due on a deposit as soon as it is paid: "
            "make the invoice of a down payment on the order, then use this payment on it.",
            order=order.name,
        )

    def action_open_deposit_order(self):
        """Show the order on which this payment may be a deposit.

        :raises AccessError: the user may not read it
        """
        self.ensure_one()
        order = self.deposit_order_id.sudo(False)
        order.check_access("read")
        return order._get_records_action(name=order.display_name)
