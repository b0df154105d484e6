from odoo import api, fields, models

from . import withholding


class ReceivablesDeductionLine(models.AbstractModel):
    """One deduction, as it is entered: why, how much, what proves it.

    A model because a payment and the dialog that makes one share its fields.
    """

    _name = "receivables.deduction.line"
    _description = "Deduction, as entered"
    _check_company_auto = True

    kind_id = fields.Many2one(
        "receivables.deduction.kind",
        string="Deduction",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    amount = fields.Monetary(required=True, help="In the currency of the payment, above zero.")
    currency_id = fields.Many2one("res.currency")
    company_id = fields.Many2one("res.company")
    number = fields.Char(help="Of the certificate that proves the deduction.")
    date_due = fields.Date(
        string="Due on",
        compute="_compute_date_due",
        store=True,
        readonly=False,
        precompute=True,
        help="The day on which what is retained is due. Empty for other deductions.",
    )
    base_amount = fields.Monetary(
        string="Withheld from",
        compute="_compute_base_amount",
        store=True,
        readonly=False,
        precompute=True,
        help="In the currency of the payment: what a withholding tax was computed on.",
    )
    has_base = fields.Boolean(compute="_compute_has_base")
    is_retention = fields.Boolean(related="kind_id.is_retention")
    file = fields.Binary(string="Certificate", attachment=True)
    file_name = fields.Char()

    @api.depends("kind_id")
    def _compute_date_due(self):
        for deduction in self:
            # How long is a setting, which sets a date that everybody sees.
            kind, day = deduction.kind_id.sudo(), deduction._day_of_payment()
            deduction.date_due = kind._due_after(day) if kind else False

    @api.depends("kind_id", "amount")
    def _compute_base_amount(self):
        for deduction in self:
            deduction.base_amount = withholding.base_of(deduction)

    @api.depends("kind_id")
    def _compute_has_base(self):
        for deduction in self:
            # Whether the tax of its kind is withheld, whoever may read taxes.
            deduction.has_base = withholding.is_withheld(deduction.kind_id.sudo().tax_id)

    def _day_of_payment(self):
        """The date of the payment: each model that shares these fields must override this."""
        self.ensure_one()
        return False

    def _lacks_proof(self):
        self.ensure_one()
        kind = self.kind_id
        return (kind.needs_number and not (self.number or "").strip()) or (
            kind.needs_file and not self.file
        )
