from odoo import api, fields, models

from . import roles


class ResCompany(models.Model):
    """Which accounts hold the debt of customers, and who manages it."""

    _inherit = "res.company"

    receivable_account_ids = fields.Many2many(
        "account.account",
        "receivables_company_account_rel",
        string="Other customer accounts",
        help="Accounts of customer debt or credit that are not of type Receivable, such as "
        "doubtful customers (416) or deposits received (4191).",
    )

    @api.constrains("receivable_account_ids")
    def _check_receivable_account_ids(self):
        """Customer accounts have residuals, whatever their type."""
        self.receivable_account_ids._check_open_items()

    def _receivables_managers(self):
        """The active users who decide on the payments of this company."""
        managers = self.env.ref(roles.MANAGER).all_user_ids
        return managers.filtered(lambda user: user.active and self in user.company_ids)
