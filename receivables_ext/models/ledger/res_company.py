from odoo import api, fields, models
from odoo.fields import Domain

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

    def write(self, vals):
        """Write on companies, and tell of the items that count as debt of customers or no longer.

        :raises ValidationError: an account has no open items
        """
        if "receivable_account_ids" not in vals:
            return super().write(vals)
        before = {company: company.receivable_account_ids for company in self}
        result = super().write(vals)
        for company, known in before.items():
            now = company.receivable_account_ids
            if changed := (known - now) | (now - known):
                # The company's decision holds for all of its items, whoever may read them: what
                # is kept of them is read again, nothing is returned.
                lines = (
                    self.env["account.move.line"]
                    .sudo()
                    .search(
                        Domain("account_id", "in", changed.ids)
                        & Domain("company_id", "=", company.id)
                    )
                )
                self.env["receivables.ledger.signal"]._scope_changed(lines)
        return result

    def _receivables_managers(self):
        """The active users who decide on the payments of this company."""
        managers = self.env.ref(roles.MANAGER).all_user_ids
        return managers.filtered(lambda user: user.active and self in user.company_ids)
