from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from ...allocation.proposal import prepare_rows
from ...ledger.permit import permit
from ...ledger.units import to_units


class ReceivablesPaymentRefund(models.AbstractModel):
    """Give money back: an outbound payment linked to the one that brought it."""

    _name = "receivables.payment.refund"
    _description = "Refund of customer payments"

    @api.model
    def _refundable(self, payment):
        """What can still be given back of ``payment``, in its currency, zero or more.

        Of a transfer that paid for several customers, only the part of its own customer. A
        payment that was entered again pays for the refunds of the one that it replaces.
        """
        lines = self._own_lines(payment)
        share = -sum(lines.mapped("amount_currency"))
        by_others = lines.matched_debit_ids.filtered(
            lambda partial: (
                self._is_given_back(partial)
                and partial.debit_move_id.payment_id not in payment.sudo().refund_ids
            )
        )
        gone = payment.refunded_amount + sum(by_others.mapped("credit_amount_currency"))
        return max(0.0, payment.currency_id.round(share - gone))

    @api.model
    def _is_given_back(self, partial):
        """Whether a credit was used to give money back, not to settle a document."""
        return partial.debit_move_id.payment_id.payment_type == "outbound"

    @api.model
    def _own_lines(self, payment):
        lines = self.env["receivables.payment.reversal"]._credit_lines(payment.sudo())
        customer = payment.partner_id.commercial_partner_id
        return lines.filtered(lambda line: line.partner_id == customer)

    @api.model
    def _refund(self, payment, amount, reason, **values):
        """Give ``amount`` of ``payment`` back to the customer.

        What is not allocated goes first; beyond it, what was allocated last is released.

        :param float amount: in the currency of the payment, above zero
        :param values: date, journal_id and payment_method_line_id of the outbound payment
        :return: the refund, registered
        :raises UserError: more than can be given back
        """
        self.env["receivables.payment.reversal"]._lock(payment)
        self._check_amount(payment, amount)
        self._make_room(payment, amount, reason)
        refund = (
            permit.opened(self.env["account.payment"])
            .create(
                {
                    "payment_type": "outbound",
                    "partner_type": "customer",
                    "partner_id": payment.partner_id.id,
                    "destination_account_id": payment.destination_account_id.id,
                    "amount": amount,
                    "currency_id": payment.currency_id.id,
                    "memo": reason,
                    "refunded_payment_id": payment.id,
                    "station_id": payment.station_id.id,
                    **values,
                }
            )
            .with_env(self.env)
        )
        refund.action_post()
        return refund

    @api.model
    def _settle(self, refunds):
        """Match ``refunds``, just registered, with what is left of the payments they refund."""
        service = self.env["receivables.allocation"]
        rows = []
        for refund in refunds.filtered("refunded_payment_id"):
            currency = refund.currency_id
            debits = [
                (line.id, to_units(line.amount_residual_currency, currency))
                for line in self._own_lines(refund)
            ]
            credits = [
                (line.id, to_units(-line.amount_residual_currency, currency))
                for line in self._own_lines(refund.refunded_payment_id)
                if not line.reconciled
            ]
            rows += prepare_rows(debits, credits, currency, {})
        service.apply(rows)

    @api.model
    def _check_refunds(self, refunds):
        """Refuse drafts, such as those of a correction, that give back more than was received.

        :raises UserError: more than can be given back
        """
        for refund in refunds.filtered("refunded_payment_id"):
            self._check_amount(refund.refunded_payment_id, refund.amount)

    @api.model
    def _check_amount(self, payment, amount):
        currency = payment.currency_id
        if currency.compare_amounts(amount, 0.0) <= 0:
            raise UserError(self.env._("Enter the amount to give back, above zero."))
        refundable = self._refundable(payment)
        if currency.compare_amounts(amount, refundable) > 0:
            raise UserError(
                self.env._(
                    "%(amount)s is more than what can be given back of %(payment)s: %(left)s.",
                    amount=formatLang(self.env, amount, currency_obj=currency),
                    payment=payment.display_name,
                    left=formatLang(self.env, refundable, currency_obj=currency),
                )
            )

    @api.model
    def _make_room(self, payment, amount, reason):
        """Release of ``payment`` what the refund needs, the last allocation first.

        What was given back before stays so.
        """
        service = self.env["receivables.allocation"]
        currency = payment.currency_id
        lines = self._own_lines(payment)
        missing = amount + sum(lines.mapped("amount_residual_currency"))
        for partial in lines.matched_debit_ids.sorted("id", reverse=True):
            if currency.compare_amounts(missing, 0.0) <= 0:
                return
            if self._is_given_back(partial):
                continue
            settled = partial.credit_amount_currency
            debit, credit = partial.debit_move_id, partial.credit_move_id
            partial.with_context(receivables_removal_reason=reason).unlink()
            missing -= settled
            if currency.compare_amounts(missing, 0.0) < 0:
                keep = to_units(-missing, currency)
                rows = [(debit.id, keep)], [(credit.id, keep)]
                service.apply(prepare_rows(*rows, currency, {debit.id: "manual"}))
