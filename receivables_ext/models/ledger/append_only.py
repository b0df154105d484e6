from odoo import api, models
from odoo.exceptions import UserError

from .permit import permit


class ReceivablesAppendOnly(models.AbstractModel):
    """What happened, who did it, when and why: written once, by the system, for good."""

    _name = "receivables.append.only"
    _description = "Record that is never changed"

    @api.model_create_multi
    def create(self, vals_list):
        """Record what a service of this module did.

        :raises UserError: anything else tries to
        """
        self._check_is_ours()
        return super().create(vals_list)

    def write(self, vals):
        """Complete a record, for the services of this module only.

        :raises UserError: anything else tries to
        """
        self._check_is_ours()
        return super().write(vals)

    def unlink(self):
        """Never, but by the services of this module.

        :raises UserError: anything else tries to
        """
        if not permit.is_uninstalling(self.env):
            self._check_is_ours()
        return super().unlink()

    def _check_is_ours(self):
        if not permit.is_open(self.env):
            raise UserError(
                self.env._(
                    "%(record)s is a record of what was done: nobody adds to it, changes it or "
                    "deletes it by hand.",
                    record=self.env["ir.model"]._get(self._name).name,
                )
            )
