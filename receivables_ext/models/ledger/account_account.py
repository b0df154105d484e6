from odoo import api, fields, models
from odoo.exceptions import ValidationError


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

    @api.constrains("reconcile")
    def _check_open_items(self):
        """An account that counts for customers' debt tells what is open on it.

        :raise ValidationError: it does not allow reconciliation, so its items have no residual
        """
        for account in self:
            if account.receivables_company_ids and not account.reconcile:
                raise ValidationError(
                    self.env._(
                        "%(account)s does not allow reconciliation, so what is open on it cannot "
                        "be told. Allow it there, or choose another account.",
                        account=account.display_name,
                    )
                )
