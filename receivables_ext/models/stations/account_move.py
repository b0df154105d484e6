from odoo import models
from odoo.exceptions import UserError

from ..ledger import roles


class AccountMove(models.Model):
    """Where a customer document was entered; the entry of a payment has that of the payment."""

    _name = "account.move"
    _inherit = ["account.move", "receivables.station.stamp"]

    def _bears_station(self):
        return self.is_sale_document(True)

    def copy_data(self, default=None):
        """What reverses a document, or replaces it, stays at its station; a mere copy does not."""
        vals_list = super().copy_data(default)
        if self.env.context.get("include_business_fields"):
            for move, vals in zip(self, vals_list, strict=True):
                vals.setdefault("station_id", move.station_id.id)
        return vals_list

    def write(self, vals):
        """Keep the station of validated documents; a manager may correct that of an invoice.

        :raises UserError: a validated invoice is moved by somebody else
        """
        if "station_id" in vals and not self.env.user.has_group(roles.MANAGER):
            for move in self:
                is_document = move.state == "posted" and move.is_sale_document(True)
                if is_document and move.station_id.id != (vals["station_id"] or False):
                    raise UserError(
                        self.env._(
                            "%(document)s is validated: only a user with the role Receivables: "
                            "Manager can change its station.",
                            document=move.display_name,
                        )
                    )
        return super().write(vals)
