"""Refuse what cannot be a customer payment, in one sentence that says what to do."""

from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date


def check_can_register(payments):
    """Refuse, before anything is written, payments that cannot be registered.

    A payment without customer is not refused here, only in the form: a point of sale
    registers the takings of a session that way.
    """
    for payment in payments:
        has_no_amount = payment.currency_id.compare_amounts(payment.amount, 0.0) <= 0
        if has_no_amount and not are_takings(payment, payment.env):
            raise UserError(
                payments.env._(
                    "%(payment)s has no amount. Enter the amount received, above zero.",
                    payment=name_of_payment(payment),
                )
            )
        if not payment.env.su:  # a programme, such as an online payment, is booked as core does
            check_rate(payment)
        check_journal(payment)
        check_period(payment)
        check_not_reversed(payment)
    check_own_entries(payments)


def are_takings(payment, env):
    """Whether a programme with all rights books money of no customer.

    Core's point of sale does when somebody closes a session, zero included where sales and refunds
    by card are equal, and corrects it when the bank counted another amount.
    """
    return env.su and not payment.partner_id


def check_not_reversed(payment):
    """Refuse to register a payment whose entry has its reversal already: it would be undone."""
    # As in check_own_entries(): only a comparison of links.
    reversals = payment.sudo().move_id.reversal_move_ids
    if reversals.filtered(lambda move: move.state != "cancel"):
        refuse_entry(payment)


def check_accounts(payments):
    """Refuse accounts that a remote call chose: they are those of a customer and a journal.

    Who may not post entries would otherwise post them from any account to any other.
    """
    # Which accounts a journal uses is compared, whether or not the user may read them.
    for payment in payments.sudo():
        journal = payment.journal_id
        methods = journal.inbound_payment_method_line_ids
        usual = (
            journal.default_account_id
            + methods.payment_account_id
            + payment._get_outstanding_account("inbound")
        )
        customer = payment.destination_account_id
        is_customer = (
            customer.account_type == "asset_receivable"
            or customer in payment.company_id.receivable_account_ids
        )
        if not is_customer or payment.outstanding_account_id not in usual:
            raise UserError(
                payments.env._(
                    "%(payment)s is booked on accounts that its customer or its journal does "
                    "not use. Ask somebody who invoices to register it.",
                    payment=name_of_payment(payment),
                )
            )


def payment_of_entry(move):
    """The payment whose entry ``move`` is, reverses or completes; none for other entries."""
    moves = move + move.reversed_entry_id
    return moves.origin_payment_id | moves.takes_back_payment_id


def check_own_entries(payments):
    """Refuse to act with more rights than the user's on an entry that is not the payment's own.

    Beside ``payment.move_id``, the entry must say itself that it is the payment's: only who may
    write on entries sets that.
    """
    # Only a comparison of links follows, whether or not the user may read the entries.
    for payment in payments.sudo():
        move = payment.move_id
        if move and (move.origin_payment_id != payment or move.move_type != "entry"):
            refuse_entry(payment)


def check_named_entries(env, vals_list):
    """Refuse entries that the user may not read: core's refusal would name them."""
    ids = [vals["move_id"] for vals in vals_list if vals.get("move_id")]
    env["account.move"].browse(ids).check_access("read")


def check_new_entries(payments):
    """Refuse a journal entry that was not made for the payment.

    Registering the payment makes its entry. A programme, with all rights, may give a payment of
    its own a new entry before the entry names it, as core's expenses do.
    """
    # As in check_own_entries(): only a comparison of links.
    for payment in payments.sudo().filtered("move_id"):
        move = payment.move_id
        is_new = payments.env.su and move.state == "draft" and not move.origin_payment_id
        if (
            not (is_new or move.origin_payment_id == payment)
            or move.move_type != "entry"
            or move.statement_line_id
            or move.payment_ids - payment
        ):
            refuse_entry(payment)


def refuse_entry(payment):
    raise UserError(
        payment.env._(
            "%(payment)s cannot have a journal entry that was made for something else. Leave the "
            "journal entry empty: registering the payment makes its own.",
            payment=name_of_payment(payment),
        )
    )


def check_journal(payment):
    """A correction, or a draft that waited, may be in a journal that was archived meanwhile."""
    # The name of the journal of a payment that the user has before them.
    journal = payment.journal_id.sudo()
    if not journal.active:
        raise UserError(
            payment.env._(
                "The journal %(journal)s of %(payment)s is archived. Choose another journal, then "
                "confirm the payment.",
                journal=journal.name,
                payment=name_of_payment(payment),
            )
        )


def check_period(payment):
    """Core would book the payment on another date than the one it says."""
    env = payment.env
    # Lock dates are settings of the company that a clerk may not read.
    company = payment.company_id.sudo()
    locks = company._get_violated_lock_dates(payment.date, False, payment.journal_id)
    if locks and payment.move_id.state != "posted":
        raise UserError(
            env._(
                "%(date)s is in a closed period: %(locks)s. %(payment)s needs a later date.",
                date=format_date(env, payment.date),
                locks=company._format_lock_dates(locks),
                payment=name_of_payment(payment),
            )
        )


def name_of_payment(payment):
    """What a payment without a number is called in a message."""
    if not payment.partner_id:
        return payment.env._("The payment")
    return payment.env._("The payment of %(customer)s", customer=payment.partner_id.display_name)


def check_rate(payment):
    """A currency without any rate would silently count as the company's own."""
    env = payment.env
    company = payment.company_id
    if payment.currency_id == company.currency_id:
        return
    # Reading whether a rate exists needs no right that a cashier would lack.
    known = (
        env["res.currency.rate"]
        .sudo()
        .search_count(
            Domain("currency_id", "=", payment.currency_id.id)
            & Domain("company_id", "in", (False, company.root_id.id)),
            limit=1,
        )
    )
    if not known:
        raise UserError(
            env._(
                "There is no exchange rate for %(currency)s on %(date)s. "
                "Enter one in the list of currencies, then validate the payment again.",
                currency=payment.currency_id.name,
                date=format_date(env, payment.date),
            )
        )
