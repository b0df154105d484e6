"""What a payment settled beyond its money is taken back with the allocation that it was granted on.

**How it works**: while an allocation is released, the part of it that was no money is noted. Before
the transaction ends, as much of it as the payment still has open is booked back by an entry of its
own, on the accounts of the discount with its taxes. So what is left to use of a payment is money.
"""

from collections import Counter, defaultdict

from odoo import fields
from odoo.fields import Command

from ...ledger.lock_dates import first_open_date
from ...ledger.permit import permit, reversing
from ...ledger.units import to_amount, to_units
from ..entry import beyond_money

NOTED = "receivables.payments.taken_back"


def note_released(partials):
    """Note, while allocations can be read, how much of them is a discount or a write-off.

    :param partials: ``account.partial.reconcile`` about to be released
    """
    env = partials.env
    # What the ledger must say afterwards does not depend on who releases; nothing is returned.
    credits = partials.sudo().credit_move_id
    for payment in _with_difference(credits.payment_id):
        shares = beyond_money.money_by_partial(payment)
        noted = env.cr.precommit.data.setdefault(NOTED, defaultdict(Counter))
        # As above.
        for partial in partials.sudo().filtered(shares.get):
            money, settled = shares[partial]
            noted[payment.id, "beyond"][partial.debit_move_id.move_id.id] += settled - money
            noted[payment.id, "settled"][partial.debit_move_id.move_id.id] += settled


def note_given_back(payment):
    """Note that no money of ``payment`` is left: nothing that it granted may stay."""
    for each in _with_difference(payment.sudo()):  # see note_released()
        noted = payment.env.cr.precommit.data.setdefault(NOTED, defaultdict(Counter))
        noted[payment.id, "beyond"][each.move_id.id] += _standing(each)


def note_settled(partials):
    """Note that a document which was released is settled again in the same transaction."""
    noted = partials.env.cr.precommit.data.get(NOTED)
    # See note_released().
    for partial in partials.sudo() if noted else ():
        payment, document = partial.credit_move_id.payment_id, partial.debit_move_id.move_id
        if settled := noted[payment.id, "settled"][document.id]:
            beyond = noted[payment.id, "beyond"][document.id]
            again = min(to_units(partial.credit_amount_currency, payment.currency_id), settled)
            noted[payment.id, "settled"][document.id] -= again
            noted[payment.id, "beyond"][document.id] -= beyond * again // settled


def take_back(moves):
    """Book back what the payments of ``moves`` no longer settle beyond their money.

    :param moves: entries whose allocations changed in this transaction, as superuser
    """
    noted = moves.env.cr.precommit.data.get(NOTED)
    for payment in _with_difference(moves.origin_payment_id) if noted else ():
        released = _forget(payment)
        if released is not None and payment.collection_state in ("registered", "refunded"):
            _take_back(payment, sum(released.values()))


def take_back_again(payments):
    """Take back of ``payments``, registered again after a reset, what they no longer grant."""
    # See note_released(): the payments are those of the user.
    for payment in _with_difference(payments.sudo()):
        _forget(payment)  # the reset may have been in this same transaction
        shares = beyond_money.money_by_partial(payment).values()
        beyond = to_units(beyond_money.parts_of(payment).beyond, payment.currency_id)
        _take_back(payment, beyond - sum(settled - money for money, settled in shares))


def _forget(payment):
    """What was noted of ``payment`` in this transaction, which counts no more, or ``None``."""
    noted = payment.env.cr.precommit.data.get(NOTED, {})
    noted.pop((payment.id, "settled"), None)
    return noted.pop((payment.id, "beyond"), None)


def _with_difference(payments):
    """Those of ``payments`` of customers that settle more than their money."""
    return payments._customer_payments().filtered(
        lambda payment: sum(beyond_money.cause_lines_of(payment).mapped("amount_currency")) > 0
    )


def _take_back(payment, noted):
    currency, standing = payment.currency_id, _standing(payment)
    if not beyond_money.settled_partials(payment):
        noted = standing  # parts of a cent that rounding left go with the last allocation
    lines = beyond_money.customer_lines_of(payment, payment.move_id).filtered(
        lambda line: (
            not line.reconciled and line.partner_id == payment.partner_id.commercial_partner_id
        )
    )
    still_open = to_units(-sum(lines.mapped("amount_residual_currency")), currency)
    if (units := min(noted, standing, still_open)) <= 0:
        return
    move = _book(payment, lines[0], to_amount(units, currency))
    (lines + beyond_money.customer_lines_of(payment, move)).reconcile()
    _settle_retained(payment.move_id + move)


def _standing(payment):
    """How much of what ``payment`` settled beyond its money was not taken back, in units."""
    parts = beyond_money.parts_of(payment)
    return to_units(parts.beyond - parts.taken_back, payment.currency_id)


def _settle_retained(moves):
    """What was retained is owed no longer, as far as it was taken back."""
    retained = moves.line_ids.filtered(lambda line: line.is_retained and not line.reconciled)
    for lines in retained.grouped(lambda line: (line.account_id, line.partner_id)).values():
        if len({line.balance > 0 for line in lines}) > 1:
            lines.reconcile()


def _book(payment, line, amount):
    """The entry that takes ``amount`` back, in the currency of ``payment``, above zero."""
    env = payment.env
    label = env._("Discount or difference of %(payment)s taken back", payment=payment.name)
    causes = [
        {**vals, "name": label} for vals in beyond_money.prepare_beyond_vals(payment, -amount)
    ]
    balance = -payment.company_id.currency_id.round(sum(vals["balance"] for vals in causes))
    debit = {
        "name": label,
        "account_id": line.account_id.id,
        "partner_id": line.partner_id.id,
        "currency_id": payment.currency_id.id,
        "amount_currency": amount,
        "balance": balance,
    }
    move = (
        permit.opened(env["account.move"])
        .with_company(payment.company_id)
        .with_context(skip_invoice_sync=True)  # the taxes are those of the payment
        .create(
            {
                "move_type": "entry",
                "journal_id": payment.journal_id.id,
                "date": first_open_date(
                    payment.company_id,
                    fields.Date.context_today(payment),
                    payment.journal_id,
                    bool(payment.move_id.line_ids.tax_tag_ids),
                ),
                "ref": label,
                "takes_back_payment_id": payment.id,
                "station_id": payment.station_id.id,
                "line_ids": [Command.create(vals) for vals in (debit, *causes)],
            }
        )
    )
    move._post(soft=False)
    payment._log(label, move)
    return move


def undo(payment, date):
    """Reverse what was taken back of ``payment``, which is undone itself with all of its entry.

    :param date: of the counter-entries, already open
    """
    # The rights on the payment were checked by whoever undoes it.
    standing = payment.sudo().taken_back_ids.filtered(
        lambda move: move.state == "posted" and not move.reversal_move_ids
    )
    for move in standing:
        lines = beyond_money.customer_lines_of(payment, move)
        retained = move.line_ids.filtered("is_retained")
        permit.opened(lines.matched_credit_ids + retained.matched_debit_ids).unlink()
        values = [{"date": max(date, move.date), "ref": move.ref}]
        undone = reversing.opened(permit.opened(move))
        reversed_move = undone._reverse_moves(values).with_env(move.env)
        reversed_move._post(soft=False)  # core matches the two entries
