from contextlib import contextmanager

from odoo import api, models

from ...ledger.permit import reversing
from . import entry_lock, lock, settled_link


class AccountMove(models.Model):
    """The journal entry of a registered payment is as definitive as the payment."""

    _inherit = "account.move"

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse to reverse a registered payment, or to book something else as its entry.

        :raises UserError: only the buttons of the payment do that
        """
        moves = super().create(vals_list)
        entry_lock.check_links(moves)
        settled_link.check_tied(moves, self.env["account.payment"], moves.matched_payment_ids)
        return moves

    @api.model
    def _is_locked_field(self, name):
        """Whether the field ``name`` no longer changes on the entry of a registered payment.

        See ``account.payment``, which says what other modules may do.
        """
        return lock.is_locked(self, name, entry_lock.OPEN_ENTRY_FIELDS)

    def write(self, vals):
        """Refuse to change the entry of a registered payment, or to pass another off as its own.

        :raises UserError: the entry is that of a registered payment
        """
        entry_lock.check_entries_write(self, vals)
        linked = entry_lock.changing_links(self, vals)
        # Which payments they are, whether or not the user may read them: only a refusal follows.
        tied = self.sudo().matched_payment_ids if "matched_payment_ids" in vals else None
        result = super().write(vals)
        entry_lock.check_links(linked)
        if tied is not None:
            # As before the change: only a refusal follows, nothing is shown.
            settled_link.check_tied(self, tied, self.sudo().matched_payment_ids)
        return result

    @contextmanager
    def _sync_dynamic_lines(self, container):
        """Reverse a payment item by item: core computes taxes anew, and knows none withheld."""
        if reversing.is_open(self.env):
            yield
            return
        with super()._sync_dynamic_lines(container):
            yield

    def button_draft(self):
        """Reset entries to draft, but for those of registered payments.

        :raises UserError: the entry is that of a registered payment
        """
        entry_lock.check_entries(self)
        return super().button_draft()

    def button_cancel(self):
        """Cancel entries, but for those of registered payments.

        :raises UserError: the entry is that of a registered payment
        """
        entry_lock.check_entries(self)
        return super().button_cancel()

    def unlink(self):
        """Delete entries, but for those of registered payments.

        :raises UserError: the entry is that of a registered payment
        """
        # Not by ``ondelete``, which a remote call can switch off.
        entry_lock.check_entries(self)
        return super().unlink()
