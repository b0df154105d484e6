from odoo import api, fields, models
from odoo.exceptions import ValidationError

SETTLED_TYPES = ("asset_receivable", "liability_payable", "asset_cash", "off_balance")
"""What is booked there is a debt or money, and no deduction."""


class ReceivablesDeductionKind(models.Model):
    """Why a customer pays less than is due although nothing stays open: a bank fee, a tax withheld.

    A rebate or a tax that changes what was invoiced is a credit note, and no deduction.
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
        domain=[("account_type", "not in", SETTLED_TYPES)],
        help="Where the deduction is booked: an expense, or a claim against the state.",
    )
    needs_number = fields.Boolean(
        string="Number of a certificate", help="The customer proves the deduction with a document."
    )
    needs_file = fields.Boolean(
        string="File of the certificate", help="The document itself is attached to the payment."
    )
    may_follow = fields.Boolean(
        string="May follow",
        help="The payment may be registered before the certificate is there: until then it is in "
        "the list of certificates awaited. Else it is refused without it.",
    )
    amount_max = fields.Monetary(
        string="At most",
        help="In the currency of the company: how much of this somebody who does not invoice may "
        "deduct in one payment. Zero: what a certificate proves, and nothing without one.",
    )

    _amount_max_positive = models.Constraint(
        "CHECK (amount_max >= 0)", "The most that is deducted cannot be below zero."
    )

    @api.constrains("account_id", "company_id")
    def _check_account_id(self):
        for kind in self:
            account = kind.account_id
            if (
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
