from odoo import models

from ..ledger import roles

SEE_ALL = (roles.INVOICING, roles.READS_ACCOUNTING)


class ResUsers(models.Model):
    """Who sees the whole accounts of customers."""

    _inherit = "res.users"

    def _sees_whole_accounts(self):
        """Whether no rule hides items of customers' accounts from this user.

        For a module with such a rule for accountants, it must override this method.
        """
        self.ensure_one()
        return any(map(self.has_group, SEE_ALL)) and not self.hidden_station_ids
