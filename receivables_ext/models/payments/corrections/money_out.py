"""An entry made by hand that takes the money of a registered payment out again.

Matched with the payment, it makes it worthless as a reversal would, so it asks for what a
reversal asks: a reason, which is the reference of the entry, and above an amount a second person,
who matches what somebody else entered. Lines of the bank's statement are facts and ask for nothing.
"""

from odoo.exceptions import UserError
from odoo.tools import formatLang

from ...ledger import roles
from ...ledger.permit import permit

BANK_JOURNALS = ("bank", "cash", "credit")


def check_money_out(partials):
    """Refuse matches that undo a registered payment without reason or second person.

    :param partials: ``account.partial.reconcile`` just made
    :raises UserError: one of them does
    """
    if permit.is_open(partials.env):
        return
    # Whose entries they are, whether or not the user may read all of them: only a refusal follows.
    for partial in partials.sudo():
        debit, credit = partial.debit_move_id, partial.credit_move_id
        for item, other in ((credit, debit), (debit, credit)):
            payment = item.move_id.origin_payment_id
            if payment in payment._customer_payments() and _undoes(payment, item, other):
                _check_reason(payment, other.move_id)
                _check_second_person(payment, other.move_id, _taken_out(payment, item))


def takes_money_out(move):
    """Whether ``move`` debits a customer for money that leaves: a refund, or an entry by hand."""
    if move.takes_back_payment_id:
        return False  # a discount is no money
    if own_payment(move):
        # One that brings money debits no customer, unless somebody wrote its items.
        return True
    if move.move_type != "entry":
        return False
    kinds = move.line_ids.account_id.mapped("account_type")
    is_money = move.journal_id.type in BANK_JOURNALS or "asset_cash" in kinds
    if is_bank_line(move) or not is_money:
        return False
    # Fees that a customer is charged are booked in the bank's journal too, and are a debt.
    returns = move.env["receivables.payment.return"]
    return not returns.search_count([("fees_move_id", "=", move.id)], limit=1)


def debits_money_out(item):
    """Whether the debit ``item`` stands for money that leaves: see ``takes_money_out()``.

    What a payer retained is a debt that their payment left.
    """
    return not item.is_retained and takes_money_out(item.move_id)


def own_payment(move):
    """The payment whose entry ``move`` really is: both say so, whoever linked one of them."""
    payment = move.origin_payment_id
    return payment if payment.move_id == move else payment.browse()


def is_bank_line(move):
    """Whether ``move`` is really the entry of a line of the bank's statement."""
    return bool(move) and move.statement_line_id.move_id == move


def _undoes(payment, item, other):
    """Whether ``other``, matched with ``item`` of ``payment``, says that the money is not there."""
    move = other.move_id
    # Who refunds or reverses by the buttons of a payment was asked already.
    reversed_payment = own_payment(move.reversed_entry_id)
    by_button = own_payment(move).refunded_payment_id or reversed_payment.partner_type == "customer"
    if is_bank_line(move) or by_button or item.is_retained:
        return False
    if item.account_id not in payment._get_valid_liquidity_accounts():
        return debits_money_out(other)
    # On the outstanding account: a deposit that somebody booked by hand only moves the money on.
    elsewhere = (move.line_ids - other).account_id
    return bool(elsewhere) and {*elsewhere.mapped("account_type")} != {"asset_cash"}


def _taken_out(payment, item):
    """All that entries by hand and refunds took of ``item`` of ``payment``, company currency."""
    matched = [(partial, partial.debit_move_id) for partial in item.matched_debit_ids]
    matched += [(partial, partial.credit_move_id) for partial in item.matched_credit_ids]
    return sum(
        partial.amount
        for partial, other in matched
        if debits_money_out(other) or _undoes(payment, item, other)
    )


def _check_reason(payment, move):
    if own_payment(move).payment_type == "outbound" or move.ref:
        return
    raise UserError(
        move.env._(
            "%(entry)s takes money of %(payment)s out again. Write in the reference of the entry "
            "why, or use Returned, Refund or Correct on the payment.",
            entry=move.name,
            payment=payment.name,
        )
    )


def _check_second_person(payment, move, amount):
    env = move.env
    is_manager = env.user.has_group(roles.MANAGER)
    if payment._needs_approval(amount) and not (is_manager and env.user != move.create_uid):
        raise UserError(
            env._(
                "With %(entry)s, %(amount)s of %(payment)s leave again, which needs a second "
                "person: somebody else, with the role Receivables: Manager, must match the two. "
                "Or use Returned, Refund or Correct on the payment.",
                entry=move.name,
                amount=formatLang(env, amount, currency_obj=payment.company_id.currency_id),
                payment=payment.name,
            )
        )
    payment._log(
        env._(
            "%(user)s matched it with an entry that takes money out again: %(reason)s",
            user=env.user.name,
            reason=move.ref or move.name,
        ),
        move,
    )
