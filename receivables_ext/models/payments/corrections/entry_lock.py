"""The journal entry of a registered payment, and its reversal, are locked with it."""

from odoo.exceptions import UserError

from odoo.addons.account.models.account_move import BYPASS_LOCK_CHECK

from ...ledger.permit import matching, permit
from ..entry.guard import are_takings, payment_of_entry
from . import settled_link
from .lock import changed_fields, way_out

# What people or programmes note about an entry without changing it.
OPEN_ENTRY_FIELDS = {
    *("checked", "is_move_sent", "sending_data"),
    *("attachment_ids", "audit_trail_message_ids"),
}
# Core's seal and its control of sequences, written by core with all rights.
SEAL_FIELDS = {"inalterable_hash", "secure_sequence_number", "made_sequence_gap"}
# They make an entry that of a payment, or its reversal.
LINKS = {"origin_payment_id", "reversed_entry_id", "takes_back_payment_id"}
# Analytic accounting is not the ledger; whom to remind is decided from day to day.
OPEN_ITEM_FIELDS = {"analytic_distribution", "analytic_line_ids", "no_followup"}


def locked_entries(moves):
    """The entries, among these, of registered payments and of their reversals."""

    def is_locked(payment):
        return payment.partner_type == "customer" and not are_takings(payment, moves.env)

    # The lock looks at the entry, whether or not the user may read its payment; callers only
    # refuse.
    return moves.sudo().filtered(
        lambda move: move.state == "posted" and payment_of_entry(move).filtered(is_locked)
    )


def entries_of_customers(moves):
    """The entries, among these, of payments of customers, whether or not they are registered.

    A reversal that is prepared beside a draft would undo the payment as soon as it is registered.
    """
    return moves.filtered(lambda move: move.origin_payment_id.partner_type == "customer")


def check_entries_write(moves, vals):
    """Refuse to change the journal entry of a registered payment."""
    names = {name for name in vals if moves._is_locked_field(name)}
    if moves.env.su:
        names -= SEAL_FIELDS
    if settled_link.dialog.is_open(moves.env):
        # A refund that was too much is paid like any debt: core notes by what on its entry.
        names.discard("matched_payment_ids")
    if permit.is_open(moves.env) or not names or moves_account(moves.env, vals):
        return
    for move in locked_entries(moves):
        if changed_fields(move, vals, names):
            refuse_entry(move)


def moves_account(env, vals):
    """Whether core brings the account of a customer who joins a company there.

    It says so by a mark of its own, beyond reach of remote calls.
    """
    is_core = env.context.get("bypass_lock_check") is BYPASS_LOCK_CHECK
    return is_core and vals.keys() <= {"partner_id", "commercial_partner_id"}


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
        own = (move.origin_payment_id + move.takes_back_payment_id).move_id
        undone = move.reversed_entry_id
        if locked := locked_entries(undone + own - move) or entries_of_customers(undone):
            refuse_entry(locked[0])


def check_entries(moves):
    """Refuse to unpost or delete the journal entry of a registered payment."""
    if not permit.is_open(moves.env):
        for move in locked_entries(moves):
            refuse_entry(move)


def check_items_write(lines, vals):
    """Refuse to change the journal items of a registered payment."""
    env = lines.env
    names = {name for name in vals if lines._is_locked_field(name)}
    if matching.is_open(env):
        names.discard("matching_number")  # follows the allocations
    if permit.is_open(env) or not names or moves_account(env, vals):
        return
    if vals.get("move_id"):  # nor do items of other entries come in
        check_entries(env["account.move"].browse(vals["move_id"]))
    locked = locked_entries(lines.move_id)
    for line in lines.filtered(lambda line: line.move_id in locked) if locked else ():
        if changed_fields(line, vals, names):
            refuse_entry(line.move_id)


def check_partials(partials):
    """Refuse to part a payment from its reversal: the money, or a discount, would count again."""
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
        if payment := taken_back_payment(partial):
            raise UserError(
                env._(
                    "A discount or difference of %(payment)s was taken back: that cannot be undone "
                    "alone. Remove the other allocations only, or use Correct on the payment.",
                    payment=payment.name,
                )
            )


def taken_back_payment(partial):
    """The payment whose discount ``partial`` takes back, if any."""
    # As in check_links(): only a refusal follows.
    credit, debit = partial.sudo().credit_move_id.move_id, partial.sudo().debit_move_id.move_id
    is_standing = credit.state == "posted" and debit.state == "posted"
    if not is_standing:
        return None
    return (debit.takes_back_payment_id & credit.origin_payment_id) or (
        credit.takes_back_payment_id & debit.origin_payment_id
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
