from odoo import api, fields, models
from odoo.tools.sql import column_exists, create_column, table_exists


class ReceivablesStationStamp(models.AbstractModel):
    """What bears the station where it was entered: documents and payments."""

    _name = "receivables.station.stamp"
    _description = "Entered at a station"

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
        help="The site or till where it was entered. Proposed: that of the user.",
    )

    def _auto_init(self):
        """Leave what was there before without station, and without computing it for each."""
        cr, table = self.env.cr, self._table
        if self._auto and table_exists(cr, table) and not column_exists(cr, table, "station_id"):
            create_column(cr, table, "station_id", "int4")
        return super()._auto_init()

    @api.onchange("company_id")
    def _compute_station_id(self):
        """Propose that of the user, once: where something was entered depends on nothing else.

        In a form, another company has other stations.
        """
        for record in self:
            if not record.company_id or not record._bears_station():
                record.station_id = False
                continue
            # Which companies are above another is no secret.
            companies = record.company_id.sudo().parent_ids
            if not record.station_id or record.station_id.sudo().company_id not in companies:
                record.station_id = self.env.user._default_station(record.company_id)

    def _bears_station(self):
        """Whether this is of a customer; what is not, such as a supplier's bill, has no station."""
        self.ensure_one()
        return True
