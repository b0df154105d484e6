from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...ledger.asked import is_id
from ...ledger.permit import permit


class ReceivablesAllocationLine(models.Model):
    """What a draft payment is meant to settle: a plan, which the ledger cannot hold.

    Once the payment is registered, the ledger says what it settled; the plan stays readable
    beside it. An amount below zero uses a credit note together with the payment.
    """

    _name = "receivables.allocation.line"
    _inherit = ["receivables.open.item"]
    _description = "Document to settle with a payment"
    _order = "payment_id, date_due, id"

    payment_id = fields.Many2one(
        "account.payment", required=True, ondelete="cascade", index=True, readonly=True
    )
    currency_id = fields.Many2one(related="payment_id.currency_id")
    company_id = fields.Many2one(related="payment_id.company_id", store=True, index=True)
    date_due = fields.Date(related="line_id.date_maturity", store=True)
    walk_in_name = fields.Char(related="line_id.move_id.walk_in_name")

    _one_line_per_document = models.UniqueIndex(
        "(payment_id, line_id)",
        "A document can be settled only once by the same payment: add up the two amounts.",
    )

    # === Only the plan of a draft may change === #

    @api.model_create_multi
    def create(self, vals_list):
        """Plan documents to settle.

        :raises UserError: the payment is no longer a draft, or a document is not the user's to read
        """
        for vals in vals_list:
            self._check_named(vals)
        lines = super().create(vals_list)
        lines._check_is_draft()
        return lines

    def write(self, vals):
        """Change the plan.

        :raises UserError: the payment is no longer a draft, or a document is not the user's to read
        """
        self._check_named(vals)
        self._check_is_draft()
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        """Compute what a form shows.

        :raises AccessError: a document or a payment is named that the user may not read
        """
        self._check_named(values)
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _check_named(self, vals):
        """Refuse documents that the user may not read: a plan shows what they amount to."""
        if self.env.su or permit.is_open(self.env):
            return
        for name in ("line_id", "payment_id"):
            if is_id(vals.get(name)):
                self.env[self._fields[name].comodel_name].browse(vals[name]).check_access("read")

    def unlink(self):
        """Take documents out of the plan.

        :raises UserError: the payment is no longer a draft
        """
        if not permit.is_uninstalling(self.env):
            self._check_is_draft()
        return super().unlink()

    def _check_is_draft(self):
        if registered := self.payment_id.filtered(lambda payment: payment.state != "draft"):
            raise UserError(
                self.env._(
                    "%(payment)s is already registered: what it was to settle can no longer be "
                    "changed. Allocate what is left of it, or remove an allocation.",
                    payment=registered[0].display_name,
                )
            )

    # === Constraints and onchanges === #

    @api.constrains("line_id", "payment_id")
    def _check_line_id(self):
        for line in self:
            payment = line.payment_id
            if line.partner_id != payment.partner_id.commercial_partner_id:
                line._check_other_customer()
            if line.line_id.company_id.root_id != payment.company_id.root_id:
                raise ValidationError(
                    self.env._(
                        "%(document)s is a document of another company than the payment. "
                        "Remove it from the documents to settle.",
                        document=line.move_id.display_name,
                    )
                )

    def _check_other_customer(self):
        """Only a third party settles documents of other customers, within the company."""
        document, payment = self.move_id.display_name, self.payment_id
        if not payment._has_third_party():
            raise ValidationError(
                self.env._(
                    "%(document)s is not a document of %(customer)s. Remove it from the documents "
                    "to settle, or enter in Paid by who pays for several customers.",
                    document=document,
                    customer=payment.partner_id.display_name,
                )
            )
        # Which companies a customer and a payment belong to is enough to refuse; nothing is shown.
        company = self.partner_id.sudo().company_id
        if company and company not in payment.company_id.sudo().parent_ids:
            raise ValidationError(
                self.env._(
                    "The customer of %(document)s belongs to another company than the payment. "
                    "Remove it from the documents to settle.",
                    document=document,
                )
            )
        if self.line_id.account_id.account_type != "asset_receivable":
            # The name of the account of a document that the user planned.
            raise ValidationError(
                self.env._(
                    "%(document)s is booked on account %(account)s, which is not a receivable "
                    "account. Transfer it to the account of its customer first.",
                    document=document,
                    account=self.line_id.account_id.sudo().display_name,
                )
            )

    @api.constrains("amount")
    def _check_amount(self):
        for line in self:
            residual = line.amount_residual
            if line.currency_id.is_zero(line.amount) or line.payment_id.state != "draft":
                continue
            if line.amount * residual < 0:
                raise ValidationError(
                    self.env._(
                        "The amount to settle on %(document)s must be above zero for an invoice "
                        "and below zero for a credit note.",
                        document=line.move_id.display_name,
                    )
                )

    @api.onchange("line_id")
    def _onchange_line_id(self):
        """A document added by its number takes what is left of the payment."""
        for line in self:
            if line.line_id and not line.amount and line.document_currency_id == line.currency_id:
                left = line.payment_id.credit_left_amount
                line.amount = max(0.0, min(line.amount_residual, left))
                line.reason = "manual"
