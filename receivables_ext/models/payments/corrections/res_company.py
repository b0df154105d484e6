from odoo import fields, models


class ResCompany(models.Model):
    """How registered payments are corrected and returned."""

    _inherit = "res.company"

    payment_correction_policy = fields.Selection(
        [
            ("definitive", "Definitive"),
            ("until_transferred", "Until transferred to accounting"),
        ],
        string="Registered payments are",
        default="definitive",
        required=True,
        help="Definitive: a registered payment is corrected by a reversal only. Until transferred: "
        "it can be reset to draft as long as its period is open, its entry is not sealed, it was "
        "neither sent nor exported, and the bank statement does not show it.",
    )
    correction_approval_amount = fields.Monetary(
        string="Approval of corrections above",
        currency_field="currency_id",
        help="In the currency of the company. The correction of a payment above this amount waits "
        "for a second person with the role Receivables: Manager. Zero: nobody is asked.",
    )
    return_fees_account_id = fields.Many2one(
        "account.account",
        string="Account of bank fees",
        check_company=True,
        help="Proposed for the fees of returned payments that the customer is not charged.",
    )

    _correction_approval_amount_positive = models.Constraint(
        "CHECK(correction_approval_amount >= 0)",
        "The amount above which corrections need approval cannot be below zero.",
    )
