"""The journal entry of a registered payment, and its reversal, are locked with it."""

from odoo.exceptions import UserError

from odoo.addons.account.models.account_move import BYPASS_LOCK_CHECK

from ...ledger.permit import permit
from ..entry.guard import payment_of_entry
from .lock import changed_fields, way_out

ENTRY_FIELDS = {
    *("state", "move_type", "date", "journal_id", "company_id", "currency_id", "partner_id"),
    *("line_ids", "origin_payment_id", "reversed_entry_id", "station_id"),
}
# They make an entry that of a payment, or its reversal.
LINKS = {"origin_payment_id", "reversed_entry_id"}
ITEM_FIELDS = {
    *("move_id", "account_id", "partner_id", "currency_id"),
    *("amount_currency", "balance", "debit", "credit"),
    # They follow the entry and its allocations, but a remote call could write their columns.
    *("date", "journal_id", "company_id", "parent_state", "payment_id"),
    *("amount_residual", "amount_residual_currency", "reconciled"),
}


def locked_entries(moves):
    """The entries, among these, of registered payments and of their reversals."""
    # The lock looks at the entry, whether or not the user may read its payment; callers only
    # refuse.
    return moves.sudo().filtered(
        lambda move: (
            move.state == "posted" and "customer" in payment_of_entry(move).mapped("partner_type")
        )
    )


def check_entries_write(moves, vals):
    """Refuse to change the journal entry of a registered payment."""
    if permit.is_open(moves.env) or not vals.keys() & ENTRY_FIELDS:
        return
    for move in locked_entries(moves):
        if changed_fields(move, vals, ENTRY_FIELDS):
            refuse_entry(move)


def changing_links(moves, vals):
    """Those of ``moves`` that ``vals`` would link to another payment or entry."""
    if not vals.keys() & LINKS:
        return moves.browse()
    return moves.filtered(lambda move: changed_fields(move, vals, LINKS))


def check_links(moves):
    """Refuse entries that pass themselves off as that of a payment, or as its reversal.

    A reversal made by hand would undo the payment without reason nor approval.
    """
    if permit.is_open(moves.env):
        return
    # Which payment an entry belongs to, whether or not the user may read it: only a refusal
    # follows.
    for move in moves.sudo():
        own = move.origin_payment_id.move_id
        if locked := locked_entries(move.reversed_entry_id + own - move):
            refuse_entry(locked[0])


def check_entries(moves):
    """Refuse to unpost or delete the journal entry of a registered payment."""
    if not permit.is_open(moves.env):
        for move in locked_entries(moves):
            refuse_entry(move)


def check_items_write(lines, vals):
    """Refuse to change the journal items of a registered payment."""
    env = lines.env
    if permit.is_open(env) or not vals.keys() & ITEM_FIELDS:
        return
    # The account of a customer who joins a company moves there: core's own mark, beyond reach
    # of remote calls.
    if set(vals) == {"partner_id"} and (env.context.get("bypass_lock_check") is BYPASS_LOCK_CHECK):
        return
    for line in lines:
        if locked_entries(line.move_id) and changed_fields(line, vals, ITEM_FIELDS):
            refuse_entry(line.move_id)


def check_partials(partials):
    """Refuse to part a reversed payment from its reversal: the money would count again."""
    env = partials.env
    # As in check_links(): only a refusal follows.
    for partial in () if permit.is_open(env) else partials.sudo():
        if original := undone_entry(partial):
            moves = partial.debit_move_id.move_id + partial.credit_move_id.move_id
            raise UserError(
                env._(
                    "%(payment)s was undone by %(reversal)s: the two cannot be parted. Enter "
                    "a new payment instead.",
                    payment=original.origin_payment_id.name,
                    reversal=(moves - original).name,
                )
            )


def undone_entry(partial):
    """The entry of a registered payment that ``partial`` matches with its reversal, if any."""
    # As in check_links(): only a refusal follows.
    moves = (partial.debit_move_id.move_id + partial.credit_move_id.move_id).sudo()
    return locked_entries(moves.reversed_entry_id & moves)


def refuse_entry(move):
    payment = payment_of_entry(move.sudo())  # the number of a payment is no secret
    raise UserError(
        move.env._(
            "%(entry)s is the journal entry of a registered payment, or its reversal, and "
            "cannot be changed. %(way)s",
            entry=move.display_name,
            way=way_out(payment),
        )
    )
