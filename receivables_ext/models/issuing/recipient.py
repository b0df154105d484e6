"""Who receives the documents of a customer, and at which address."""

from odoo.fields import Domain


def addresses(partners):
    """The contact who receives the documents of each customer.

    The invoice address, then the customer; the first one with an e-mail address.

    :param partners: commercial entities
    :return: ``{id of the customer: contact}``, contacts as superuser; customers without any
        address are not there
    """
    # Who sends a document to a customer may know the addresses of that customer.
    partners = partners.sudo()
    contacts = partners.search(
        Domain("parent_id", "in", partners.ids)
        & Domain("type", "=", "invoice")
        & Domain("email", "!=", False),
        order="id",
    )
    found = {}
    for contact in [*contacts, *partners]:
        if contact.email:
            customer = contact if contact in partners else contact.parent_id
            found.setdefault(customer.id, contact)
    return found
