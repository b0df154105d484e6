from odoo import api, models

from . import entry_lock, lock


class AccountMoveLine(models.Model):
    """The journal items of a registered payment are as definitive as the payment."""

    _inherit = "account.move.line"

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse to add items to the entry of a registered payment.

        :raises UserError: the entry is that of a registered payment
        """
        move_ids = {vals["move_id"] for vals in vals_list if vals.get("move_id")}
        moves = self.env["account.move"].browse(move_ids)
        entry_lock.check_entries(moves)
        return super().create(vals_list)

    @api.model
    def _is_locked_field(self, name):
        """Whether the field ``name`` no longer changes on the items of a registered payment.

        See ``account.payment``, which says what other modules may do.
        """
        return lock.is_locked(self, name, entry_lock.OPEN_ITEM_FIELDS)

    def write(self, vals):
        """Refuse to change the accounts, amounts and customers of a registered payment.

        :raises UserError: the item is that of a registered payment
        """
        entry_lock.check_items_write(self, vals)
        return super().write(vals)

    def unlink(self):
        """Delete items, but for those of registered payments.

        :raises UserError: one is that of a registered payment
        """
        # Not by ``ondelete``, which a remote call can switch off.
        entry_lock.check_entries(self.move_id)
        return super().unlink()
