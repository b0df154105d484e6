from odoo import api, models


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
        """Release allocations, and tell of them, whatever releases them."""
        if self:
            # Core may name a partial twice, once from each of its lines.
            self.env["receivables.ledger.signal"]._released(self.union())
        return super().unlink()

    def _is_customer_allocation(self):
        """Whether a customer's credit settles a customer's debt here.

        Exchange differences are core's own adjustments, no act of anybody.
        """
        self.ensure_one()
        lines = self.debit_move_id + self.credit_move_id
        exchange_journal = self.company_id.currency_exchange_journal_id
        return (
            "asset_receivable" in lines.account_id.mapped("account_type")
            and exchange_journal not in lines.journal_id
        )
