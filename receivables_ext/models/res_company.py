from odoo import api, fields, models

from .receivables_receipt import RECEIPT_POLICIES

STRATEGIES = [
    ("oldest_due", "Oldest due date"),
    ("oldest_issued", "Oldest document"),
    ("exact_match", "Same amount, then oldest due date"),
    ("legal_order", "Legal order: due first, equal dates in proportion"),
    ("instruction", "Only the documents that the customer names"),
    ("manual", "By hand: propose nothing"),
]


class ResCompany(models.Model):
    _inherit = "res.company"

    allocation_strategy = fields.Selection(
        STRATEGIES,
        string="Allocation strategy",
        default="oldest_due",
        required=True,
        help="In which order credits settle the documents of a customer.",
    )
    credit_policy = fields.Selection(
        [
            ("propose", "Propose the credit on the invoice"),
            ("apply", "Apply the credit automatically"),
        ],
        string="When an invoice is validated",
        default="propose",
        required=True,
        help="What happens with the open credits of the customer when an invoice is validated.",
    )
    receivable_account_ids = fields.Many2many(
        "account.account",
        "receivables_company_account_rel",
        string="Other customer accounts",
        help="Accounts of customer debt or credit that are not of type Receivable, such as "
        "doubtful customers (416) or deposits received (4191).",
    )
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
    credit_reminder_days = fields.Integer(
        string="Days before a reminder of credits",
        help="A payment that is still to use after so many days leaves a task for whoever "
        "entered it. Zero: no task.",
    )
    duplicate_days = fields.Integer(
        string="Days between similar payments",
        default=3,
        help="Two payments of the same customer and amount within so many days may be one "
        "entered twice: a reason is asked for. Zero: they are not compared.",
    )

    station_restricted = fields.Boolean(
        string="Users see the documents of their stations only",
        help="Invoices and payments of other stations are hidden from users who have stations in "
        "this company. Managers and accountants see everything.",
    )

    receipt_policy = fields.Selection(
        RECEIPT_POLICIES,
        string="Receipted invoices",
        default="archive",
        required=True,
        help="What is done when money settles an invoice, in whole or in part. A customer may "
        "have another choice.",
    )
    receipt_clearing = fields.Selection(
        [("registration", "They are registered"), ("clearing", "The bank has paid them")],
        string="Cheques and bills count when",
        default="clearing",
        required=True,
        help="An invoice settled by a cheque or a bill is receipted then: a cheque may come back.",
    )
    receipt_mention = fields.Char(
        string="Mention",
        translate=True,
        help="Printed across receipted invoices. Empty: RECEIPTED.",
    )
    receipt_signatory = fields.Char(string="Signatory", help="Who signs receipted invoices.")
    receipt_signature = fields.Image(
        string="Signature or stamp",
        max_width=512,
        max_height=256,
        attachment=True,
        # Everybody reads companies, visitors too; nobody else is to sign with it.
        groups="base.group_system",
    )
    receipt_email_from = fields.Char(
        string="Sender of receipts",
        help="Address from which receipts leave. Empty: that of the company.",
    )
    receipt_tells_revoked = fields.Boolean(
        string="Tell customers that a receipt is revoked",
        default=True,
        help="By e-mail, when a receipt that they were sent is no longer valid.",
    )
    receipt_retention_years = fields.Integer(
        string="Years of retention",
        default=10,
        help="Receipts are kept until the end of the fiscal year of issue and so many years more. "
        "In France 10: article L123-22 of the commercial code.",
    )

    _receipt_retention_years_positive = models.Constraint(
        "CHECK (receipt_retention_years >= 0)",
        "The number of years of retention cannot be negative.",
    )
    _correction_approval_amount_positive = models.Constraint(
        "CHECK(correction_approval_amount >= 0)",
        "The amount above which corrections need approval cannot be below zero.",
    )
    _duplicate_days_positive = models.Constraint(
        "CHECK (duplicate_days >= 0)",
        "The number of days between similar payments cannot be negative: enter zero to compare "
        "no amounts.",
    )

    @api.constrains("receivable_account_ids")
    def _check_receivable_account_ids(self):
        """Customer accounts have residuals, whatever their type."""
        self.receivable_account_ids._check_open_items()

    def _receivables_managers(self):
        """The active users who decide on the payments of this company."""
        managers = self.env.ref("receivables_ext.group_receivables_manager").all_user_ids
        return managers.filtered(lambda user: user.active and self in user.company_ids)

    def write(self, vals):
        """Let the rules on stations follow at once."""
        result = super().write(vals)
        if "station_restricted" in vals:
            self.env["res.users"]._forget_stations()
        return result

    def action_offer_usual_methods(self):
        """Add to the bank journals the means of payment that they lack; cash journals take cash.

        Doing it again adds nothing.
        """
        for company in self:
            self.env["receivables.payment.means"]._offer(company)
        return True
