"""Core's list of the payments made for an invoice: it decides whether they are called paid.

Core's own dialog writes it, after it has settled what it could. A registered payment that somebody
else adds must settle the invoice; none is taken out.
"""

from odoo.exceptions import UserError

from ...ledger.permit import Permit, permit
from . import lock

dialog = Permit("receivables_payment_dialog_permission")
"""Opened by the payment dialog, which ties a payment also to what nothing was left for."""


def check_tied(moves, before, after):
    """Refuse to tie registered payments to invoices by hand, or to untie them.

    :param moves: invoices, just written
    :param before: payments that were tied to one of them
    :param after: payments that are
    :raises UserError: a registered payment is tied by hand to what it does not settle, or untied
    """
    env = moves.env
    changed = (before | after) - (before & after)
    if not changed or dialog.is_open(env) or permit.is_open(env):
        return
    # Whether a payment settles an invoice, whoever may read both: only a refusal follows.
    for payment in lock.registered_among(changed):
        if payment in before or not _settles(payment, moves.sudo()):
            raise UserError(
                env._(
                    "%(payment)s is registered: %(fields)s can no longer be changed. %(way)s",
                    payment=payment.display_name,
                    fields=lock.field_labels(env, "account.payment", ["invoice_ids"]),
                    way=lock.way_out(payment),
                )
            )


def _settles(payment, moves):
    items = payment.move_id.line_ids
    partials = items.matched_debit_ids | items.matched_credit_ids
    return moves <= (partials.debit_move_id | partials.credit_move_id).move_id
