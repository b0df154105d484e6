from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...models.walk_ins import guard, transfer


class ReceivablesConvertWalkIn(models.TransientModel):
    """A walk-in customer gets an account: the documents go there."""

    _name = "receivables.convert.walk.in"
    _inherit = ["receivables.dialog"]
    _description = "Convert a walk-in customer"

    document_ids = fields.Many2many("account.move", string="Documents", readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        domain="[('is_walk_in', '=', False), ('company_id', 'in', (False, company_id))]",
        help="Empty: a customer is created with what stands below.",
    )
    name = fields.Char()
    phone = fields.Char()
    identifier = fields.Char()
    identifier_kind = fields.Selection(
        [("ref", "Code of the customer"), ("vat", "Tax ID")],
        string="Keep the identifier as",
        default="ref",
        required=True,
    )
    journal_id = fields.Many2one(
        "account.journal",
        required=True,
        domain="[('type', '=', 'general'), ('company_id', 'parent_of', company_id)]",
        help="Journal of the entry that transfers the documents.",
    )
    date = fields.Date(
        required=True,
        default=fields.Date.context_today,
        help="Of that entry; the first open day after it when its period is closed.",
    )

    @api.model
    def _open_for(self, documents):
        """Open the dialog for ``documents``.

        :raises UserError: they cannot be transferred, or not together
        """
        guard.check_transfer(documents)
        company = documents.company_id
        values = {
            name: next(filter(None, documents.mapped(f"walk_in_{name}")), False)
            for name in ("name", "phone", "identifier")
        }
        wizard = self.create(
            {
                **values,
                "document_ids": documents.ids,
                "company_id": company.id,
                "partner_id": self._find_customers(company, **values).id,
                "journal_id": self._journal(company).id,
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Convert to a customer"),
            "res_model": self._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _journal(self, company):
        """The journal of miscellaneous operations.

        :raises UserError: there is none
        """
        # Which journals serve other ends is compared, not shown.
        journal = self.env["account.journal"].search(
            Domain(self.env["account.journal"]._check_company_domain(company))
            & Domain("type", "=", "general")
            & Domain("id", "not in", company.sudo().currency_exchange_journal_id.ids)
            & Domain("id", "not in", company.sudo().tax_cash_basis_journal_id.ids),
            limit=1,
        )
        if not journal:
            raise UserError(
                self.env._("Create a journal of miscellaneous operations in this company first.")
            )
        return journal

    @api.model
    def _find_customers(self, company, name, phone, identifier):
        """The one customer who has this identifier, else this phone."""
        Partner = self.env["res.partner"]
        scope = Domain("is_walk_in", "=", False) & Domain("company_id", "in", (False, company.id))
        identifiers = Domain("vat", "=", identifier) | Domain("ref", "=", identifier)
        for value, domain in ((identifier, identifiers), (phone, Domain("phone", "=", phone))):
            found = Partner.search(scope & domain, limit=2) if value else Partner
            if len(found) == 1:
                return found
        return Partner

    def _prepare_customer_vals(self):
        """Values of a new customer.

        For a module to keep more of the identity, it must override this method.
        """
        return {
            "name": self.name,
            "phone": self.phone,
            self.identifier_kind: self.identifier,
            "company_id": self.company_id.id,
        }

    def action_convert(self):
        """Transfer the documents, to a new customer if none is chosen, and open the customer.

        :raises UserError: no name, or the documents cannot be transferred
        """
        self.ensure_one()
        customer = self.partner_id
        if not customer:
            if not (self.name or "").strip():
                raise UserError(self.env._("Enter the name of the new customer, or choose one."))
            guard.check_transfer(self.document_ids)
            customer = customer.create(self._prepare_customer_vals())
        transfer.transfer_documents(self.document_ids, customer, self.journal_id, self.date)
        return customer._get_records_action()
