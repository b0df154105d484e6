from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command


class ReceivablesStation(models.Model):
    """A site, shop or till where documents and payments are entered.

    What its users enter bears the station. The fields that show stations are those of a role
    which every employee gets with the first station, and loses with the last: companies that have
    no use for stations never see them.
    """

    _name = "receivables.station"
    _description = "Station"
    _order = "sequence, code, id"
    _rec_names_search = ["code", "name"]
    _check_company_auto = True
    # Branches may use the stations of their head office.
    _check_company_domain = models.check_company_domain_parent_of

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True, help="Short and unique in the company, such as LYON1.")
    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    journal_ids = fields.Many2many(
        "account.journal",
        "receivables_station_journal_rel",
        string="Tills and bank journals",
        domain="[('type', 'in', ('bank', 'cash', 'credit'))]",
        check_company=True,
        help="Proposed, the first one before the others, for the payments entered at this station.",
    )
    email_from = fields.Char(
        string="Sender of receipts",
        help="Address from which the receipts of this station leave. Empty: that of the company.",
    )
    user_ids = fields.Many2many(
        "res.users",
        "receivables_station_user_rel",
        string="Users",
        domain="[('share', '=', False)]",
        help="Who works at this station. What users enter bears the station that they chose in "
        "their preferences, or their only one.",
    )

    _code_unique = models.UniqueIndex(
        "(company_id, upper(code))",
        "Another station of this company has the same code: give each one its own.",
    )

    @api.constrains("code")
    def _check_code(self):
        for station in self:
            if not station.code.strip():
                raise ValidationError(self.env._("Enter the code of the station."))

    @api.constrains("company_id")
    def _check_company_id(self):
        """Documents keep the station of their own company."""
        for station in self:
            for model in ("account.move", "account.payment"):
                # Documents that the user cannot see count as well.
                count = (
                    self.env[model]
                    .sudo()
                    .with_context(active_test=False)
                    .search_count(
                        [
                            ("station_id", "=", station.id),
                            "!",
                            ("company_id", "child_of", station.company_id.id),
                        ],
                        limit=1,
                    )
                )
                if count:
                    raise ValidationError(
                        self.env._(
                            "%(station)s has documents of another company. Archive it, and create "
                            "a station in the other company.",
                            station=station.name,
                        )
                    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for station in self:
            station.display_name = f"{station.code or ''} {station.name or ''}".strip()

    def _till(self, usual):
        """The journal to propose at this station: ``usual``, which core proposes, if it is its own.

        :return: ``usual`` as well when the station has no journal
        """
        # A clerk may be proposed a journal, whether or not they may read the station.
        journals = self.sudo().journal_ids.filtered(
            lambda journal: journal.active and journal.company_id == usual.company_id
        )
        return usual if usual in journals else journals.sudo(False)[:1] or usual

    # === What follows from stations === #

    @api.model_create_multi
    def create(self, vals_list):
        """Show stations to everybody once there is one."""
        stations = super().create(vals_list)
        self._apply_changes()
        return stations

    def write(self, vals):
        """Let users and rules follow at once."""
        result = super().write(vals)
        if vals.keys() & {"active", "company_id", "user_ids"}:
            self._apply_changes()
        return result

    def unlink(self):
        """Stations that no document bears can be deleted; the others are archived."""
        result = super().unlink()
        self._apply_changes()
        return result

    @api.model
    def _apply_changes(self):
        """Show or hide stations, and forget who may see what."""
        # The role is no right: it only shows the fields, once somebody who may create stations
        # has done so.
        group = self.env.ref("receivables_ext.group_stations", raise_if_not_found=False)
        if not group:  # the module is being uninstalled
            return
        group = group.sudo()
        employees = self.env.ref("base.group_user").sudo()
        # Whether there is any station at all.
        is_used = bool(self.sudo().search_count([], limit=1))
        if is_used != (group in employees.implied_ids):
            employees.implied_ids = [
                Command.link(group.id) if is_used else Command.unlink(group.id)
            ]
        self.env["res.users"]._forget_stations()
