from odoo import api, models
from odoo.fields import Domain


class ReceivablesStatementRecipient(models.AbstractModel):
    """Who receives the statement of a customer, and at which address."""

    _name = "receivables.statement.recipient"
    _description = "Recipients of statements of account"

    @api.model
    def _statement_recipients_domain(self) -> Domain:
        """Customers who may be sent statements: not the generic ones, who are many strangers.

        For a module to leave others out, it must override this method and narrow its domain.
        """
        return Domain("is_walk_in", "=", False)

    @api.model
    def _addresses(self, partners):
        """The contact who receives the statement of each customer, by id of customer.

        The invoice address, then the customer himself; the first one with an e-mail address.
        Customers without any are not there.
        """
        # Who sends the statement of a customer may know his addresses.
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
