from odoo import api, fields, models
from odoo.exceptions import UserError

from ...ledger import kept
from ...ledger.permit import permit
from .ceiling import check_cash
from .till import is_cash


class AccountPayment(models.Model):
    """A payment that was registered by itself waits until somebody sees the money."""

    _inherit = "account.payment"

    awaits_confirmation = fields.Boolean(
        string="Registered by itself",
        copy=False,
        readonly=True,
        help="Registered when its invoice was validated, and nobody said that the money is there.",
    )
    auto_settled = fields.Boolean(
        string="Auto-settled, to be confirmed",
        compute="_compute_auto_settled",
        store=True,
        copy=False,
        help="Registered by itself when its invoice was validated; neither the bank nor somebody "
        "at the till has confirmed the money yet.",
    )
    is_confirmed_by_hand = fields.Boolean(
        string="Confirmed at the till",
        compute="_compute_is_confirmed_by_hand",
        help="Whether no bank statement will confirm the money.",
    )

    _auto_settled_idx = models.Index("(company_id, date) WHERE auto_settled")

    def _auto_init(self):
        """Nothing that is there before was registered by itself: nothing to compute."""
        kept.create_columns(self, {"auto_settled": "bool"})
        return super()._auto_init()

    @api.depends("awaits_confirmation", "collection_state", "is_matched", "journal_id")
    def _compute_auto_settled(self):
        for payment in self:
            payment.auto_settled = (
                payment.awaits_confirmation
                and payment.collection_state == "registered"
                and not (payment.is_matched and not payment._is_booked_as_received())
            )

    @api.depends("journal_id", "outstanding_account_id")
    def _compute_is_confirmed_by_hand(self):
        for payment in self:
            is_till = payment.journal_id.type == "cash"
            payment.is_confirmed_by_hand = is_till or payment._is_booked_as_received()

    def _is_booked_as_received(self):
        """Whether it is booked on the account of its journal: core then says that it is matched."""
        return self.outstanding_account_id == self.journal_id.default_account_id

    def _check_can_register(self):
        """Refuse cash above the ceiling for a document of the plan.

        :raises UserError: too much of a document would be paid in cash
        """
        result = super()._check_can_register()
        for payment in self.browse() if self.env.su else self._customer_payments():
            if is_cash(payment.payment_method_line_id):
                for move, lines in payment.allocation_line_ids.grouped("move_id").items():
                    if (amount := sum(lines.mapped("amount"))) > 0:
                        check_cash(move, amount, payment.currency_id, payment.date)
        return result

    def action_confirm_money(self):
        """Say that the money of payments that were registered by themselves is in the till.

        :raises UserError: there is nothing to confirm, or the bank statement confirms it
        """
        self.check_access("write")
        for payment in self:
            if not payment.auto_settled:
                raise UserError(
                    self.env._("%(payment)s is not to be confirmed.", payment=payment.display_name)
                )
            if not payment.is_confirmed_by_hand:
                raise UserError(
                    self.env._(
                        "%(payment)s came in by the bank: matching it with the bank statement "
                        "confirms it.",
                        payment=payment.display_name,
                    )
                )
        permit.opened(self).awaits_confirmation = False
        said = self.env._("%(user)s confirms that the money is there.", user=self.env.user.name)
        self._message_log_batch(dict.fromkeys(self.ids, said))
        return True
