from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .identity import check_same_person

MAY_TRANSFER = ("receivables_ext.group_receivables_manager", "account.group_account_invoice")


class ReceivablesWalkInGuard(models.AbstractModel):
    """Refuse what cannot be transferred to a customer, in one sentence that says what to do."""

    _name = "receivables.walk.in.guard"
    _description = "Checks of a transfer of walk-in documents"

    @api.model
    def _check(self, documents, customer=None):
        """Refuse documents that cannot be transferred, or not together, or not to ``customer``."""
        if not (self.env.su or any(map(self.env.user.has_group, MAY_TRANSFER))):
            raise AccessError(
                self.env._(
                    "Only users who invoice and managers of receivables can transfer documents "
                    "to another customer."
                )
            )
        documents.check_access("read")
        self._check_documents(documents)
        check_same_person(documents)
        if customer is not None:
            self._check_customer(documents, customer)

    @api.model
    def _check_documents(self, documents):
        if not documents or documents.filtered(
            lambda move: (
                not move.is_sale_document(True) or move.state != "posted" or not move.is_walk_in
            )
        ):
            raise UserError(
                self.env._(
                    "Choose validated invoices and credit notes of a walk-in customer: nothing "
                    "else is transferred."
                )
            )
        if done := documents.filtered("walk_in_conversion_id")[:1]:
            raise UserError(
                self.env._(
                    "%(document)s was already transferred to %(customer)s. Leave it out.",
                    document=done.name,
                    customer=done.walk_in_customer_id.display_name,
                )
            )
        if len(documents.company_id) > 1:
            raise UserError(
                self.env._("These documents are of several companies. Transfer one at a time.")
            )
        if len(documents.currency_id) > 1:
            raise UserError(
                self.env._(
                    "These documents are in several currencies. Transfer them one currency at a "
                    "time."
                )
            )

    @api.model
    def _check_customer(self, documents, customer):
        company = customer.sudo().company_id
        if not customer:
            raise UserError(self.env._("Choose the customer, or enter the name of a new one."))
        if customer.commercial_partner_id.is_walk_in:
            raise UserError(
                self.env._(
                    "%(customer)s is a walk-in customer. Choose a customer with an account of his "
                    "own.",
                    customer=customer.display_name,
                )
            )
        if company and company not in documents.company_id.sudo().parent_ids:
            raise UserError(
                self.env._(
                    "%(customer)s belongs to another company than the documents.",
                    customer=customer.display_name,
                )
            )

    @api.model
    def _check_moved(self, documents, moved, partials):
        """Refuse what the entry could not reproduce to the cent."""
        if not moved:
            raise UserError(self.env._("Nothing is booked on the customer by these documents."))
        if partials.exchange_move_id or any(
            line.currency_id != documents.currency_id for line in moved
        ):
            raise UserError(
                self.env._(
                    "One of these documents was settled in another currency or at another rate. "
                    "Such documents cannot be transferred: leave it out."
                )
            )
        for document in documents:
            if document.amount_residual and document._collect_tax_cash_basis_values():
                raise UserError(
                    self.env._(
                        "The tax of %(document)s is due when it is paid. It can be transferred "
                        "once it is settled.",
                        document=document.name,
                    )
                )
