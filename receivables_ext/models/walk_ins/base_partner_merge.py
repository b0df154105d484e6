from odoo import models
from odoo.exceptions import UserError


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """The account that strangers share is merged with no account of a customer."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Move what names the merged partners.

        :raises UserError: some of them are walk-in customers and some are not
        """
        # What sort of customers they are, who is merged by a user who sees them.
        partners = (src_partners | dst_partner).sudo()
        walk_ins = partners.filtered("is_walk_in")
        if walk_ins and walk_ins != partners:
            raise UserError(
                self.env._(
                    "%(customer)s is a walk-in customer, whose account strangers share. Convert "
                    "their documents to a customer instead of merging it.",
                    customer=walk_ins[0].display_name,
                )
            )
        return super()._update_foreign_keys(src_partners, dst_partner)
