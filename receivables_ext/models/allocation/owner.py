"""A credit settles the documents of its own customer, whatever way it is used."""

from odoo.exceptions import UserError

from ..ledger.permit import adjusting
from . import by_hand
from .proposal import ProposalRow


def check_matched(env, vals_list):
    """Refuse allocations that core's own means would make and the service would not.

    Core pairs whatever items a user names: from the list of credits on an invoice, by hand, from
    an import. A programme with all rights answers for itself, as where somebody signed in pays
    online an invoice whose link they were given; the service has checked its rows before.

    :param list vals_list: values of new ``account.partial.reconcile``
    :raises UserError: a credit would settle a document that is not of its customer
    """
    # What core adjusts afterwards (a difference of exchange) is no act of anybody.
    if env.su or adjusting.is_open(env):
        return
    Line = env["account.move.line"]
    service, rows = env["receivables.allocation"], []
    for vals in vals_list:
        debit, credit = Line.browse(vals["debit_move_id"]), Line.browse(vals["credit_move_id"])
        if by_hand.is_of_customer(debit + credit):
            if not _is_own(service, debit, credit):
                refuse(debit, credit)
            amount = vals.get("debit_amount_currency", 0.0)
            rows.append(ProposalRow(debit, credit, amount, debit.currency_id, "manual"))
    service._check_may_settle(rows)


def _is_own(service, debit, credit):
    """Whether ``credit`` may settle ``debit``: of one account holder, or nobody's, or as agreed."""
    if not (debit.partner_id and credit.partner_id):
        return True  # a line of the bank or of a till that names nobody
    return is_same_holder(debit.partner_id, credit.partner_id) or (
        service._allocation_key(debit) == service._allocation_key(credit)
    )


def is_same_holder(partner, other):
    """Whether two partners are in the account of one customer."""
    # Whose account it is, compared; nothing of the partners is shown.
    return partner.sudo().commercial_partner_id == other.sudo().commercial_partner_id


def refuse(debit, credit):
    """:raises UserError: always, with the names of both customers and documents"""
    raise UserError(
        debit.env._(
            "%(credit)s is a credit of %(owner)s and %(debit)s is owed by %(debtor)s: "
            "a credit settles the documents of its own customer. "
            "Choose a document of %(owner)s.",
            credit=_name(credit),
            debit=_name(debit),
            owner=credit.partner_id.display_name,
            debtor=debit.partner_id.display_name,
        )
    )


def _name(line):
    return line.move_id.name or line.move_id.display_name
