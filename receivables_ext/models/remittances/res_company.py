from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

USUAL = {
    "FR": {"cheque": "5112", "bill": "5113", "note": "5113"},
    "TN": {"cheque": "5312", "bill": "5313", "note": "5313"},
    "MA": {"cheque": "51111", "bill": "51131", "note": "51131"},
}
"""Beginnings of account codes, by country and code of the means: docs/remittances.md."""


class ResCompany(models.Model):
    """Since when payments are taken to the bank with slips, and where they wait meanwhile."""

    _inherit = "res.company"

    remittances_since = fields.Datetime(
        string="Slips since",
        default=lambda self: self.env.cr.now(),
        help="What was entered before is not in the safe: it was taken to the bank without a slip.",
    )

    def _wait_on_usual_accounts(self):
        """Let cheques and bills wait on the accounts that the chart has for them.

        An account that nothing was booked on is made one where items wait. Doing it again changes
        nothing.

        :raises UserError: the chart has none, or one is in use otherwise
        """
        Means = self.env["receivables.payment.means"]
        for company in self:
            usual = USUAL.get(company.account_fiscal_country_id.code)
            if not usual:
                raise UserError(
                    self.env._(
                        "No accounts are known for the chart of %(company)s: choose them on the "
                        "means of payment.",
                        company=company.name,
                    )
                )
            for code, beginning in usual.items():
                means = Means.with_company(company).search([("code", "=", code)], limit=1)
                if means._methods():
                    means.waiting_account_id = company._waiting_account(beginning)

    def _waiting_account(self, beginning):
        """The first account of this company whose code begins so, where items can wait."""
        Account = self.env["account.account"].with_company(self)
        account = Account.search(
            Domain(Account._check_company_domain(self)) & Domain("code", "=like", f"{beginning}%"),
            order="code",
            limit=1,
        )
        if not account:
            raise UserError(
                self.env._(
                    "The chart of %(company)s has no account %(code)s: create it, or choose "
                    "another one on the means of payment.",
                    company=self.name,
                    code=beginning,
                )
            )
        if not account.reconcile or account.account_type != "asset_current":
            used = self.env["account.move.line"].search([("account_id", "=", account.id)], limit=1)
            if used:
                raise UserError(
                    self.env._(
                        "%(account)s is in use and does not allow reconciliation: choose another "
                        "account on the means of payment.",
                        account=account.display_name,
                    )
                )
            account.write({"account_type": "asset_current", "reconcile": True})
        return account
