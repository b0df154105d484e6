from odoo import api, models

from . import by_hand


class AccountFullReconcile(models.Model):
    """Which items are matched in full is said by the engine that matched them.

    Core stores it by SQL on whatever items a caller names, also those that they may not read.
    """

    _inherit = "account.full.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        """Say that items are matched in full.

        :raises UserError: neither the reconcile engine nor the superuser says so
        """
        self._check_by_engine()
        return super().create(vals_list)

    def write(self, vals):
        """Complete what is matched in full.

        :raises UserError: neither the reconcile engine nor the superuser does
        """
        self._check_by_engine()
        return super().write(vals)

    def unlink(self):
        """Say that items are no longer matched in full.

        :raises UserError: neither the reconcile engine nor the superuser says so
        """
        self._check_by_engine()
        return super().unlink()

    def _check_by_engine(self):
        if not by_hand.may_edit(self.env):
            by_hand.refuse(self.env)
