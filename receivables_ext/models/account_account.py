from odoo import fields, models


class AccountAccount(models.Model):
    _inherit = "account.account"

    receivables_company_ids = fields.Many2many(
        "res.company",
        "receivables_company_account_rel",
        "account_account_id",
        "res_company_id",
        string="Customer account of",
        help="The companies whose customers' debt this account counts for, although it is not of "
        "type Receivable.",
        copy=False,
    )
