"""What a registered document says does not change in place: its versions say when and why it did.

Core refuses most of it for a posted entry, but for calls that ask it not to.
"""

from odoo.exceptions import UserError

from ...ledger.permit import permit
from ...payments.corrections.entry_lock import moves_account
from ...payments.corrections.lock import changed_fields, field_labels
from .content import OWN_LINES, documents
from .guard import posting, registered

HEADER = {
    *("partner_id", "commercial_partner_id", "move_type", "currency_id"),
    *("invoice_date", "date", "fiscal_position_id"),
    *("invoice_payment_term_id", "invoice_cash_rounding_id"),
}
LINE = {
    *("name", "product_id", "display_type", "quantity", "price_unit", "discount", "tax_ids"),
    *("currency_id", "amount_currency", "balance", "debit", "credit", "partner_id", "move_id"),
    *("price_subtotal", "price_total"),
}
DERIVED = {
    *("display_type", "currency_id", "amount_currency", "balance", "debit", "credit"),
    *("partner_id", "move_id"),
}
"""Of the lines that follow from the others, such as what the customer owes and the taxes."""


def check_header(moves, vals):
    """Refuse to change what a registered document says at its head.

    :raises UserError: it would change
    """
    names = HEADER & vals.keys()
    if not names or permit.is_open(moves.env) or moves_account(moves.env, vals):
        return
    for move in registered(moves):
        if changed := changed_fields(move, vals, names):
            refuse(move, "account.move", changed)


def check_lines_write(lines, vals):
    """Refuse to change what a registered document says in its lines.

    :raises UserError: it would change, or a line would join a registered document
    """
    names = LINE & vals.keys()
    if not names or _may_book(lines.env) or moves_account(lines.env, vals):
        return
    if vals.get("move_id"):
        check_documents(lines.env["account.move"].browse(vals["move_id"]))
    for line in of_registered(lines):
        own = names if line.display_type in OWN_LINES else names & DERIVED
        if changed := changed_fields(line, vals, own):
            refuse(line.move_id, "account.move.line", changed)


def check_new_lines(env, vals_list):
    """Refuse to add lines to a registered document.

    :raises UserError: one of them is of a registered document
    """
    ids = {vals["move_id"] for vals in vals_list if vals.get("move_id")}
    if ids and not _may_book(env):
        check_documents(env["account.move"].browse(ids))


def check_lines_unlink(lines):
    """Refuse to delete lines of a registered document.

    :raises UserError: one of them is of a registered document
    """
    if not _may_book(lines.env):
        check_documents(of_registered(lines).move_id)


def _may_book(env):
    """Whether a document is being registered, a service is at work, or the module goes away."""
    return permit.is_open(env) or posting.is_open(env) or permit.is_uninstalling(env)


def of_registered(lines):
    """The lines, among these, of registered documents."""
    return lines.filtered(lambda line: line.parent_state == "posted" and documents(line.move_id))


def check_documents(moves):
    for move in registered(moves):
        refuse(move, "account.move", {"invoice_line_ids"})


def refuse(move, model, names):
    raise UserError(
        move.env._(
            "%(document)s is registered: %(fields)s can no longer be changed. Use Modify or, when "
            "it was sent or paid, Credit and replace.",
            document=move.display_name,
            fields=field_labels(move.env, model, names),
        )
    )
