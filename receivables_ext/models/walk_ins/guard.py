"""Refuse what cannot be transferred to a customer, in one sentence that says what to do."""

from odoo.exceptions import AccessError, UserError

from ..ledger import roles
from .identity import check_same_person

MAY_TRANSFER = (roles.MANAGER, roles.INVOICING)


def check_transfer(documents, customer=None):
    """Refuse documents that cannot be transferred, or not together, or not to ``customer``."""
    env = documents.env
    if not (env.su or any(map(env.user.has_group, MAY_TRANSFER))):
        raise AccessError(
            env._(
                "Only users who invoice and managers of receivables can transfer documents "
                "to another customer."
            )
        )
    documents.check_access("read")
    check_documents(documents)
    check_same_person(documents)
    if customer is not None:
        check_customer(documents, customer)


def check_documents(documents):
    env = documents.env
    if not documents or documents.filtered(
        lambda move: (
            not move.is_sale_document(True) or move.state != "posted" or not move.is_walk_in
        )
    ):
        raise UserError(
            env._(
                "Choose validated invoices and credit notes of a walk-in customer: nothing "
                "else is transferred."
            )
        )
    if done := documents.filtered("walk_in_conversion_id")[:1]:
        raise UserError(
            env._(
                "%(document)s was already transferred to %(customer)s. Leave it out.",
                document=done.name,
                customer=done.walk_in_customer_id.display_name,
            )
        )
    if len(documents.company_id) > 1:
        raise UserError(env._("These documents are of several companies. Transfer one at a time."))
    if len(documents.currency_id) > 1:
        raise UserError(
            env._(
                "These documents are in several currencies. Transfer them one currency at a time."
            )
        )


def check_customer(documents, customer):
    env = documents.env
    # Which companies a customer and the documents belong to is enough to refuse.
    company = customer.sudo().company_id
    if not customer:
        raise UserError(env._("Choose the customer, or enter the name of a new one."))
    if customer.commercial_partner_id.is_walk_in:
        raise UserError(
            env._(
                "%(customer)s is a walk-in customer. Choose a customer with an account of "
                "their own.",
                customer=customer.display_name,
            )
        )
    # As above.
    if company and company not in documents.company_id.sudo().parent_ids:
        raise UserError(
            env._(
                "%(customer)s belongs to another company than the documents.",
                customer=customer.display_name,
            )
        )


def check_moved(documents, moved, partials):
    """Refuse what the entry could not reproduce to the cent."""
    env = documents.env
    if not moved:
        raise UserError(env._("Nothing is booked on the customer by these documents."))
    if partials.exchange_move_id or any(
        line.currency_id != documents.currency_id for line in moved
    ):
        raise UserError(
            env._(
                "One of these documents was settled in another currency or at another rate. "
                "Such documents cannot be transferred: leave it out."
            )
        )
    for document in documents:
        if document.amount_residual and document._collect_tax_cash_basis_values():
            raise UserError(
                env._(
                    "The tax of %(document)s is due when it is paid. It can be transferred "
                    "once it is settled.",
                    document=document.name,
                )
            )
