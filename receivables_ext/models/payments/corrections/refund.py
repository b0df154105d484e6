"""Give money back: an outbound payment linked to the one that brought it."""

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools import formatLang

from ....rules.money import settled_with
from ...allocation.proposal import prepare_rows
from ...ledger.permit import permit
from ...ledger.units import to_units
from ..entry import beyond_money
from . import reversal, taken_back
from .money_out import debits_money_out


def refundable_amount(payment):
    """What can still be given back of ``payment``, in its currency, zero or more.

    Money only: what it settled beyond it was never received. Of a transfer that paid for several
    customers, only the part of its own customer. A payment that was entered again pays for the
    refunds of the one that it replaces.
    """
    share = -sum(own_credit_lines(payment).mapped("amount_currency"))
    beyond = max(0.0, beyond_money.parts_of(payment).beyond)  # it is its own customer's
    return max(0.0, payment.currency_id.round(share - beyond - given_back(payment)))


def given_back(payment):
    """What refunds and entries by hand already gave back of ``payment``, in its currency."""
    lines = own_credit_lines(payment)
    # Whose refunds they are, not what they say: the amount that is left depends on all of them.
    by_others = lines.matched_debit_ids.filtered(
        lambda partial: (
            is_given_back(partial)
            and partial.debit_move_id.payment_id not in payment.sudo().refund_ids
        )
    )
    return payment.refunded_amount + sum(by_others.mapped("credit_amount_currency"))


def is_given_back(partial):
    """Whether a credit was used to give money back, not to settle a document."""
    return debits_money_out(partial.debit_move_id)


def own_credit_lines(payment):
    # The amount that is left of a payment that the user reads depends on all of its items.
    lines = reversal.credit_lines_of(payment.sudo())
    customer = payment.partner_id.commercial_partner_id
    return lines.filtered(lambda line: line.partner_id == customer)


def refund_payment(payment, amount, reason, **values):
    """Give ``amount`` of ``payment`` back to the customer.

    What is not allocated goes first; beyond it, what was allocated last is released.

    :param float amount: in the currency of the payment, above zero
    :param values: date, journal_id and payment_method_line_id of the outbound payment
    :return: the refund, registered; none yet when it waits for a second person
    :raises UserError: more than can be given back
    """
    reversal.lock_payment(payment)
    reversal.check_no_request(payment)
    check_refund_amount(payment, amount)
    if needs_approval(payment, amount):
        date = values.pop("date", None) or fields.Date.context_today(payment)
        corrections = payment.env["receivables.payment.correction"]
        corrections._ask(payment, "refund", reason, date, amount=amount, **values)
        return payment.browse()
    return give_back(payment, reason, amount, **values)


def needs_approval(payment, amount):
    """Whether giving ``amount`` back, after what was given before, needs a second person."""
    share = (given_back(payment) + amount) / payment.amount
    return payment._needs_approval(share * abs(payment.amount_company_currency_signed))


def give_back(payment, reason, amount, **values):
    """Give ``amount`` back: it was checked and, where asked, approved.

    :return: the refund, registered
    """
    env = payment.env
    check_refund_amount(payment, amount)
    make_room(payment, amount, reason)
    refund = (
        permit.opened(env["account.payment"])
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
        .with_env(env)
    )
    refund.action_post()
    if payment.currency_id.is_zero(refundable_amount(payment)):
        taken_back.note_given_back(payment)
    return refund


def settle_refunds(refunds):
    """Match ``refunds``, just registered, with what is left of the payments they refund."""
    service = refunds.env["receivables.allocation"]
    rows = []
    for refund in refunds.filtered("refunded_payment_id"):
        currency = refund.currency_id
        debits = [
            (line.id, to_units(line.amount_residual_currency, currency))
            for line in own_credit_lines(refund)
        ]
        credits = [
            (line.id, to_units(-line.amount_residual_currency, currency))
            for line in own_credit_lines(refund.refunded_payment_id)
            if not line.reconciled
        ]
        rows += prepare_rows(debits, credits, currency, {})
    service.apply(rows)


def check_refunds(refunds):
    """Refuse drafts, such as those of a correction, that give back more than was received.

    :raises UserError: more than can be given back
    """
    for refund in refunds.filtered("refunded_payment_id"):
        check_refund_amount(refund.refunded_payment_id, refund.amount)
        check_refund_again(refund)


def check_refund_again(refund):
    """Refuse to give back more on entering a refund again than the second person saw."""
    payment, replaced = refund.refunded_payment_id, refund.replaces_id
    is_more = replaced and refund.currency_id.compare_amounts(refund.amount, replaced.amount) > 0
    if is_more and needs_approval(payment, refund.amount):
        raise UserError(
            refund.env._(
                "%(refund)s gives back more than the refund that it replaces, and needs a second "
                "person: delete this draft and use Refund on %(payment)s.",
                refund=refund.display_name,
                payment=payment.display_name,
            )
        )


def check_refund_amount(payment, amount):
    env = payment.env
    currency = payment.currency_id
    if currency.compare_amounts(amount, 0.0) <= 0:
        raise UserError(env._("Enter the amount to give back, above zero."))
    refundable = refundable_amount(payment)
    if currency.compare_amounts(amount, refundable) > 0:
        raise UserError(
            env._(
                "%(amount)s is more than what can be given back of %(payment)s: %(left)s.",
                amount=formatLang(env, amount, currency_obj=currency),
                payment=payment.display_name,
                left=formatLang(env, refundable, currency_obj=currency),
            )
        )


def make_room(payment, amount, reason):
    """Release of ``payment`` what the refund needs, the last allocation first.

    What was given back before stays so. A discount goes with what is released; where no money
    stays, nothing is settled by a discount alone.
    """
    service = payment.env["receivables.allocation"]
    currency = payment.currency_id
    lines = own_credit_lines(payment)
    missing = to_units(amount + sum(lines.mapped("amount_residual_currency")), currency)
    money_of = beyond_money.money_by_partial(payment)
    is_all = currency.compare_amounts(amount, refundable_amount(payment)) >= 0
    for partial in lines.matched_debit_ids.sorted("id", reverse=True):
        if missing <= 0 and not is_all:
            return
        if is_given_back(partial) or partial not in money_of:
            continue
        money, settled = money_of[partial]
        debit, credit = partial.debit_move_id, partial.credit_move_id
        partial.with_context(receivables_removal_reason=reason).unlink()
        kept, missing = money - missing, missing - money
        if kept > 0 and not is_all:
            keep = settled_with(kept, money, settled)
            rows = [(debit.id, keep)], [(credit.id, keep)]
            service.apply(prepare_rows(*rows, currency, {debit.id: "manual"}))
