from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from .identity import check_same_person, documents_of


class ReceivablesAllocation(models.AbstractModel):
    """Credits of one walk-in customer are used for that person only, and by hand."""

    _inherit = "receivables.allocation"

    @api.model
    def _proposable(self, lines):
        """Propose nothing to the persons who share the account of a walk-in customer."""
        # A flag of the customer of a line that the user reads.
        return (
            super()._proposable(lines).filtered(lambda line: not line.partner_id.sudo().is_walk_in)
        )

    @api.model
    def _unproposable_partners(self):
        # The flag counts for every user: some partners may be hidden from this one.
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        generic = partners.search(Domain("is_walk_in", "=", True))
        return super()._unproposable_partners() | generic.with_env(self.env)

    @api.model
    def _check_may_settle(self, rows):
        """Refuse allocations that use the money of one walk-in customer for another.

        :raises UserError: two documents are not of the same person
        """
        # Whose the documents are, compared; the user was allowed the lines of the proposal.
        known = defaultdict(self.env["account.move"].sudo().browse)
        for row in rows:
            # Whose a payment is follows from what it settled, whichever of it the user may read.
            debit, credit = row.debit.sudo(), row.credit.sudo()
            if debit.partner_id.is_walk_in:
                known[credit] |= documents_of(debit) | documents_of(credit)
        for moves in known.values():
            check_same_person(moves)
        return super()._check_may_settle(rows)
