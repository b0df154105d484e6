"""Who receives the documents of a customer, and at which address."""

from odoo.fields import Domain


def addresses(partners):
    """The contacts who receive the documents of each customer.

    All its invoice addresses that have an e-mail address, at any depth below it, else the customer.
    A company below another one has an account and addresses of its own, as in core.

    :param partners: commercial entities
    :return: ``{id of the customer: contacts}``, as superuser, each address once; customers without
        any address are not there
    """
    # Who sends a document to a customer may know the addresses of that customer.
    partners = partners.sudo()
    contacts = partners.search(
        Domain("commercial_partner_id", "in", partners.ids)
        & Domain("type", "=", "invoice")
        & Domain("is_company", "=", False)
        & Domain("email", "!=", False),
        order="id",
    )
    found = contacts.grouped("commercial_partner_id")
    chosen = {customer.id: found.get(customer, customer) for customer in partners}
    return {key: _once(some) for key, some in chosen.items() if any(some.mapped("email"))}


def written(contacts):
    """The addresses of ``contacts`` as a text, without names."""
    return ", ".join(contacts.mapped("email"))


def formatted(contacts):
    """The names and addresses of ``contacts``, as a mail says them."""
    return ", ".join(contacts.mapped("email_formatted"))


def _once(contacts):
    """``contacts``, the first of each address."""
    by_address = {}
    for contact in contacts:
        by_address.setdefault(contact.email_normalized or contact.email, contact)
    return contacts.browse().union(*by_address.values())
