from odoo import api, models

from .permit import adjusting


class AccountPartialReconcile(models.Model):
    """Allocations: the rooms above the ledger are told of them."""

    _inherit = "account.partial.reconcile"

    # What was open on a past day is what is open today plus what was matched since.
    _max_date_idx = models.Index("(max_date)")

    @api.model_create_multi
    def create(self, vals_list):
        """Make allocations, and tell of them, whatever makes them."""
        partials = super().create(vals_list)
        if partials:
            self.env["receivables.ledger.signal"]._settled(partials)
        return partials

    def unlink(self):
        """Release allocations, and tell of them, whatever releases them.

        With a difference of exchange goes the allocation that it adjusts: alone, it would leave an
        amount in the currency of the company that no document shows as open.
        """
        if adjusted := self._adjusted_by_these() - self:
            return (self | adjusted).unlink()
        if self:
            # Core may name a partial twice, once from each of its lines.
            self.env["receivables.ledger.signal"]._released(self.union())
        return super(AccountPartialReconcile, adjusting.opened(self)).unlink()

    def _adjusted_by_these(self):
        """Allocations in force whose difference of exchange these tie to a document."""
        moves = (self.debit_move_id + self.credit_move_id).move_id
        entries = moves.filtered(lambda move: move._is_exchange_difference())
        if not entries:
            return self.browse()
        # They are released with these, by whoever may release these.
        return self.sudo().search([("exchange_move_id", "in", entries.ids)]).sudo(self.env.su)

    def _is_customer_allocation(self):
        """Whether a customer's credit settles a customer's debt here.

        Exchange differences are core's own adjustments, no act of anybody; nor is one when parts
        of one document are taken off each other.
        """
        self.ensure_one()
        # One side after the other, never together: each is read with those of all allocations.
        sides = (self.debit_move_id, self.credit_move_id)
        return (
            any(line.account_id.account_type == "asset_receivable" for line in sides)
            and not self._is_within_document()
            and not any(line.move_id._is_exchange_difference() for line in sides)
        )

    def _is_within_document(self):
        """Whether two parts of one document are taken off each other: nothing is paid by that."""
        self.ensure_one()
        return self.debit_move_id.move_id == self.credit_move_id.move_id
