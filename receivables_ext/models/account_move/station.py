from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.sql import column_exists, create_column


class AccountMove(models.Model):
    """Where a customer document was entered; the entry of a payment has that of the payment."""

    _inherit = "account.move"

    station_id = fields.Many2one(
        "receivables.station",
        compute="_compute_station_id",
        store=True,
        readonly=False,
        precompute=True,
        copy=False,
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        tracking=True,
        help="The site or till where the document was entered. Proposed: that of the user.",
    )

    def _auto_init(self):
        """Leave documents of before without station, and without computing it for each."""
        if not column_exists(self.env.cr, "account_move", "station_id"):
            create_column(self.env.cr, "account_move", "station_id", "int4")
        return super()._auto_init()

    @api.onchange("company_id")
    def _compute_station_id(self):
        """Propose that of the user, once: where a document was entered depends on nothing else.

        Entries that are no document of a customer have none of their own. In a form, another
        company has other stations.
        """
        for move in self:
            if not move.is_sale_document(True) or not move.company_id:
                move.station_id = False
                continue
            # Which companies are above another is no secret.
            companies = move.company_id.sudo().parent_ids
            if not move.station_id or move.station_id.sudo().company_id not in companies:
                move.station_id = self.env.user._default_station(move.company_id)

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
        if "station_id" in vals and not self.env.user.has_group(
            "receivables_ext.group_receivables_manager"
        ):
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
