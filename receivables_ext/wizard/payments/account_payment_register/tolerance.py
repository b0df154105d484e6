from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from ....models.ledger import roles
from ....models.ledger.units import to_units
from ....models.payments.discount import terms


class AccountPaymentRegister(models.TransientModel):
    """What somebody who does not invoice may write off: what the company tolerates."""

    _inherit = "account.payment.register"

    @api.depends("payment_difference", "partner_type")
    def _compute_show_payment_difference(self):
        """Let a difference be closed whatever the method: a customer payment always has an entry.

        Core hides it unless the method names an account, which no method does at first.
        """
        result = super()._compute_show_payment_difference()
        for wizard in self.filtered(lambda wizard: wizard.partner_type == "customer"):
            wizard.show_payment_difference = (
                wizard.payment_difference
                and not wizard.early_payment_discount_mode
                and wizard.can_edit_wizard
                and (not wizard.can_group_payments or wizard.group_payment)
            )
        return result

    @api.onchange("payment_difference_handling", "payment_difference")
    def _onchange_tolerated_difference(self):
        """Propose the account of the company for a difference that it tolerates."""
        if self._is_written_off() and not self.writeoff_account_id and self._is_tolerated():
            self.writeoff_account_id = self._tolerance_account()

    def _create_payments(self):
        """Refuse a write-off that only who invoices may decide.

        Before anything else: core books the payments of a receivables user with ``sudo()``.

        :raises UserError: the difference, or its account, is not what the company tolerates
        """
        invoices = self.env.user.has_group(roles.INVOICING)
        if not (self.env.su or invoices) and self._is_written_off():
            self._check_tolerated()
        return super()._create_payments()

    def _is_written_off(self):
        """Whether the difference is closed by hand; an early payment discount is core's."""
        return bool(
            self.payment_difference_handling == "reconcile"
            and not self.early_payment_discount_mode
            and not self.currency_id.is_zero(self.payment_difference)
        )

    def _check_tolerated(self):
        if self._is_tolerated() and self.writeoff_account_id == self._tolerance_account():
            return
        raise UserError(
            self.env._(
                "A difference of %(difference)s is not yours to write off: keep it open, or ask "
                "somebody with the role Invoicing. What the company tolerates, and the account "
                "for it, are in its settings.",
                difference=formatLang(
                    self.env, self.payment_difference, currency_obj=self.currency_id
                ),
            )
        )

    def _is_tolerated(self):
        currency = self.currency_id
        due, difference = abs(self.amount + self.payment_difference), abs(self.payment_difference)
        most = terms.tolerated_units(
            self.company_id, self.partner_id, due, currency, self.payment_date
        )
        return to_units(difference, currency) <= most

    def _tolerance_account(self):
        return terms.tolerance_account(self.company_id, self.payment_difference)
