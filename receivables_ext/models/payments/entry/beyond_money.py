"""What a payment settles beyond its money: a discount, a write-off. Read here, and only here.

A payment of 980 that closes an invoice of 1 000 with a discount of 20 is 980 of money and 1 000 of
settlement. Its journal entry says both: the bank's items are the money, those on the accounts of
customers are what it settles, and each of the others is a cause of the difference. An exchange
difference is none: core books it in an entry of its own.
"""

from dataclasses import dataclass

from odoo.fields import Command

from ....rules import money
from ...ledger.units import to_amount, to_units


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a payment settles more than its money, or less: one item of its entry.

    ``kind`` is ``discount``, ``tolerance``, ``write_off`` or another word of ``_kind_of_cause()``
    of payments; ``label`` is that of the item; ``amount`` is in the currency of the payment, below
    zero for what the company kept.
    """

    line_id: int
    kind: str
    label: str
    amount: float


@dataclass(frozen=True, slots=True)
class PaymentParts:
    """A payment in its currency: ``money`` received, ``settling`` documents, why they differ.

    ``taken_back`` is how much of the difference was taken back since, zero or more.
    """

    money: float
    settling: float
    taken_back: float
    causes: tuple[Cause, ...]

    @property
    def beyond(self):
        """What is settled beyond the money; below zero when the company kept a part of it."""
        return sum(cause.amount for cause in self.causes)


def parts_of(payment):
    """What ``payment``, money of a customer, brings and settles.

    :return: ``PaymentParts``; without journal entry all of it is money
    """
    payment.ensure_one()
    # What a payment settles is known whole to whoever may read the payment.
    payment = payment.sudo()
    currency = payment.currency_id
    causes = tuple(
        Cause(line.id, payment._kind_of_cause(line), line.name or "", line.amount_currency)
        for line in _without_what_cancels_out(cause_lines_of(payment))
    )
    beyond = sum(cause.amount for cause in causes)
    received = _received(payment)
    return PaymentParts(
        money=received,
        settling=currency.round(received + beyond),
        taken_back=sum(
            line.amount_currency
            for line in customer_lines_of(payment, payment.taken_back_ids)
            if line.parent_state == "posted" and not line.move_id.reversal_move_ids
        ),
        causes=causes,
    )


def _received(payment):
    """The money, as the bank's items say: a module may keep another amount on the payment."""
    accounts = payment._get_valid_liquidity_accounts()
    bank = payment.move_id.line_ids.filtered(lambda line: line.account_id in accounts)
    return sum(bank.mapped("amount_currency")) if bank else payment.amount


def _without_what_cancels_out(lines):
    """Leave out items that tell a tax return of a base, and take it back on the same account."""
    by_account = lines.grouped(lambda line: (line.account_id, line.tax_repartition_line_id))
    for same in by_account.values():
        if len(same) > 1 and same.currency_id[:1].is_zero(sum(same.mapped("amount_currency"))):
            lines -= same
    return lines


def customer_lines_of(payment, moves):
    """The items of ``moves`` on accounts of customers, in the company of ``payment``.

    What the payer retained is a debt that the payment leaves, not what it settles.
    """
    others = payment.company_id.receivable_account_ids
    return moves.line_ids.filtered(
        lambda line: (
            not line.is_retained
            and (line.account_type == "asset_receivable" or line.account_id in others)
        )
    )


def cause_lines_of(payment):
    """The items of its entry that are neither the money nor what it settles."""
    move = payment.move_id
    money_accounts = payment._get_valid_liquidity_accounts()
    others = move.line_ids - customer_lines_of(payment, move)
    return others.filtered(lambda line: line.account_id not in money_accounts)


def kind_of_cause(line):
    """What sort of difference an item of a payment's entry is: see ``Cause``."""
    company = line.company_id
    account = line.account_id
    if line.tax_repartition_line_id or account in (
        company.account_journal_early_pay_discount_loss_account_id
        | company.account_journal_early_pay_discount_gain_account_id
    ):
        return "discount"
    if account in company.tolerance_loss_account_id | company.tolerance_gain_account_id:
        return "tolerance"
    return "write_off"


def label_of_causes(env, causes):
    """What customers are told of ``causes``, in the language of the context."""
    kinds = {cause.kind for cause in causes}
    if kinds == {"discount"}:
        return env._("Early payment discount")
    if kinds == {"tolerance"}:
        return env._("Tolerated difference")
    if kinds == {"deduction"}:
        return ", ".join(dict.fromkeys(cause.label for cause in causes))
    return env._("Discount or difference")


# === What is money in what it settled === #


def settled_partials(payment):
    """The allocations of ``payment`` to documents, the oldest first.

    Money that was given back, and a discount that was taken back, settle no document.
    """
    # See parts_of().
    payment = payment.sudo()
    partials = customer_lines_of(payment, payment.move_id).matched_debit_ids
    return partials.filtered(
        lambda partial: (
            not (
                (partial.debit_move_id.payment_id and not partial.debit_move_id.is_retained)
                or partial.debit_move_id.move_id.takes_back_payment_id
            )
        )
    ).sorted("id")


def money_by_partial(payment):
    """How much of what each allocation of ``payment`` settles is money.

    :return: ``{allocation: (money, settled)}``, in units of the currency of the payment
    """
    parts, currency = parts_of(payment), payment.currency_id
    partials = settled_partials(payment)
    settled = [to_units(partial.credit_amount_currency, currency) for partial in partials]
    planned = 0
    if any(cause.kind == "deduction" for cause in parts.causes):
        # See parts_of(). What is kept of one document goes with it; a discount closes all of them.
        planned = to_units(sum(payment.sudo().allocation_line_ids.mapped("amount")), currency)
    settling = to_units(parts.settling, currency)
    carrying = money.carrying(planned, to_units(parts.money, currency), settling)
    shares = money.money_in(
        settled,
        carrying - to_units(parts.beyond, currency),
        carrying,
        to_units(parts.taken_back, currency),
    )
    return dict(zip(partials, zip(shares, settled, strict=True), strict=True))


def money_shares(payments):
    """``money_by_partial()`` of those of ``payments`` whose settlement is not all money."""
    shares = {}
    for payment in payments:
        # See parts_of().
        if cause_lines_of(payment.sudo()):
            shares |= money_by_partial(payment)
    return shares


# === What an entry says of it === #


def prepare_beyond_vals(payment, amount):
    """Items for ``amount`` of what ``payment`` settled beyond its money, on the same accounts.

    :param float amount: in the currency of the payment; below zero takes it back
    :return: list of dicts, see ``_prepare_move_line_default_vals()`` of core
    """
    # See parts_of(); the items are those of a payment that the caller may enter or undo.
    lines = cause_lines_of(payment.sudo())
    currency, own = payment.currency_id, payment.company_id.currency_id
    units = [to_units(line.amount_currency, currency) for line in lines]
    whole = sum(units)
    wanted = to_units(amount, currency)
    balance = to_units(sum(lines.mapped("balance")), own) * wanted
    balances = money.scaled(
        [to_units(line.balance, own) for line in lines], (2 * balance + whole) // (2 * whole)
    )
    return [
        {
            "name": line.name,
            "account_id": line.account_id.id,
            "partner_id": line.partner_id.id,
            "currency_id": currency.id,
            "amount_currency": to_amount(part, currency),
            "balance": to_amount(part_balance, own),
            "tax_ids": [Command.set(line.tax_ids.ids)],
            "tax_tag_ids": [Command.set(line.tax_tag_ids.ids)],
            "tax_repartition_line_id": line.tax_repartition_line_id.id,
            "analytic_distribution": line.analytic_distribution,
            "date_maturity": line.date_maturity,
            **({"is_retained": True} if line.is_retained else {}),
        }
        for line, part, part_balance in zip(
            lines, money.scaled(units, wanted), balances, strict=True
        )
    ]
