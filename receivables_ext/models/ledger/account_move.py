from odoo import models

from ...rules.installments import merge_parts
from .units import to_units


class AccountMove(models.Model):
    """Entries: the rooms above the ledger are told when their state changes."""

    _inherit = "account.move"

    def _compute_needed_terms(self):
        """Cut documents of customers into installments, none of which is against the others."""
        result = super()._compute_needed_terms()
        # As in core: otherwise the value would be read as its size.
        for move in self.with_context(bin_size=False):
            terms = move.needed_terms
            if terms and len(terms) > 1 and move.is_sale_document(include_receipts=True):
                move.needed_terms = move._merge_terms(terms)
        return result

    def _merge_terms(self, terms):
        """``terms``, values of journal items by their key, with those against the total merged.

        A fixed part above the total would leave a negative rest: a credit before any money came.
        """
        keys = sorted(terms, key=lambda key: key["date_maturity"])
        amounts = [to_units(terms[key]["amount_currency"], self.currency_id) for key in keys]
        if min(amounts) >= 0 or max(amounts) <= 0:
            return terms
        merged = {}
        for ranks in merge_parts(amounts):
            parts = [terms[keys[rank]] for rank in ranks]
            merged[keys[ranks[0]]] = {
                **parts[0],
                "balance": sum(part["balance"] for part in parts),
                "amount_currency": sum(part["amount_currency"] for part in parts),
            }
        return merged

    def _get_all_reconciled_invoice_partials(self):
        """What settled an invoice, for the payments shown on it: no parts of itself."""
        return [
            values
            for values in super()._get_all_reconciled_invoice_partials()
            if values["aml"].move_id != self
        ]

    def write(self, vals):
        """Write on entries, and tell of their new state."""
        result = super().write(vals)
        if "state" in vals:
            self.env["receivables.ledger.signal"]._state_changed(self, vals["state"])
        return result

    def _is_exchange_difference(self):
        """Whether core booked this entry for a difference of exchange of an allocation.

        It is what core links as such: its journal may hold other entries, and others may too.
        """
        self.ensure_one()
        return bool(self.exchange_diff_partial_ids)
