"""A version is not registered for less than what money had paid of the one before.

A paid document does not go back to draft; one that an authority cancelled does, and so did those of
before this module.
"""

from odoo.exceptions import UserError
from odoo.tools import formatLang

from ....rules import revisions
from ...allocation import released
from ...ledger.units import to_units
from .content import documents


def check_not_below(moves):
    """Refuse to register documents for less than what was paid.

    :raises UserError: more was paid of one of them, and is still there to be allocated to it
    """
    # What had settled a document does not depend on what its user may read.
    for move in documents(moves).sudo().filtered("released_event_ids"):
        amount = _paid(move)
        currency = move.currency_id
        if to_units(amount, currency) > to_units(move.amount_total, currency):
            _refuse(move, amount)


def _refuse(move, amount):
    env, currency = move.env, move.currency_id
    raise UserError(
        env._(
            "%(paid)s of %(document)s is already paid: version %(number)s cannot be registered for "
            "%(total)s. Register it for what is paid, and enter a credit note for the rest.",
            paid=formatLang(env, amount, currency_obj=currency),
            document=move.display_name,
            number=revisions.number(move.revision_count),
            total=formatLang(env, move.amount_total, currency_obj=currency),
        )
    )


def _paid(move):
    """What money will be allocated to ``move`` again, in its currency."""
    total = 0.0
    for event in move.released_event_ids:
        other = released.both_of(event) - move
        if move not in released.both_of(event) or event.partner_id != move.commercial_partner_id:
            continue
        if other.state == "posted" and (other.origin_payment_id or other.statement_line_id):
            total += min(event.amount, _left(other, event))
    return total


def _left(money, event):
    """What is left of ``money``, in the currency of ``event``; all it had settled in another."""
    lines = money.line_ids.filtered(
        lambda line: line.account_type == "asset_receivable" and not line.is_retained
    )
    same = lines.filtered(lambda line: line.currency_id == event.currency_id)
    return abs(sum(same.mapped("amount_residual_currency"))) if same else event.amount
