from markupsafe import Markup

from odoo import api, fields, models


class SaleOrder(models.Model):
    """Where an order stands with its deposits: what is missing, what remains, what to take back."""

    _inherit = "sale.order"

    deposit_invoiced = fields.Monetary(
        string="Deposits invoiced",
        compute="_compute_deposit_standing",
        compute_sudo=True,
        help="Tax included, in the currency of the order. Deposits taken back by a credit note do "
        "not count.",
    )
    deposit_left_to_invoice = fields.Monetary(
        string="Remains to invoice",
        compute="_compute_deposit_standing",
        compute_sudo=True,
        help="The total of the order as it is now, less what is invoiced, deposits included. "
        "Below zero: the customer was invoiced more than they ordered.",
    )
    deposit_sentence = fields.Char(
        string="Where the deposit stands",
        compute="_compute_deposit_standing",
        compute_sudo=True,
    )
    deposit_awaited = fields.Boolean(
        string="Deposit to invoice", compute="_compute_deposit_standing", compute_sudo=True
    )
    deposit_needs_care = fields.Boolean(
        string="Deposit to look at", compute="_compute_deposit_standing", compute_sudo=True
    )

    @api.depends(
        "state",
        "amount_total",
        "deposit_amount",
        "order_line.invoice_lines.move_id.state",
        "order_line.invoice_lines.move_id.payment_state",
        "order_line.invoice_lines.move_id.reversal_move_ids.state",
        "order_line.invoice_lines.move_id.amount_residual",
    )
    def _compute_deposit_standing(self):
        self._deposits()  # of all orders: their invoices are then read at once, not one by one
        for order in self:
            deposits = order._standing_deposits()
            order.deposit_invoiced = sum(deposits.mapped("amount_total"))
            drafts = deposits.filtered(lambda move: move.state == "draft")
            order.deposit_left_to_invoice = (
                order.amount_total - order.amount_invoiced - sum(drafts.mapped("amount_total"))
            )
            order.deposit_awaited = order._awaits_deposit()
            order.deposit_sentence = order._say_deposit(deposits)
            order.deposit_needs_care = (
                order.deposit_awaited
                or (order.state == "cancel" and bool(deposits))
                or (
                    bool(deposits)
                    and order._compare_deposit(order.deposit_left_to_invoice, 0.0) < 0
                )
            )

    def _say_deposit(self, deposits):
        if self.deposit_awaited:
            return self.env._(
                "A deposit of %(amount)s was asked: it is not invoiced yet.",
                amount=self.currency_id.format(self.deposit_amount),
            )
        if not deposits:
            return False
        if self.state == "cancel":
            return " ".join(map(self._say_what_to_do, deposits))
        if self.state == "sale":
            return self._say_what_remains()
        return self.env._(
            "Deposits of %(amount)s are invoiced already: accepting invoices no other one.",
            amount=self.currency_id.format(self.deposit_invoiced),
        )

    def _say_what_remains(self):
        invoiced = self.currency_id.format(self.deposit_invoiced)
        total = self.currency_id.format(self.amount_total)
        left = self.currency_id.format(abs(self.deposit_left_to_invoice))
        if self._compare_deposit(self.deposit_left_to_invoice, 0.0) < 0:
            return self.env._(
                "Deposits of %(invoiced)s are invoiced, and the order is now %(total)s: the final "
                "invoice is to give back %(left)s.",
                invoiced=invoiced,
                total=total,
                left=left,
            )
        return self.env._(
            "Deposits of %(invoiced)s are invoiced: of %(total)s, %(left)s remain to invoice.",
            invoiced=invoiced,
            total=total,
            left=left,
        )

    def _say_what_to_do(self, deposit):
        """What to do with a deposit whose order is cancelled."""
        paid = deposit.amount_total - deposit.amount_residual
        if self._compare_deposit(paid, 0.0) <= 0:
            return self.env._(
                "The order is cancelled and its deposit invoice %(deposit)s still stands: make "
                "its credit note.",
                deposit=deposit.name or deposit.display_name,
            )
        return self.env._(
            "The order is cancelled and %(paid)s are paid on its deposit invoice %(deposit)s: make "
            "its credit note, then refund the customer or keep the money as their credit.",
            deposit=deposit.name or deposit.display_name,
            paid=self.currency_id.format(paid),
        )

    def _deposits_to_pay(self):
        """Validated deposits of this order on which something is left; as superuser."""
        if self.state != "sale":
            return self.env["account.move"]
        return self._standing_deposits().filtered(
            lambda move: move.state == "posted" and move.amount_residual > 0
        )

    # === Actions === #

    def action_open_deposits(self):
        """Show the deposit invoices of this order."""
        self.ensure_one()
        return self.action_view_invoice(invoices=self.deposit_invoice_ids)

    def _action_cancel(self):
        """Take the drafts away with the order; say what to do with deposits that are validated."""
        self.check_access("write")
        # A draft deposit that acceptance made: cancelling the order undoes it, also for who may
        # not invoice. What is validated is never touched here.
        drafts = self._deposits().filtered(lambda move: move.state == "draft")
        drafts.button_cancel()
        result = super()._action_cancel()
        for order in self:
            for deposit in order._standing_deposits():
                order._message_log(
                    body=Markup("%s %s")
                    % (order._say_what_to_do(deposit), deposit._get_html_link())
                )
        return result
