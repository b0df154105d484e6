from odoo import api, models

from ..ledger.account_move_line import ChosenAmounts

AMOUNTS = {
    *("amount", "debit_amount_currency", "credit_amount_currency"),
    *("debit_move_id", "credit_move_id"),
}


class AccountPartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    # What was open on a past day is what is open today plus what was matched since.
    _max_date_idx = models.Index("(max_date)")

    @api.model_create_multi
    def create(self, vals_list):
        """Keep the history of allocations, whatever made them, and have them documented."""
        partials = super().create(vals_list)
        chosen = self.env.context.get("receivables_chosen_amounts")
        reasons = {}
        if isinstance(chosen, ChosenAmounts):
            reasons = chosen.reasons
            chosen.partial_ids += [
                partial.id
                for partial in partials
                if (partial.debit_move_id.id, partial.credit_move_id.id) in reasons
            ]
        self.env["receivables.allocation.event"]._record("allocated", partials, reasons)
        marked = partials.debit_move_id.move_id.filtered("settled_outside")
        marked._forget_settled_outside(
            self.env._("A payment is recorded: no longer marked as paid.")
        )
        self._receipts_follow(partials)
        return partials

    def write(self, vals):
        """Refuse to change what undid a payment.

        :raises UserError: the payment and its reversal would no longer cancel out
        """
        if AMOUNTS & vals.keys():
            self.env["receivables.payment.entry.lock"]._check_partials(self)
        return super().write(vals)

    def unlink(self):
        """Keep the history of what is released, and revoke its documents.

        :raises UserError: this is what undid a payment
        """
        self.env["receivables.payment.entry.lock"]._check_partials(self)
        note = self.env.context.get("receivables_removal_reason")
        # Core may name a partial twice, once from each of its lines.
        self.env["receivables.allocation.event"]._record("removed", self.union(), note=note)
        self._receipts_follow(self)
        return super().unlink()

    @api.model
    def _receipts_follow(self, partials):
        moves = (partials.debit_move_id | partials.credit_move_id).move_id
        # Documents follow from the ledger, whoever settles.
        self.env["receivables.receipt.issue"].sudo()._look_at(moves)

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

    def action_remove_allocation(self):
        """Open the dialog that releases these allocations, with a reason."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Remove the allocation"),
            "res_model": "receivables.allocation.removal",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partial_ids": self.ids},
        }
