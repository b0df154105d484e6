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
        string="Second person above",
        currency_field="currency_id",
        help="In the currency of the company. What undoes a payment above this amount (a "
        "correction, a return, a refund, fees) waits for a second person with the role "
        "Receivables: Manager. Zero: nobody is asked.",
    )
    return_fees_account_id = fields.Many2one(
        "account.account",
        string="Account of bank fees",
        check_company=True,
        help="Proposed for the fees of returned payments that the customer is not charged.",
    )

    return_fees_max = fields.Monetary(
        string="Bank fees at most",
        currency_field="currency_id",
        help="In the currency of the company, for one returned payment. Zero: any; above the "
        "amount of the payment a second person is asked.",
    )

    _return_fees_max_positive = models.Constraint(
        "CHECK(return_fees_max >= 0)", "The most that bank fees can be cannot be below zero."
    )
    _correction_approval_amount_positive = models.Constraint(
        "CHECK(correction_approval_amount >= 0)",
        "The amount above which a second person is asked cannot be below zero.",
    )
