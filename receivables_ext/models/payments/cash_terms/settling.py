"""Register the payments of cash invoices that were validated, where the company wants it.

**How it works**: what must not be settled is refused with a sentence, before anything is written.
The payments of the others are drafts with a plan, registered together by ``action_post()``, with
all that it checks. What is refused among them is found by trying fewer
at a time. The invoices stay validated whatever happens; a note and a task say why one was refused.
"""

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_date, formatLang
from odoo.tools.misc import clean_context

from ...ledger.permit import permit
from ...ledger.units import to_amount, to_units
from ..entry import guard
from ..entry.similar import find_similar
from ..entry.together import try_together
from .ceiling import check_cash
from .till import find_tills

TO_SETTLE = "receivables_ext.mail_activity_cash_term"


def settle(invoices):
    """Register a payment for what remains of each of ``invoices``, which were just validated."""
    # Values that the form of an invoice proposes are none for a payment.
    env = invoices.env
    invoices = invoices.with_env(env(context=clean_context(env.context)))
    tills, covered = find_tills(invoices), share_credits(invoices)
    prepared, refused = {}, {}
    for move in invoices:
        currency = move.currency_id
        units = to_units(move.amount_residual, currency) - covered[move]
        try:
            check_can_settle(move, tills[move], units)
        except UserError as error:
            refused[move] = str(error)
        else:
            prepared[move] = prepare_payment(move, tills[move], units)
    refused |= register(prepared)
    for move, why in refused.items():
        leave_task(move, why)


# === What is refused === #


def check_can_settle(move, till, units):
    """Refuse what people must look at.

    :param units: what remains of ``move``, in units of its currency
    :raises UserError: one sentence that says why
    """
    env, name = move.env, move.display_name
    if units <= 0:
        raise UserError(
            env._("The credits of the customer cover %(document)s: use them on it.", document=name)
        )
    if move.invoice_date > fields.Date.context_today(move):
        raise UserError(
            env._(
                "%(document)s is dated %(date)s, in the future: its money has not come yet.",
                document=name,
                date=format_date(env, move.invoice_date),
            )
        )
    if move.is_walk_in and not any(move._get_walk_in_identity()):
        raise UserError(
            env._(
                "%(document)s does not say who the walk-in customer is: enter a name, a phone or "
                "an identifier.",
                document=name,
            )
        )
    if not till.method:
        raise UserError(
            env._(
                "There is no till for %(document)s: choose one on the payment term %(term)s.",
                document=name,
                term=move.invoice_payment_term_id.name,
            )
        )
    if till.is_cash:
        amount = to_amount(units, move.currency_id)
        check_cash(move, amount, move.currency_id, move.invoice_date)


def share_credits(invoices):
    """What the open credits of their customers cover of each, in units: each credit once.

    They are not used here: whether they are is up to the company and to people.
    """
    left, covered = {}, {}
    for move in invoices:
        currency = move.currency_id
        key = (move.company_id.root_id, move.commercial_partner_id, currency)
        known = left.setdefault(key, to_units(move.available_credit, currency))
        covered[move] = min(known, to_units(move.amount_residual, currency))
        left[key] -= covered[move]
    return covered


# === What is registered === #


def prepare_payment(move, till, units):
    """The values of a payment of ``units`` of ``move``, with its plan."""
    currency, left, plan = move.currency_id, units, []
    lines = move._open_term_lines()
    for line in lines:
        part = min(left, to_units(line.amount_residual_currency, currency))
        left -= part
        if part:
            amount = to_amount(part, currency)
            plan.append(
                Command.create({"line_id": line.id, "amount": amount, "reason": "oldest_due"})
            )
    return {
        "payment_type": "inbound",
        "partner_type": "customer",
        "partner_id": move.commercial_partner_id.id,
        "destination_account_id": lines.account_id[:1].id,
        "amount": to_amount(units, currency),
        "currency_id": currency.id,
        "date": move.invoice_date,
        "memo": move.payment_reference or move.name,
        "journal_id": till.journal.id,
        "payment_method_line_id": till.method.id,
        "station_id": move.station_id.id,
        "awaits_confirmation": True,
        "allocation_line_ids": plan,
    }


def register(prepared):
    """Register ``prepared`` payments, all together or, if that is refused, one by one.

    :param prepared: ``{invoice: values of its payment}``
    :return: ``{invoice: why its payment was refused}``
    """
    if not prepared:
        return {}
    [first, *_others] = prepared

    def register_some(moves):
        _register_together({move: prepared[move] for move in moves})

    return try_together(first.env.cr, [*prepared], register_some)


def _register_together(prepared):
    [first, *_others] = prepared
    env = first.env
    Payment = permit.opened(env["account.payment"])
    payments = Payment.create(list(prepared.values())).with_env(env)
    for payment, similar in find_similar(payments).items():
        if not similar - payments.sudo(similar.env.su):
            payment.duplicate_reason = env._("Registered together, for other documents")
    for payment in payments:
        guard.check_rate(payment)
    payments.action_post()
    _note_settled(payments, prepared)


def _note_settled(payments, prepared):
    env = payments.env
    on_payments, on_invoices = {}, {}
    for payment, move in zip(payments, prepared, strict=True):
        on_payments[payment.id] = env._(
            "Registered by itself when %(document)s was validated: to be confirmed.",
            document=move.display_name,
        )
        on_invoices[move.id] = env._(
            "%(amount)s registered by itself, to be confirmed: %(payment)s.",
            amount=formatLang(env, payment.amount, currency_obj=payment.currency_id),
            payment=payment.display_name,
        )
    payments._message_log_batch(on_payments)
    env["account.move"].browse(on_invoices)._message_log_batch(on_invoices)


# === What people are told === #


def leave_task(move, why):
    """Say in the discussion of ``move``, and by a task, why it was not settled."""
    move._message_log(body=move.env._("Validated, and not settled by itself: %(why)s", why=why))
    move.activity_unlink([TO_SETTLE])
    move.activity_schedule(TO_SETTLE, note=why, user_id=_person_in_charge(move).id)


def _person_in_charge(move):
    """Who validated ``move`` or, when no person did, who sells it or has entered it."""
    env = move.env
    if not env.user._is_superuser() and env.user.active:
        return env.user
    people = move.invoice_user_id + move.create_uid + move.company_id._receivables_managers()
    for user in people:
        in_company = move.company_id in user.company_ids
        if user.active and in_company and move.with_user(user).has_access("write"):
            return user
    return env.user
