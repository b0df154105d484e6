from odoo import models

from . import account_holder


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merging customers moves their documents by SQL: it is told, and no account is torn."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Move what names the merged partners, and write in the discussion what it was.

        :raises UserError: documents would stay behind in the account of another
        """
        # Documents of all companies move, whatever the user sees: their number is told.
        moved = {
            name: self.env[name].sudo().search_count([("partner_id", "in", src_partners.ids)])
            for name in ("account.move", "account.payment")
        }
        names = ", ".join(src_partners.mapped("display_name"))
        holders = src_partners.commercial_partner_id | dst_partner
        result = super()._update_foreign_keys(src_partners, dst_partner)
        self.env.invalidate_all()
        holders -= src_partners | dst_partner.commercial_partner_id
        account_holder.check_left_behind(dst_partner, holders)
        if any(moved.values()):
            dst_partner._message_log(
                body=self.env._(
                    "Merged with %(customers)s. Moved here: entries %(entries)s, payments "
                    "%(payments)s.",
                    customers=names,
                    entries=moved["account.move"],
                    payments=moved["account.payment"],
                )
            )
        return result
