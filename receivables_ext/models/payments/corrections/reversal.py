"""Undo a registered payment by a counter-entry: nothing is edited, nothing disappears.

Used by corrections and by returned payments. The counter-entry is the payment's own entry with
its signs reversed, linked to it both ways, in the same journal.
"""

from odoo import fields
from odoo.exceptions import LockError, UserError
from odoo.fields import Command, Domain
from odoo.tools import format_date

from ...ledger.lock_dates import first_open_date
from ...ledger.permit import permit, reversing
from ..entry import beyond_money, stale
from ..entry.guard import check_own_entries
from . import taken_back

# === Checks === #


def lock_payment(payment):
    """Make sure that nobody else undoes ``payment`` meanwhile, and that it can be undone.

    :raises UserError: somebody was faster, or the payment is not registered
    """
    hold_payment(payment)
    check_registered(payment)


def check_no_request(payment):
    """Refuse a second act while somebody waits for the approval of a first.

    :raises UserError: somebody asked to undo ``payment``, which is locked
    """
    payment.invalidate_recordset(["correction_ids", "correction_requested_id"])
    if waiting := payment.correction_requested_id:
        raise UserError(
            payment.env._(
                "%(user)s already asked to undo %(payment)s: it waits for approval.",
                user=waiting.create_uid.name,
                payment=payment.display_name,
            )
        )


def check_registered(payment):
    env = payment.env
    if payment.collection_state not in ("registered", "refunded"):
        states = dict(payment._fields["collection_state"]._description_selection(env))
        raise UserError(
            env._(
                "%(payment)s is not a registered payment (%(state)s): there is nothing to undo.",
                payment=payment.display_name,
                state=states[payment.collection_state],
            )
        )


def hold_payment(payment):
    """Keep others away from ``payment`` until the transaction ends.

    :raises UserError: somebody was faster
    """
    payment.check_access("write")
    try:
        payment.lock_for_update(allow_referencing=True)
    except LockError as error:
        raise UserError(
            payment.env._(
                "Somebody else is working on %(payment)s at this moment. Look at it again "
                "in a minute.",
                payment=payment.display_name,
            )
        ) from error
    payment.invalidate_recordset(["collection_state", "state"])


def find_open_date(payment, date):
    """The first day from ``date`` on that lock dates leave open for the entry of ``payment``.

    :raises UserError: ``date`` lies in the future, or before the payment
    """
    env = payment.env
    if date > fields.Date.context_today(payment):
        raise UserError(
            env._(
                "%(date)s is in the future. Enter the day on which it happened.",
                date=format_date(env, date),
            )
        )
    if date < payment.date:
        raise UserError(
            env._(
                "%(date)s is before the payment, which is dated %(payment_date)s. Enter that "
                "day or a later one.",
                date=format_date(env, date),
                payment_date=format_date(env, payment.date),
            )
        )
    return open_date_of(payment, date)


def open_date_of(payment, date):
    """The first day from ``date`` on that lock dates leave open for the entry of ``payment``."""
    # Whether its entry counts for a tax return; nothing of it is shown.
    has_tax = bool(payment.sudo().move_id.line_ids.tax_tag_ids)
    return first_open_date(payment.company_id, date, payment.journal_id, has_tax)


# === Undo === #


def reverse_payment(payment, date, reason, seen_by_bank):
    """Release what ``payment`` settled and post its counter-entry.

    :param date: accounting date of the counter-entry, already open
    :param bool seen_by_bank: the bank shows the money come and go, so both stay to be matched
        with it; otherwise the two cancel out
    :return: (counter-entry, {journal item id: amount it had settled, payment currency})
    """
    env = payment.env
    # Reversing posts an entry in a bank journal, which a receivables user may not
    # do: the rights on this very payment were checked by ``lock_payment()``.
    check_own_entries(payment)
    payment = payment.sudo()
    move = payment.move_id
    check_accounts_in_use(payment)
    taken_back.undo(payment, date)
    released = release_allocations(credit_lines_of(payment), reason)
    # What was paid of it is credit of that other payment.
    release_allocations(move.line_ids.filtered("is_retained"), reason)
    reversal = reversing.opened(permit.opened(move))._reverse_moves(
        [
            {
                "date": date,
                "ref": env._(
                    "Reversal of %(payment)s: %(reason)s", payment=payment.name, reason=reason
                ),
            }
        ]
    )
    reversal = reversal.with_env(move.env)
    reversal._post(soft=False)  # core matches the two entries
    if seen_by_bank:
        permit.opened(bank_lines_of(reversal, payment)).remove_move_reconcile()
    permit.opened(payment).invoice_ids = [Command.clear()]
    return reversal, released


def check_accounts_in_use(payment):
    """Refuse to undo what is booked on an archived account: nothing is booked there any more.

    :raises UserError: one of the accounts of its entry is archived
    """
    if archived := payment.move_id.line_ids.account_id.filtered(lambda account: not account.active):
        raise UserError(
            payment.env._(
                "%(payment)s is booked on the account %(account)s, which is archived. Have it put "
                "back in use in the chart of accounts, then undo the payment.",
                payment=payment.display_name,
                account=archived[0].display_name,
            )
        )


def release_allocations(lines, reason):
    """Remove the allocations of ``lines``.

    :return: ``{journal item id: amount it had settled}``, in the currency of ``lines``
    """
    released = {}
    for partial in lines.matched_debit_ids:
        line = partial.debit_move_id
        released[line.id] = released.get(line.id, 0.0) + partial.credit_amount_currency
    for partial in lines.matched_credit_ids:
        line = partial.credit_move_id
        released[line.id] = released.get(line.id, 0.0) - partial.debit_amount_currency
    partials = lines.matched_debit_ids + lines.matched_credit_ids
    partials.with_context(receivables_removal_reason=reason).unlink()
    return released


def credit_lines_of(payment):
    """The journal items of ``payment`` on the accounts of customers, but what they retained."""
    # The rights on the payment are those on its items: callers checked them, or read an amount.
    Line = payment.env["account.move.line"].sudo()
    return payment.move_id.line_ids & Line.search(
        Line.with_company(payment.company_id)._receivable_domain()
        & Domain("move_id", "=", payment.move_id.id)
        & Domain("is_retained", "=", False)
    )


def bank_lines_of(move, payment):
    accounts = payment._get_valid_liquidity_accounts()
    return move.line_ids.filtered(lambda line: line.account_id in accounts)


# === Enter it again === #


def replace_payment(payment, released, **values):
    """A new draft with the values of ``payment``, meant to settle what it had settled.

    :param dict released: see ``reverse_payment()``
    :param values: of fields that must differ
    """
    replacement = permit.opened(payment).copy({**payment._replacement_values(), **values})
    replacement = replacement.with_env(payment.env)
    if payment.payment_type == "inbound":
        # What it had settled, also where the user sees nothing: a station that is hidden.
        planned = permit.opened(replacement)
        planned.allocation_line_ids = prepare_plan_again(payment, released)
        stale.fit(planned)  # less may be open than it had settled
    for attachment in payment.evidence_ids:
        attachment.copy({"res_id": replacement.id})
    return replacement


def prepare_plan_again(payment, released):
    """Commands for what ``payment`` had settled, up to its amount and its discount."""
    commands, left = [], payment.amount + max(0.0, beyond_money.parts_of(payment).beyond)
    for line in payment.env["account.move.line"].browse(released).exists():
        # The entry that took a discount back was undone with the payment.
        if line.move_id.takes_back_payment_id:
            continue
        amount = min(released[line.id], left)
        if not payment.currency_id.is_zero(amount):
            left -= amount
            values = {"line_id": line.id, "amount": amount, "reason": "manual"}
            commands.append(Command.create(values))
    return commands


def take_over_bank_match(payments):
    """Match each correction with what the bank had already matched with the original.

    The counter-entry left an open amount on the outstanding account, and so does the payment
    that replaces it: together they are nothing, the bank's line stays matched.
    """
    # As in reverse_payment(): a receivables user may not match items of a bank journal.
    for payment in payments.filtered("replaces_id").sudo():
        original = payment.replaces_id
        if original.collection_state != "reversed":
            continue
        lines = bank_lines_of(original.move_id.reversal_move_ids, original)
        lines += bank_lines_of(payment.move_id, payment)
        for account, account_lines in lines.grouped("account_id").items():
            if account.reconcile:  # else nothing on it is open, nor was before
                account_lines.filtered(lambda line: not line.reconciled).reconcile()
