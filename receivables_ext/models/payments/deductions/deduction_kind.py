from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from . import withholding

SETTLED_TYPES = ("asset_receivable", "liability_payable", "asset_cash", "off_balance")
"""What is booked there is a debt or money, and no deduction."""

TAXES = ["&", ("type_tax_use", "=", "purchase"), ("tax_exigibility", "=", "on_invoice")]
"""Taxes of what is bought, due at once: they are no part of what customers were invoiced."""


class ReceivablesDeductionKind(models.Model):
    """Why a customer pays less than is due although nothing stays open: a bank fee, a tax withheld.

    A rebate or a tax that changes what was invoiced is a credit note, and no deduction. What is
    retained as a guarantee closes the document too, and is a debt on an account of its own until
    its day: nothing happens on that day, it is due then.
    """

    _name = "receivables.deduction.kind"
    _description = "Kind of deduction"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    account_id = fields.Many2one(
        "account.account",
        required=True,
        check_company=True,
        ondelete="restrict",
        help="Where the deduction is booked: an expense, or a claim against the state. A retention "
        "has a receivable account of its own (4117).",
    )
    tax_id = fields.Many2one(
        "account.tax",
        string="Included tax",
        check_company=True,
        ondelete="restrict",
        domain=lambda self: withholding.kinds_domain(self.env, TAXES),
        help="The tax that the amount of such a deduction includes, as the VAT of a bank fee. It "
        "is booked with its tags, and taken back with the deduction.",
    )
    is_retention = fields.Boolean(
        string="Retention",
        help="What is retained stays owed by the customer, and is due on its day.",
    )
    retention_months = fields.Integer(
        string="Months", help="How long it is retained from the payment on; a line may differ."
    )
    retention_days = fields.Integer(string="Days", help="Added to the months.")
    needs_number = fields.Boolean(
        string="Number of a certificate", help="The customer proves the deduction with a document."
    )
    needs_file = fields.Boolean(
        string="File of the certificate", help="The document itself is attached to the payment."
    )
    may_follow = fields.Boolean(
        string="May come later",
        help="The payment may be registered before the certificate is there: until then it is in "
        "the list of certificates awaited. Else it is refused without it.",
    )
    amount_max = fields.Monetary(
        string="Limit without invoicing rights",
        help="In the currency of the company: how much of this somebody who does not invoice may "
        "deduct in one payment. Zero: what a certificate proves, and nothing without one.",
    )

    _amount_max_positive = models.Constraint(
        "CHECK (amount_max >= 0)", "The most that is deducted cannot be below zero."
    )
    _retention_positive = models.Constraint(
        "CHECK (retention_months >= 0 AND retention_days >= 0)",
        "The time for which something is retained cannot be below zero.",
    )

    @api.constrains("account_id", "company_id", "is_retention")
    def _check_account_id(self):
        for kind in self:
            account = kind.account_id
            if kind.is_retention:
                kind._check_retention_account()
            elif (
                account.account_type in SETTLED_TYPES
                or account in kind.company_id.receivable_account_ids
            ):
                raise ValidationError(
                    self.env._(
                        "%(account)s holds debts or money: choose an account of expenses, or of a "
                        "claim against the state, for %(deduction)s.",
                        account=account.display_name,
                        deduction=kind.name,
                    )
                )

    @api.constrains("tax_id", "is_retention")
    def _check_tax_id(self):
        for kind in self.filtered("tax_id"):
            if kind.is_retention or not kind.tax_id.filtered_domain(
                withholding.kinds_domain(self.env, TAXES)
            ):
                raise ValidationError(
                    self.env._(
                        "%(tax)s cannot be the tax of %(deduction)s: choose a purchase tax that is "
                        "due at once, and none for what is retained.",
                        tax=kind.tax_id.display_name,
                        deduction=kind.name,
                    )
                )

    def _check_retention_account(self):
        account = self.account_id
        if account.account_type != "asset_receivable" or not account.reconcile:
            raise ValidationError(
                self.env._(
                    "What is retained stays owed: choose for %(deduction)s an account of type "
                    "Receivable, which %(account)s is not.",
                    account=account.display_name,
                    deduction=self.name,
                )
            )

    def write(self, vals):
        """Change kinds of deductions.

        :raises UserError: what was deducted already would have another meaning
        """
        for name in {"account_id", "company_id", "is_retention", "tax_id"} & vals.keys():
            changed = self.filtered(
                lambda kind, field=self._fields[name], name=name: (
                    field.convert_to_write(kind[name], kind) != vals[name]
                )
            )
            changed._check_is_unused()
        return super().write(vals)

    def _check_is_unused(self):
        # Whether there is one, whoever may read it.
        deductions = self.env["receivables.payment.deduction"].sudo()
        if used := deductions.search([("kind_id", "in", self.ids)], limit=1).kind_id:
            raise UserError(
                self.env._(
                    "%(deduction)s was deducted from payments already: its account and tax stay. "
                    "Archive it, and create another one.",
                    deduction=used.sudo(False).name,
                )
            )

    def _due_after(self, day):
        """The day on which what is retained on ``day`` is due, or nothing: a person says it."""
        self.ensure_one()
        if not (day and self.is_retention and (self.retention_months or self.retention_days)):
            return False
        return day + relativedelta(months=self.retention_months, days=self.retention_days)
