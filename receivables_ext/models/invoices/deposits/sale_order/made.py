import logging

from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, UserError
from odoo.fields import Command
from odoo.tools import SQL
from odoo.tools.misc import clean_context

from ....ledger.permit import Permit

_logger = logging.getLogger(__name__)

core_invoices = Permit("receivables_core_invoices_permission")
"""Opened while core confirms an order that was paid online and then invoices what was paid."""


def _is_taken_back(invoice):
    """Whether credit notes took ``invoice`` back, whole, be it settled by them or by money."""
    if invoice.payment_state == "reversed":
        return True
    notes = invoice.reversal_move_ids.filtered(
        lambda move: move.move_type == "out_refund" and move.state == "posted"
    )
    credited, currency = sum(notes.mapped("amount_total")), invoice.currency_id
    return bool(notes) and currency.compare_amounts(credited, invoice.amount_total) >= 0


class SaleOrder(models.Model):
    """The deposit is invoiced when the quotation is accepted, once, by core's own down payment."""

    _inherit = "sale.order"

    deposit_invoice_ids = fields.Many2many(
        "account.move",
        string="Deposit invoices",
        compute="_compute_deposit_invoice_ids",
        help="What was invoiced before the supply: by the deposit asked, by hand or online.",
    )

    @api.depends("order_line.invoice_lines.move_id.state")
    @api.depends_context("uid")
    def _compute_deposit_invoice_ids(self):
        self._deposits()  # of all orders: their invoices are then read at once, not one by one
        for order in self:
            order.deposit_invoice_ids = (
                order._deposits().with_env(order.env)._filtered_access("read")
            )

    # === What stands === #

    def _deposits(self):
        """Invoices of nothing but deposits on these orders, not cancelled; as superuser."""
        # Whether a deposit was invoiced does not depend on who asks. It is shown to who reads it.
        lines = self.sudo().order_line.filtered("is_downpayment").invoice_lines
        return lines.move_id.filtered(
            lambda move: (
                move.move_type == "out_invoice"
                and move.state != "cancel"
                and move._is_downpayment()
            )
        )

    def _standing_invoices(self):
        """Invoices of these orders that no credit note took back, drafts too; as superuser."""
        # As in _deposits().
        return self.sudo().invoice_ids.filtered(
            lambda move: (
                move.move_type == "out_invoice"
                and move.state != "cancel"
                and not _is_taken_back(move)
            )
        )

    def _standing_deposits(self):
        return self._deposits() & self._standing_invoices()

    def _awaits_deposit(self):
        """Whether a deposit is asked on this accepted order, and nothing of it is invoiced."""
        return self.state == "sale" and self._asks_deposit() and not self._standing_invoices()

    # === Making it === #

    def _action_confirm(self):
        """Invoice the deposit that was asked, whoever accepts: customer, payment or salesperson."""
        result = super()._action_confirm()
        # Two confirmations at the same moment: the second one waits for this row, and finds the
        # order confirmed.
        self.flush_recordset(["state"])
        if not core_invoices.is_open(self.env):
            for order in self.filtered(lambda order: order._awaits_deposit()):
                order._make_asked_deposit()
        return result

    def action_make_deposit(self):
        """Make the deposit invoice that could not be made when the order was confirmed.

        :return: action that shows it
        :raises AccessError: the user may not change the order
        :raises UserError: none is asked, or one stands
        """
        self.ensure_one()
        self.check_access("write")
        # Who presses it at the same moment waits here, is tried again, and finds it made: nothing
        # else of the row changes, so that reading it would not tell.
        self.env.cr.execute(SQL("UPDATE sale_order SET id = id WHERE id = %s", self.id))
        if not self._awaits_deposit():
            raise UserError(
                self.env._(
                    "%(order)s awaits no deposit: none is asked, it is not confirmed, or it is "
                    "invoiced already.",
                    order=self.display_name,
                )
            )
        self._make_asked_deposit(patient=False)
        return self.action_open_deposits()

    def _make_asked_deposit(self, patient=True):
        """Make the deposit invoice, validated where the company has it so.

        :param patient: leave what cannot be made or validated to the salesperson. An acceptance
            does not fail because of it: the customer is in front of it, and cannot help it.
        """
        refused = (UserError, RedirectWarning) if patient else ()
        try:
            with self.env.cr.savepoint():
                invoice = self._create_deposit()
        except refused as error:
            self._tell_salesperson(error)
            return
        if self.company_id.deposit_invoice_policy != "validate":
            return
        try:
            with self.env.cr.savepoint():
                invoice.action_post()
        except refused as error:
            self._tell_salesperson(error)

    def _create_deposit(self, amount=None):
        """One draft invoice of what is asked, or of ``amount``, with the taxes of the order.

        :return: ``account.move``, as superuser
        """
        # The company decided that acceptance invoices the deposit: the customer who signs and the
        # salesperson who confirms need no right to invoice. The amounts are those of the order.
        order = self.sudo().with_company(self.company_id)
        # pylint: disable-next=context-overridden  # defaults of a form are not for the invoice
        order = order.with_context(clean_context(self.env.context))
        if amount is None and order.deposit_basis == "percentage":
            asked = {"advance_payment_method": "percentage", "amount": order.deposit_percentage}
        else:
            fixed = order.deposit_amount if amount is None else amount
            asked = {"advance_payment_method": "fixed", "fixed_amount": fixed}
        wizard = order.env["sale.advance.payment.inv"].create(
            {"sale_order_ids": [Command.set(order.ids)], **asked}
        )
        return wizard._create_invoices(order)

    def _tell_salesperson(self, error):
        """Leave them something to do: the deposit is not invoiced, or its invoice is a draft."""
        reason = str(error.args[0]) if error.args else str(error)
        _logger.info("The deposit invoice of order %s needs somebody: %s", self.id, reason)
        # A customer may have accepted: what is written is for the salesperson.
        self.sudo().activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.env._("Make or validate the deposit invoice"),
            note=reason,
            user_id=(self.user_id or self.company_id.sudo().create_uid).id,
        )

    def _generate_downpayment_invoices(self):
        """What is paid online settles the deposit that stands: core would invoice it again."""
        asked = self.filtered(lambda order: order._asks_deposit() and order._standing_deposits())
        invoices = super(SaleOrder, self - asked)._generate_downpayment_invoices()
        for order in asked:
            deposits = order._standing_deposits()
            beyond = order.amount_paid - sum(deposits.mapped("amount_total"))
            if order._compare_deposit(beyond, 0.0) > 0:
                deposits |= order._create_deposit(beyond)
            invoices |= deposits.filtered("amount_residual").sudo(self.env.su)
        return invoices
