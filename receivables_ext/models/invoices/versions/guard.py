"""What a registered invoice needs to be modified: it has not left the house, and nobody paid it.

Asked wherever an invoice leaves *posted*: the button, a list, an import, a remote call, ``sudo()``.
"""

from odoo.exceptions import LockError, UserError
from odoo.tools import format_date

from ...ledger import asked
from ...ledger.permit import Permit, permit
from .by_law import by_law
from .content import documents

modifying = Permit("receivables_modifying_permission")
"""Opened while documents that were found to be modifiable go back to draft."""
posting = Permit("receivables_posting_permission")
"""Opened while documents are validated, whose versions are written when all is done."""
replacing = Permit("receivables_replacing_permission")
"""Opened while core's dialog credits invoices that drafts replace."""


def check_modifiable(moves):
    """Refuse to take registered documents of customers out of the accounts.

    :raises UserError: one of them may not be modified
    """
    env = moves.env
    if modifying.is_open(env) or by_law.is_open(env) or permit.is_uninstalling(env):
        return
    for move in registered(moves):
        if why := blocker(move):
            refuse(move, why)


def registered(moves):
    """The documents, among ``moves``, that are registered."""
    return documents(moves).filtered(lambda move: move.state == "posted")


def blocker(move):
    """Why ``move``, which is registered, is not modified: part of a sentence, or ``None``."""
    env = move.env
    # What the ledger says of a document does not depend on what its user may read; the answer
    # names payments, which the user sees on the invoice.
    move = move.sudo()
    if move.company_id.revision_policy == "forbid":
        return env._("your company credits and replaces registered invoices")
    if move.inalterable_hash:
        return env._("it is sealed")
    if other := move.replaced_by_name:
        return env._("it was credited and %(document)s replaces it", document=other)
    if move.is_move_sent:
        return env._("it was sent to the customer")
    if payments := paid_by(move):
        return env._("%(payments)s settled it", payments=", ".join(payments))
    if agreement := move._agreement_in_force():
        return env._(
            "its installments were agreed in %(agreement)s", agreement=agreement.display_name
        )
    if locks := _locks(move):
        date = format_date(env, locks[-1][0])
        return env._("its period is closed until %(date)s", date=date)
    return move._get_version_blocker()


def _locks(move):
    has_tax = bool(move.line_ids.tax_tag_ids)
    return move.company_id._get_violated_lock_dates(move.date, has_tax, move.journal_id)


def paid_by(move):
    """Names of the money that settles ``move``, as superuser.

    Credit notes and entries made by hand are no money; payments without entry, as the edition of
    core with accounting has them, are.
    """
    lines = move.line_ids
    partials = lines.matched_debit_ids | lines.matched_credit_ids
    others = (partials.debit_move_id | partials.credit_move_id).move_id - move
    money = others.filtered(lambda other: other.origin_payment_id or other.statement_line_id)
    names = [other.origin_payment_id.name or other.name for other in money]
    alone = move.matched_payment_ids.filtered(
        lambda payment: not payment.move_id and payment.state in ("in_process", "paid")
    )
    return names + alone.mapped("name")


def check_stays_sent(moves, vals):
    """Refuse to forget that a document was sent: what left the house does not come back.

    :raises UserError: one of them was sent
    """
    if vals.get("is_move_sent", True) or permit.is_open(moves.env):
        return
    for move in documents(moves).filtered("is_move_sent"):
        raise UserError(
            move.env._(
                "%(document)s was sent to the customer: that cannot be undone.",
                document=move.display_name,
            )
        )


def refuse(move, why):
    raise UserError(
        move.env._(
            "%(document)s cannot be modified: %(why)s. %(way)s",
            document=move.display_name,
            why=why,
            way=_way_out(move),
        )
    )


def _way_out(move):
    env = move.env
    if move.replaced_by_name:
        return env._("Modify the one that replaces it.")
    if move.move_type == "out_refund":
        return env._("Enter a new document for what differs.")
    return env._("Use Credit and replace: a credit note settles it, and a new draft replaces it.")


def read_reason(env, reason):
    """The reason that a caller gave.

    :raises UserError: there is none
    """
    text = (asked.read_text(env, reason) or "").strip()
    if not text:
        raise UserError(env._("Say why: the reason stays readable with the version."))
    return text


def hold(move):
    """Keep others away from ``move`` until the transaction ends.

    :raises UserError: somebody was faster
    """
    move.check_access("write")
    try:
        move.lock_for_update(allow_referencing=True)
    except LockError as error:
        raise UserError(
            move.env._(
                "Somebody else is working on %(document)s at this moment. Look at it again in a "
                "minute.",
                document=move.display_name,
            )
        ) from error
    move.invalidate_recordset(["state", "payment_state", "reversal_move_ids", "replaced_by_ids"])
