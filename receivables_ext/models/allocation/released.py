"""A document that leaves "posted" releases its allocations, and finds them again.

**How it works**: what is released is noted on the document, by the lines of history that say so.
When it is validated again the same amounts are allocated again, as far as the customer and the
account are the same and the amounts still open; what no longer fits is said on the document.
A document may stand for another (``_settles_in_place_of()``): it finds what that one released.
"""

from odoo.exceptions import LockError, UserError
from odoo.fields import Domain
from odoo.tools import formatLang

from ..ledger.permit import permit
from ..ledger.units import to_units
from .proposal import prepare_row


class ReleasedEvents:
    """The lines of history that a release wrote, in the context ``receivables_released``."""

    def __init__(self, env):
        self.events = env["receivables.allocation.event"]


def release(moves, why):
    """Release what ``moves``, which left "posted", settled or were settled by.

    :param str why: kept in the history
    """
    # What the ledger says does not depend on who resets a document, which was allowed before.
    moves = moves.sudo()
    partials = customer_partials(moves)
    if not partials:
        return
    noted = ReleasedEvents(moves.env)
    partials.with_context(receivables_released=noted, receivables_removal_reason=why).unlink()
    for move in moves:
        note(move, noted.events.filtered(lambda event, move=move: move in both_of(event)))


def customer_partials(moves):
    """The allocations of ``moves``; differences of exchange follow them."""
    lines = moves.line_ids.filtered(
        lambda line: (
            line.account_type == "asset_receivable"
            or line.account_id in line.company_id.receivable_account_ids
        )
    )
    partials = lines.matched_debit_ids | lines.matched_credit_ids
    return partials.filtered(lambda partial: partial._is_customer_allocation())


def both_of(event):
    """The two documents of a line of history."""
    return event.debit_move_id | event.credit_move_id


def own_of(move, event):
    """The document of ``event`` that ``move`` is, or in whose place it is settled."""
    both = both_of(event)
    return both & move or (both & move._settles_in_place_of())[:1]


def note(move, events):
    """Note on ``move`` that ``events`` are to be allocated again when it is validated."""
    permit.opened(move).released_event_ids |= events


def allocate_again(moves):
    """Allocate what ``moves``, just validated, had released; say what no longer fits."""
    # The right to validate a document is enough for what it had settled before.
    for move in moves.sudo():
        events = move.released_event_ids
        permit.opened(move).released_event_ids = False
        done, refused = {}, {}
        for event in events.sorted("id"):
            if why := _refusal(move, event):
                refused[event] = why
        fitting = events.sorted("id").filtered(lambda event, no=refused: event not in no)
        _apply(move, fitting, done)
        _say(move, fitting, done, refused)


def _refusal(move, event):
    """Why ``event`` cannot be allocated again on ``move``, or ``None``."""
    env = move.env
    if len(both_of(event)) < 2:
        return env._("deleted")
    if (other := both_of(event) - own_of(move, event)).state != "posted":
        if other.state == "draft":
            note(other, event)  # its turn comes when it is validated itself
        return env._("not validated")
    service = env["receivables.allocation"]
    debits, credits = _lines(move, event)
    keys = {service._allocation_key(line) for line in debits + credits}
    if len(keys) != 1 or event.partner_id not in (debits + credits).partner_id:
        return env._("of another customer or account")
    return None


def _lines(move, event):
    """The items of both documents that an allocation ties, on the accounts of the customer."""
    Line = event.env["account.move.line"]
    replaced, found = own_of(move, event), []
    for document, own, sign in (
        (event.debit_move_id, event.debit_line_id, 1),
        (event.credit_move_id, event.credit_line_id, -1),
    ):
        document = move if document == replaced else document
        lines = Line.search(
            Line.with_company(document.company_id)._receivable_domain()
            & Domain("move_id", "=", document.id)
        ).filtered(lambda line, sign=sign: sign * line.amount_currency > 0)
        # Where it was before, then the first due.
        found.append(
            lines.sorted(
                lambda line, own=own: (line != own, line.date_maturity or line.date, line.id)
            )
        )
    return found


def _apply(move, events, done):
    """Allocate ``events`` to ``move`` in one plan or, when that is refused, each by itself."""
    env = events.env
    service = env["receivables.allocation"]
    env.flush_all()
    try:
        # Flushing the savepoint would tell the rooms above, before it is settled again.
        with env.cr.savepoint(flush=False):
            left, rows = {}, []
            for event in events:
                found = _rows(move, event, left)
                done[event] = sum(row["amount"] for row in found)
                rows += found
            service.apply(rows)
            env.flush_all()
    except (UserError, LockError):
        env.transaction.clear()
        done.update(dict.fromkeys(events, 0.0))
        for event in events if len(events) > 1 else ():
            _apply(move, event, done)


def _rows(move, event, left):
    """Rows of a proposal for ``event`` on ``move``, as far as both sides are still open.

    :param dict left: units of each item that rows before did not take
    """
    currency = event.currency_id
    wanted, rows = to_units(event.amount, currency), []
    debits, credits = _lines(move, event)
    for line in debits + credits:
        left.setdefault(line, to_units(abs(line.amount_residual_currency), line.currency_id))
    for debit in debits:
        for credit in credits:
            units = min(wanted, left[debit])
            if credit.currency_id == currency:
                units = min(units, left[credit])
                left[credit] -= units
            if units > 0 and left[credit] >= 0:
                rows.append(prepare_row(debit.id, credit.id, units, currency, "again"))
                wanted -= units
                left[debit] -= units
    return rows


def _say(move, fitting, done, refused):
    env = move.env
    missing = []
    for event in fitting:
        lost = event.currency_id.round(event.amount - done[event])
        if lost > 0:
            missing.append(_part(event, move, lost, env._("no longer open")))
    missing += [_part(event, move, event.amount, why) for event, why in refused.items()]
    if missing:
        move._message_log(
            body=env._(
                "Not settled as before: %(documents)s. The amounts are open again, or to use.",
                documents=", ".join(missing),
            )
        )


def _part(event, move, amount, why):
    is_debit = event.debit_move_id == own_of(move, event)
    name = event.credit_name if is_debit else event.debit_name
    amount = formatLang(event.env, amount, currency_obj=event.currency_id)
    return f"{name} {amount} ({why})"
