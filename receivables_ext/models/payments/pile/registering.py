"""Register the rows of a pile, by the service of payments, with every check that it has."""

from odoo.exceptions import LockError, UserError
from odoo.tools import formatLang

from ...ledger.asked import read_ids
from ..entry.account_payment.duplicates import ASKED
from ..entry.together import try_together


def register_rows(pile, payment_ids=None):
    """Register the rows of ``pile`` that are left, or some of them.

    :return: how many were registered, and how many are left
    :raises UserError: somebody else registers them, or they are no rows of the pile
    """
    _lock_pile(pile)
    left = pile._rows_left()
    if payment_ids is not None:
        left &= left.browse(read_ids(pile.env, payment_ids))
    left.pile_refusal = False
    nobody = left.filtered(lambda payment: not payment.partner_id)
    named = left - nobody
    refused = try_together(pile.env.cr, named.ids, lambda ids: _register(named.browse(ids)))
    for payment_id, why in refused.items():
        left.browse(payment_id).pile_refusal = why
    registered = len(named) - len(refused)
    if registered:
        _note_registered(pile, registered)
    return registered, len(pile._rows_left())


def _lock_pile(pile):
    try:
        pile.lock_for_update()
    except LockError as error:
        raise UserError(
            pile.env._("Somebody else is registering this pile: open it again in a moment.")
        ) from error


def _register(payments):
    """Register payments, or schedule those that are dated in the future; a person is there."""
    asked = payments.with_context(**{ASKED: True})
    ahead = asked.filtered(lambda payment: payment._is_ahead())
    ahead.action_schedule()
    (asked - ahead).action_post()


def _note_registered(pile, registered):
    """Say in the discussion what was registered although it was not what was counted."""
    body = pile.env._(
        "%(count)s payments registered; counted: %(counted)s, typed: %(typed)s.",
        count=registered,
        counted=_number_and_sum(pile, pile.counted_number, pile.counted_amount),
        typed=_number_and_sum(pile, pile.typed_number, pile.typed_amount),
    )
    if reason := (pile.difference_reason or "").strip():
        body = f"{body} " + pile.env._("Why they differ: %(reason)s", reason=reason)
    pile._message_log(body=body)


def _number_and_sum(pile, number, amount):
    return f"{number} ({formatLang(pile.env, amount, currency_obj=pile.currency_id)})"
