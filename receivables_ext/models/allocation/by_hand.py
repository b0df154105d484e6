"""Allocations and what is left follow from the reconcile engine: nobody writes them beside it."""

from odoo.exceptions import UserError

from ..ledger.permit import matching

LEFT = {"amount_residual", "amount_residual_currency", "reconciled", "full_reconcile_id"}
"""What is left of a journal item, stored by core."""


def may_edit(env):
    """Whether code is at work: core's engine, or a programme with all rights."""
    return env.su or matching.is_open(env)


def is_of_customer(lines):
    """Whether one of these items is on an account of customers."""
    # What sort of account they are on is no secret; nothing of the items is shown.
    accounts = lines.sudo().account_id
    companies = accounts.company_ids
    return bool(
        "asset_receivable" in accounts.mapped("account_type")
        or accounts & companies.receivable_account_ids
    )


def refuse(env):
    raise UserError(
        env._(
            "An allocation is not written by hand: remove it, then allocate the amount that is "
            "right."
        )
    )


def check_left(lines, vals):
    """Refuse to write what is left of items of customers: allocations say it.

    :raises UserError: it would change
    """
    names = LEFT & vals.keys()
    if names and not may_edit(lines.env):
        changed = lines.filtered(lambda line: changes(line, vals, names))
        if is_of_customer(changed):
            refuse(lines.env)


def check_figures(moves, vals):
    """Refuse to write what a posted document of a customer amounts to, and what is left of it.

    Core computes it all from the items; blocking a document is a decision, and stays possible.

    :raises UserError: one of them would change
    """
    fields = moves._fields
    names = {name for name in vals if name in fields and fields[name].compute == "_compute_amount"}
    if "payment_state" in vals:
        names.add("payment_state")
    if not names or moves.env.su:
        return
    for move in moves.filtered(lambda move: move.state == "posted"):
        if {vals.get("payment_state"), move.payment_state} == {"blocked", "not_paid"}:
            continue
        if changes(move, vals, names) and is_of_customer(move.line_ids):
            refuse(moves.env)


def changes(record, vals, names):
    """Whether ``vals`` would change one of the fields ``names`` of ``record``."""
    for name in names:
        field = record._fields[name]
        value = field.convert_to_record(field.convert_to_cache(vals[name], record), record)
        if value != record[name]:
            return True
    return False
