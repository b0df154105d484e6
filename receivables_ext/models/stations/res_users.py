from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..ledger import roles

SEES_ALL_STATIONS = (roles.MANAGER, roles.READS_ACCOUNTING)


class ResUsers(models.Model):
    """The stations where a user works: what they enter bears one of them."""

    _inherit = "res.users"

    receivables_station_ids = fields.Many2many(
        "receivables.station", "receivables_station_user_rel", string="Stations"
    )
    receivables_station_id = fields.Many2one(
        "receivables.station",
        string="Default station",
        domain="[('user_ids', 'in', id)]",
        help="Proposed on the invoices and payments that you enter. Empty: your only station.",
    )
    hidden_station_ids = fields.Many2many(
        "receivables.station",
        string="Hidden stations",
        compute="_compute_hidden_station_ids",
        compute_sudo=True,
        help="Stations whose documents the user does not see.",
    )

    @api.constrains("receivables_station_id", "receivables_station_ids")
    def _check_receivables_station_id(self):
        for user in self:
            # A user may choose among the stations of companies that they are not using now.
            station = user.sudo().receivables_station_id
            if station and station not in user.sudo().receivables_station_ids:
                raise ValidationError(
                    self.env._(
                        "%(user)s does not work at %(station)s. Add the user to the station first.",
                        user=user.name,
                        station=station.display_name,
                    )
                )

    @property
    def SELF_READABLE_FIELDS(self):
        own = ["receivables_station_id", "receivables_station_ids"]
        return [*super().SELF_READABLE_FIELDS, *own]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [*super().SELF_WRITEABLE_FIELDS, "receivables_station_id"]

    @api.depends("receivables_station_ids", "group_ids")
    def _compute_hidden_station_ids(self):
        """Where the company wants it, the other stations of a user who has stations there.

        Empty for everybody else, so that the record rules come to nothing.
        """
        # A role that core gives later (an auditor) lets everything be seen.
        Station = self.env["receivables.station"].with_context(active_test=False)
        for user in self:
            own = user.with_context(active_test=False).receivables_station_ids
            companies = own.company_id.filtered("station_restricted")
            if not companies or any(map(user.has_group, SEES_ALL_STATIONS)):
                user.hidden_station_ids = False
                continue
            user.hidden_station_ids = Station.search(
                Domain("company_id", "in", companies.ids) & Domain("id", "not in", own.ids)
            )

    def _default_station(self, company):
        """The station of what this user enters in ``company``, none when there are several."""
        self.ensure_one()
        return self.env["receivables.station"].browse(self._default_station_id(company.id))

    @tools.ormcache("self.id", "company_id")
    def _default_station_id(self, company_id):
        # Users need no right to know where they work.
        user = self.sudo()
        companies = self.env["res.company"].sudo().browse(company_id).parent_ids
        stations = user.receivables_station_ids.filtered(
            lambda station: station.active and station.company_id in companies
        )
        if user.receivables_station_id in stations:
            return user.receivables_station_id.id
        return stations.id if len(stations) == 1 else False

    @api.model
    def _forget_stations(self):
        """Read again who works where: defaults and record rules are kept in memory."""
        self.invalidate_model(["hidden_station_ids"])
        self.env.registry.clear_cache()

    def write(self, vals):
        """Forget where the user worked before."""
        result = super().write(vals)
        if vals.keys() & {"receivables_station_id", "receivables_station_ids"}:
            self._forget_stations()
        return result
