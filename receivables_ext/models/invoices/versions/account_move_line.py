from odoo import api, models

from . import lock


class AccountMoveLine(models.Model):
    """The lines of a registered invoice or credit note change in a new version only."""

    _inherit = "account.move.line"

    @api.model_create_multi
    def create(self, vals_list):
        """Add lines, but to registered documents of customers.

        :raises UserError: a document is registered
        """
        lock.check_new_lines(self.env, vals_list)
        return super().create(vals_list)

    def write(self, vals):
        """Write on lines, but for what a registered document of a customer says.

        :raises UserError: it would change
        """
        lock.check_lines_write(self, vals)
        return super().write(vals)

    def unlink(self):
        """Delete lines, but of registered documents of customers.

        :raises UserError: a document is registered
        """
        # Not by ``ondelete``, which a remote call can switch off.
        lock.check_lines_unlink(self)
        return super().unlink()
