"""Plans of drafts that the ledger has overtaken: what came is booked all the same.

A credit note, another payment or a customer that changed may leave less to settle than a draft is
meant to. The plan then shrinks to what is open, the rest is credit, and both are said: on the draft
before it is confirmed, in its discussion once it is registered.
"""

from collections import defaultdict
from dataclasses import dataclass

from odoo import models
from odoo.fields import Command
from odoo.tools import formatLang

from ...ledger.permit import permit
from ...ledger.units import to_amount, to_units
from . import share


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A line of a plan that can no longer be settled as planned.

    ``line`` is a ``receivables.allocation.line``. Amounts are in units of the currency of the
    payment, with the sign of the document; ``possible`` may be zero.
    """

    line: models.Model
    planned: int
    possible: int


def find_changes(payments):
    """What is left to settle where it is less than ``payments`` plan; nothing is written.

    Those that come first are served first.

    :return: ``{payment: [PlanChange]}``, of those that need one
    """
    left, changes = {}, {}
    for payment in payments:
        if found := _changes_of(payment, left):
            changes[payment] = found
    return changes


def _changes_of(payment, left):
    planned, possible = {}, {}
    for line in payment.allocation_line_ids:
        planned[line] = to_units(line.amount, payment.currency_id)
        possible[line] = _possible(payment, line, planned[line], left)
    for lines in _groups(payment):
        _lower_credit_notes(lines, possible)
    return [
        PlanChange(line, planned[line], possible[line])
        for line in planned
        if possible[line] != planned[line]
    ]


def _possible(payment, line, wanted, left):
    """How much of ``wanted`` the document of ``line`` still takes, or gives."""
    # Whether the document fits, whatever of it the user may read.
    document = line.sudo().line_id
    own = payment.partner_id.commercial_partner_id
    if document.partner_id != own and not payment._has_third_party():
        return 0
    if document.parent_state != "posted" or document.reconciled:
        return 0
    if document.currency_id != payment.currency_id:
        return wanted  # the rate of the day decides
    residual = to_units(document.amount_residual_currency, document.currency_id)
    still_open = left.setdefault(document, residual)
    least, most = sorted((0, still_open))
    possible = max(least, min(wanted, most))
    left[document] -= possible
    return possible


def _groups(payment):
    """Lines of the plan whose credit notes must not exceed their invoices."""
    groups = defaultdict(list)
    for line in payment.allocation_line_ids:
        # See _possible().
        groups[share.share_key(line.sudo().line_id)].append(line)
    return groups.values()


def _lower_credit_notes(lines, possible):
    """Use no more of the credit notes than the invoices beside them still take."""
    excess = -sum(possible[line] for line in lines)
    was_excess = -sum(to_units(line.amount, line.currency_id) for line in lines)
    if was_excess > 0:
        return  # the person who typed it is told
    for line in lines:
        if excess > 0 and possible[line] < 0:
            lowered = min(excess, -possible[line])
            possible[line] += lowered
            excess -= lowered


def fit(payments):
    """Shrink the plans of ``payments`` to what is open; say so in their discussion.

    :param payments: drafts that are about to be registered
    """
    for payment, changes in find_changes(payments).items():
        payment._log(changes_text(payment, changes))
        for change in changes:
            change.line.amount = to_amount(change.possible, payment.currency_id)
        payment.allocation_line_ids.filtered(
            lambda line: line.currency_id.is_zero(line.amount)
        ).unlink()


def changes_text(payment, changes):
    """What is not settled as planned, and what becomes of the money, in one sentence."""
    env, currency = payment.env, payment.currency_id

    def money(units):
        return formatLang(env, to_amount(abs(units), currency), currency_obj=currency)

    parts = [
        env._(
            "%(document)s takes %(possible)s instead of %(planned)s",
            document=change.line.line_id.move_id.display_name,
            possible=money(change.possible),
            planned=money(change.planned),
        )
        for change in changes
    ]
    rest = sum(change.planned - change.possible for change in changes)
    return env._(
        "Less is open than was planned: %(documents)s. %(rest)s more stays as credit.",
        documents=", ".join(parts),
        rest=money(max(0, rest)),
    )


def plan_again(payments):
    """Plan for drafts what they had settled before they went back to draft.

    What was settled in another currency is allocated again with the entry.
    """
    for payment in payments.filtered("move_id"):
        events = payment.move_id.released_event_ids.filtered(
            lambda event, payment=payment: (
                event.credit_line_id in payment.move_id.line_ids
                and event.currency_id == payment.currency_id
                and event.debit_line_id.parent_state == "posted"
            )
        )
        payment.allocation_line_ids = [
            Command.create(
                {
                    "line_id": line.id,
                    "amount": sum(same.mapped("amount")),
                    "reason": "again",
                }
            )
            for line, same in events.grouped("debit_line_id").items()
        ]
        permit.opened(payment.move_id).released_event_ids -= events
