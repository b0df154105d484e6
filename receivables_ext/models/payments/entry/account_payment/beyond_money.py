from odoo import api, fields, models
from odoo.tools import SQL

from ....ledger.permit import retaining
from .. import beyond_money


class AccountPayment(models.Model):
    """What a payment settles beyond its money: a figure of its own."""

    _inherit = "account.payment"

    beyond_amount = fields.Monetary(
        string="Discount or difference",
        compute="_compute_beyond_amount",
        help="What the payment settles, or is to settle, beyond the money received: an early "
        "payment discount, a write-off. In the currency of the payment; below zero when a part of "
        "the money was kept.",
    )
    taken_back_ids = fields.One2many(
        "account.move",
        "takes_back_payment_id",
        string="Discounts taken back",
        groups="account.group_account_invoice,account.group_account_readonly",
    )

    @api.depends(
        *("state", "amount", "allocation_line_ids.amount", "move_id.line_ids.balance"),
        "taken_back_ids.state",
    )
    def _compute_beyond_amount(self):
        # A form that is being filled in may have no currency yet.
        received = self._customer_payments().filtered("currency_id")
        (self - received).beyond_amount = 0.0
        for payment in received:
            if payment.state == "draft":
                payment.beyond_amount = payment._planned_beyond()
            else:
                parts = beyond_money.parts_of(payment)
                payment.beyond_amount = parts.beyond - parts.taken_back

    def _planned_beyond(self):
        """What this draft is to settle beyond its money, in its currency.

        One that was registered before has an entry, which says it.

        For a module to plan a difference, it must override this method, and
        ``_prepare_planned_beyond_vals()``.

        :return: float; below zero when a part of the money is to be kept
        """
        self.ensure_one()
        return beyond_money.parts_of(self).beyond

    def _is_booked_as_planned(self):
        """Whether the entry of this draft is still to be made of what is planned."""
        return not self.move_id

    def _planned_deductions(self):
        """What the payer of this draft kept, in its currency: it settles beside the money.

        For a module to plan deductions, it must override this method, ``_planned_beyond()`` and
        ``_prepare_planned_beyond_vals()``.

        :return: float, zero or more
        """
        self.ensure_one()
        return 0.0

    @api.model
    def _deducted_sql(self, payment):
        """What payers kept, for the export: the amount of one payment, in its currency.

        For a module to plan deductions, it must override this method too.

        :param SQL payment: alias of the table of payments
        """
        return SQL("0.0")

    def _kind_of_cause(self, line):
        """What sort of difference an item of the entry of this payment is.

        For a module to tell other sorts, it must override this method and call ``super()``.

        :return: ``discount``, ``tolerance`` or ``write_off``
        """
        return beyond_money.kind_of_cause(line)

    def _prepare_planned_beyond_vals(self):
        """Items of the entry for ``_planned_beyond()``, as core's write-off lines.

        :return: list of dicts
        """
        self.ensure_one()
        return []

    def _generate_journal_entry(self, write_off_line_vals=None, force_balance=None, line_ids=None):
        """Book, with the money, what a draft is to settle beyond it."""
        if write_off_line_vals or force_balance or line_ids:
            return super()._generate_journal_entry(write_off_line_vals, force_balance, line_ids)
        planned = self._customer_payments().filtered(
            lambda payment: not payment.move_id and payment._planned_beyond()
        )
        # As in core's dialog: the taxes are those of the difference, and are not computed again.
        for payment in retaining.opened(planned).with_context(skip_invoice_sync=True):
            super(AccountPayment, payment)._generate_journal_entry(
                payment._prepare_planned_beyond_vals()
            )
        return super(AccountPayment, self - planned)._generate_journal_entry(
            write_off_line_vals, force_balance, line_ids
        )

    def _seek_for_lines(self):
        """What the payer retained is a difference, although its account is one of customers."""
        liquidity, counterparts, differences = super()._seek_for_lines()
        retained = counterparts.filtered("is_retained")
        return [liquidity, counterparts - retained, differences + retained]

    def _synchronize_to_moves(self, changed_fields):
        """Book again, with the entry of a draft, what its payer retained."""
        return super(AccountPayment, retaining.opened(self))._synchronize_to_moves(changed_fields)
