from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, formatLang

from ...ledger import roles
from . import retained, taxed, withholding


class AccountPayment(models.Model):
    """What the payer kept: documents are settled by money and deductions together."""

    _inherit = "account.payment"

    deduction_ids = fields.One2many(
        "receivables.payment.deduction", "payment_id", string="Deductions", copy=False
    )

    deduction_amount = fields.Monetary(
        string="Deducted",
        compute="_compute_deduction_amount",
        help="In the currency of the payment: what the payer kept.",
    )

    awaits_certificate = fields.Boolean(
        string="Certificate awaited",
        compute="_compute_awaits_certificate",
        help="The certificate of a deduction has not come in.",
    )
    retained_words = fields.Char(string="Retained", compute="_compute_retained_words")

    @api.depends("deduction_ids.is_awaited")
    def _compute_awaits_certificate(self):
        for payment in self:
            payment.awaits_certificate = any(payment.deduction_ids.mapped("is_awaited"))

    @api.depends("move_id.line_ids.is_retained", "move_id.line_ids.amount_residual")
    @api.depends_context("lang")
    def _compute_retained_words(self):
        """Say what of the documents that it closed is owed later."""
        for payment in self:
            # Who may read a payment may know what its payer retained.
            payment.retained_words = retained.words_of(payment.sudo().move_id)

    @api.depends("deduction_ids.amount")
    def _compute_deduction_amount(self):
        for payment in self:
            payment.deduction_amount = sum(payment.deduction_ids.mapped("amount"))

    @api.depends("deduction_ids.amount", "deduction_ids.kind_id")
    def _compute_beyond_amount(self):
        """Count the deductions of a draft; the entry of a registered payment says them."""
        return super()._compute_beyond_amount()

    @api.onchange("deduction_ids")
    def _onchange_deduction_ids(self):
        """Propose again what money and deductions settle together."""
        self._onchange_keep_chosen_amounts()

    def _planned_deductions(self):
        return super()._planned_deductions() + self.deduction_amount

    def _plans_difference(self):
        return bool(self.deduction_ids) or super()._plans_difference()

    @api.model
    def _difference_fields(self):
        return (*super()._difference_fields(), "deduction_ids")

    def _planned_beyond(self):
        beyond = super()._planned_beyond()
        return beyond + self._planned_deductions() if self._is_booked_as_planned() else beyond

    def _prepare_planned_beyond_vals(self):
        """One item of the entry for each deduction, on the account of its kind, and its tax."""
        values = super()._prepare_planned_beyond_vals()
        if not self._is_booked_as_planned():
            return values
        for deduction in self.deduction_ids:
            # The tax of a kind, as its account below.
            tax = deduction.kind_id.sudo().tax_id
            vals = self._prepare_deduction_vals(deduction)
            if withholding.is_withheld(tax):
                values += withholding.prepare_withheld_vals(self, deduction, vals)
            else:
                values += taxed.prepare_taxed_vals(self, vals, tax)
        return values

    def _prepare_deduction_vals(self, deduction):
        company, currency = self.company_id, self.currency_id
        # The account of a kind, which a clerk may not read.
        kind = deduction.kind_id.sudo()
        return {
            "name": " ".join(filter(None, (kind.name, deduction.number))),
            "account_id": kind.account_id.id,
            "partner_id": self._deducting_customer(kind).id,
            "currency_id": currency.id,
            "amount_currency": deduction.amount,
            "balance": currency._convert(deduction.amount, company.currency_id, company, self.date),
            "date_maturity": deduction.date_due,
            **({"is_retained": True} if kind.is_retention else {}),
        }

    def _deducting_customer(self, kind):
        """Whose deduction it is: what is retained is owed by the customer of the documents."""
        customers = self._settled_customers() if kind.is_retention else self.env["res.partner"]
        return customers if len(customers) == 1 else self.partner_id.commercial_partner_id

    def _settled_customers(self):
        settled = self.allocation_line_ids.filtered(lambda line: line.amount > 0)
        return settled.partner_id.commercial_partner_id

    @api.model
    def _deducted_sql(self, payment):
        """Add up the deductions of a payment."""
        self.env["receivables.payment.deduction"].flush_model(["payment_id", "amount"])
        return SQL(
            """%(others)s + COALESCE((
                SELECT SUM(deduction.amount)
                  FROM receivables_payment_deduction AS deduction
                 WHERE deduction.payment_id = %(payment)s.id), 0.0)""",
            others=super()._deducted_sql(payment),
            payment=payment,
        )

    def _kind_of_cause(self, line):
        """A deduction is called by its name."""
        # Whether it is a tax of what is bought, whoever may read taxes.
        tax = line.sudo().tax_line_id
        if line.is_retained or tax.type_tax_use == "purchase" or withholding.is_withheld(tax):
            return "deduction"
        kinds = self.deduction_ids.kind_id
        # See _prepare_deduction_vals().
        if line.account_id in kinds.sudo().account_id:
            return "deduction"
        return super()._kind_of_cause(line)

    def _check_can_register(self):
        """Refuse deductions without their certificate, or above what their kind allows."""
        result = super()._check_can_register()
        for payment in self._customer_payments():
            withholding.check_own_lines(payment)
            for deduction in payment.deduction_ids:
                payment._check_certificate(deduction)
                withholding.check_base(deduction)
                payment._check_retention(deduction)
            for kind, deductions in payment.deduction_ids.grouped("kind_id").items():
                payment._check_most(kind, deductions)
        return result

    def _check_certificate(self, deduction):
        # What a kind asks is a setting; it is compared and named.
        kind = deduction.kind_id.sudo()
        if deduction._lacks_proof() and not kind.may_follow:
            raise UserError(
                self.env._(
                    "%(deduction)s is deducted against a certificate: enter its number and add "
                    "its file, or take the deduction out.",
                    deduction=kind.name,
                )
            )

    def _check_retention(self, deduction):
        # As above.
        kind = deduction.kind_id.sudo()
        if not kind.is_retention:
            return
        if not deduction.date_due or deduction.date_due < self.date:
            raise UserError(
                self.env._(
                    "%(deduction)s: enter the day on which it is due, not before the payment.",
                    deduction=kind.name,
                )
            )
        if len(self._settled_customers()) > 1:
            raise UserError(
                self.env._(
                    "%(deduction)s is owed by one customer: settle documents of several customers "
                    "with a payment for each, or take the deduction out.",
                    deduction=kind.name,
                )
            )
        settled = sum(self.allocation_line_ids.mapped("amount"))
        if self.currency_id.compare_amounts(settled, deduction.amount) < 0:
            raise UserError(
                self.env._(
                    "%(deduction)s is retained from documents: settle at least %(amount)s of them "
                    "with this payment, or lower it.",
                    deduction=kind.name,
                    amount=formatLang(self.env, deduction.amount, currency_obj=self.currency_id),
                )
            )
        if kind.account_id == self.destination_account_id:
            raise UserError(
                self.env._(
                    "%(deduction)s needs an account of its own, which is not the one where the "
                    "documents are booked.",
                    deduction=kind.name,
                )
            )

    def _check_most(self, kind, deductions):
        """Who does not invoice deducts what the kind allows, or what a certificate proves."""
        # As above.
        kind = kind.sudo()
        asks_proof = kind.needs_number or kind.needs_file
        proven = asks_proof and not any(each._lacks_proof() for each in deductions)
        if self.env.user.has_group(roles.INVOICING) or (proven and not kind.amount_max):
            return
        company, own = self.company_id, self.company_id.currency_id
        deducted = sum(deductions.mapped("amount"))
        amount = self.currency_id._convert(deducted, own, company, self.date)
        if own.compare_amounts(amount, kind.amount_max) > 0:
            raise UserError(
                self.env._(
                    "%(deduction)s: more than %(most)s is deducted by somebody with the role "
                    "Invoicing only. Lower the deduction, or ask them.",
                    deduction=kind.name,
                    most=formatLang(self.env, kind.amount_max, currency_obj=own),
                )
            )
