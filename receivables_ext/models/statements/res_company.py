from odoo import models


class ResCompany(models.Model):
    """Where customers pay what a statement of account says that they owe."""

    _inherit = "res.company"

    def _get_statement_accounts(self):
        """Bank accounts that are printed on a statement on which something is due.

        For a module to choose other accounts, it must override this method and return dicts of
        ``bank``, ``number`` and ``bic``.
        """
        self.ensure_one()
        # The accounts of the company are on every invoice.
        accounts = self.partner_id.bank_ids.filtered("active")
        accounts = accounts.filtered(lambda account: account.company_id in (self, self.browse()))
        return [
            {
                "bank": account.bank_id.name or "",
                "number": account.acc_number,
                "bic": account.bank_bic or "",
            }
            for account in accounts[:3]
        ]
