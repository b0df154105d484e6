from odoo import models

from . import account_holder

# They say who holds the account of a contact.
HOLDER_FIELDS = {"parent_id", "is_company"}


class ResPartner(models.Model):
    """A customer takes the whole account along, or stays."""

    _inherit = "res.partner"

    def write(self, vals):
        """Change contacts.

        :raises UserError: an account would be torn in two, or left behind in another company
        """
        before = account_holder.holders_of(self) if HOLDER_FIELDS & vals.keys() else {}
        result = super().write(vals)
        account_holder.check_whole(before)
        account_holder.bring_entries_along(before)
        if vals.get("company_id"):
            account_holder.check_company(self)
        return result
