"""The history of a document of a customer, gathered from facts and replayed by the rule.

Nothing of it is written: versions, allocations, due dates and notes say what happened and when.
"""

from dataclasses import dataclass

from odoo import fields
from odoo.fields import Domain
from odoo.tools import format_date, formatLang

from ....rules import lifecycle
from ....rules.life_history import Deed, Step, replay
from ...ledger.units import to_amount, to_units

MOST_LINES = 200
"""Of the history that is shown; the allocation history has all of them."""


@dataclass(frozen=True)
class Cause:
    """What a line of the history says of itself.

    :param words: a sentence
    :param user: the name of who did it, empty when nobody is known
    :param move_id: id of the document that it names, if any
    """

    words: str
    user: str = ""
    move_id: int | None = None


def read_history(move):
    """The lines of the history of ``move``, the latest first.

    :param move: a document whose history the user may read
    :return: list of dicts ``when`` (text, in the language of the user), ``status``, ``label``,
        ``cause``, ``user``, ``remaining`` (text, in the currency of the document), ``move_id`` (of
        the document that the cause names, for who may read it)
    """
    now = fields.Datetime.context_timestamp(move, fields.Datetime.now()).replace(tzinfo=None)
    steps = replay(_deeds(move), now, _status)
    steps += _agreed(move, steps[-1]) if steps else []
    labels = dict(move._fields["lifecycle_status"]._description_selection(move.env))
    passed = Cause(move.env._("The due date has passed"))
    return [
        {
            "when": format_date(move.env, step.when.date()),
            "status": step.status,
            "label": labels[step.status],
            "cause": (step.cause or passed).words,
            "user": (step.cause or passed).user,
            "move_id": (step.cause or passed).move_id,
            "remaining": _money(move, step.remaining) if step.status != "draft" else "",
        }
        for step in reversed(steps[-MOST_LINES:])
    ]


def _agreed(move, last):
    """What was agreed on its installments, and holds today: it says more than the due dates.

    The lines before it are by the due dates of the contract.
    """
    agreement = move._agreement_in_force()
    if not agreement:
        return []
    words = move.env._(
        "Agreed in %(agreement)s: to pay by %(day)s",
        agreement=agreement.display_name,
        day=format_date(move.env, move.next_due_date),
    )
    when = max(last.when, fields.Datetime.to_datetime(agreement.agreed_on))
    return [
        Step(when, move.lifecycle_status, last.remaining, Cause(words, agreement.agreed_by or ""))
    ]


def _status(life, day):
    return lifecycle.status(lifecycle.ledger_status(life), life.due, day)


def _money(move, units):
    amount = to_amount(units, move.currency_id)
    return formatLang(move.env, amount, currency_obj=move.currency_id)


def _deeds(move):
    # All that happened to a document that the user may read: the sentences name documents by
    # their number and people by their name, and nothing else of them.
    known = move.sudo()
    return [*_versions(known), *_states(known), *_allocations(known), *_mark(known)]


def _local(move, moment):
    return fields.Datetime.context_timestamp(move, moment).replace(tzinfo=None)


def _versions(move):
    """Each registration, with the installments that it agreed."""
    env, late = move.env, move.move_type != "out_refund"
    versions = move.revision_ids.sorted("rank")
    for version in versions:
        due_parts = version.content["due"]
        if version == versions[-1:] and move.state == "posted":
            # A due date may have moved since then: as the status and the schedule have it.
            due_parts = [
                (line.date_maturity or line.date, abs(line.amount_currency))
                for line in _parts(move)
            ]
        parts = tuple(
            (fields.Date.to_date(due) if late else None, to_units(amount, version.currency_id))
            for due, amount in due_parts
        )
        words = env._("Version %(number)s was registered", number=version.number)
        if version.rank and version.reason:
            words = env._(
                "Version %(number)s was registered: %(reason)s",
                number=version.number,
                reason=version.reason,
            )
        yield Deed(
            _local(move, version.registered_on),
            "registered",
            Cause(words, version.user_id.name or ""),
            parts=parts,
        )


def _parts(move):
    """The installments of the document, the first due first."""
    parts = move.line_ids.filtered(lambda line: line.display_type == "payment_term")
    return parts.sorted(lambda line: (line.date_maturity or line.date, line.id))


def _states(move):
    """Back to draft, or cancelled: as core tracks the state in the discussion."""
    env = move.env
    field = env["ir.model.fields"]._get("account.move", "state")
    tracked = env["mail.tracking.value"].search(
        Domain("field_id", "=", field.id)
        & Domain("mail_message_id.model", "=", "account.move")
        & Domain("mail_message_id.res_id", "=", move.id)
    )
    words = dict(move._fields["state"]._description_selection(env))
    kinds = {words["draft"]: "draft", words["cancel"]: "cancelled"}
    said = {
        "draft": env._("Taken back to draft"),
        "cancelled": env._("Taken out of the accounts"),
    }
    for value in tracked:
        if kind := kinds.get(value.new_value_char):
            message = value.mail_message_id
            who = message.author_id.name or ""
            yield Deed(_local(move, message.date), kind, Cause(said[kind], who))


def _allocations(move):
    """What settled it, or what it settled, and what was released again."""
    Event = move.env["receivables.allocation.event"]
    events = Event.search(
        Domain("debit_move_id", "=", move.id) | Domain("credit_move_id", "=", move.id)
    )
    for event in events.sorted("id"):
        yield _allocation(
            move,
            event.create_date,
            "settled" if event.kind == "allocated" else "released",
            (event.debit_line_id, event.credit_line_id),
            event.amount,
            event.create_uid,
            event.note,
        )
    # What was matched before the module kept a history.
    partials = move.line_ids.matched_credit_ids | move.line_ids.matched_debit_ids
    for partial in partials.filtered(lambda partial: partial._is_customer_allocation()):
        if partial not in events.partial_id:
            lines = partial.debit_move_id, partial.credit_move_id
            amount = partial.debit_amount_currency
            yield _allocation(
                move, partial.create_date, "settled", lines, amount, partial.create_uid, ""
            )


def _allocation(move, moment, kind, lines, amount, user, note):
    own = next(line for line in lines if line.move_id == move)
    other = next((line.move_id for line in lines if line.move_id != move), move)
    ordered = _parts(move).ids
    return Deed(
        _local(move, moment),
        kind,
        Cause(_allocation_words(move, kind, other, amount, note), user.name or "", other.id),
        units=to_units(amount, move.currency_id),
        part=ordered.index(own.id) if own.id in ordered else None,
        is_credit_note=other.move_type == "out_refund",
    )


def _allocation_words(move, kind, other, amount, note):
    env = move.env
    named = {
        "document": other.origin_payment_id.name or other.name or other.display_name,
        "amount": formatLang(env, amount, currency_obj=move.currency_id),
    }
    if kind == "released":
        words = env._("%(amount)s of %(document)s no longer settle it", **named)
        return f"{words}: {note}" if note else words
    if other.move_type == "out_refund":
        return env._("Credit note %(document)s, %(amount)s", **named)
    if other.move_type in ("out_invoice", "out_receipt"):
        return env._("Used on %(document)s, %(amount)s", **named)
    if other.origin_payment_id or other.statement_line_id:
        return env._("Payment %(document)s, %(amount)s", **named)
    return env._("Entry %(document)s, %(amount)s", **named)


def _mark(move):
    """The note that it is paid although no payment is recorded."""
    if move.settled_outside:
        words = move.env._("Marked as paid: %(reason)s", reason=move.settled_outside_reason)
        user = move.settled_outside_user_id.name or ""
        day = fields.Datetime.to_datetime(move.settled_outside_date)
        last = max((each.create_date for each in move.revision_ids), default=day)
        yield Deed(max(day, _local(move, last)), "marked", Cause(words, user))
