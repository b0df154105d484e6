from datetime import datetime, time, timedelta

import pytz
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ...models.issuing import limits


class ReceivablesReceiptExport(models.TransientModel):
    """Export the archive of a period, for an auditor: a ZIP, its index and its fingerprints."""

    _name = "receivables.receipt.export"
    _inherit = ["receivables.dialog"]
    _description = "Export the archive of receipts"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: fields.Date.context_today(self) + relativedelta(month=1, day=1),
    )
    date_to = fields.Date(
        string="To",
        required=True,
        default=lambda self: fields.Date.context_today(self),
        help="Day on which the last documents were issued.",
    )
    kind = fields.Selection(
        selection=lambda self: self.env["receivables.receipt"]._fields["kind"].selection,
        help="Empty: documents of every kind.",
    )
    count = fields.Integer(
        string="Documents", compute="_compute_count", help="What the archive will hold."
    )

    @api.depends("company_id", "date_from", "date_to", "kind")
    def _compute_count(self):
        for export in self:
            is_asked = export.company_id and export.date_from and export.date_to
            domain = export._receipts_domain() if is_asked else Domain.FALSE
            export.count = self.env["receivables.receipt"].search_count(domain)

    def _receipts_domain(self):
        """Documents issued in the period, days of the company's own time."""
        # The time zone of a company is no secret.
        zone = pytz.timezone(self.company_id.sudo().partner_id.tz or self.env.user.tz or "UTC")
        start, end = (
            zone.localize(datetime.combine(day, time.min)).astimezone(pytz.utc).replace(tzinfo=None)
            for day in (self.date_from, self.date_to + timedelta(days=1))
        )
        domain = (
            Domain("company_id", "=", self.company_id.id)
            & Domain("sha256", "!=", False)
            & Domain("issued_on", ">=", start)
            & Domain("issued_on", "<", end)
        )
        return domain & Domain("kind", "=", self.kind) if self.kind else domain

    def _receipts(self):
        """The documents to export, in the order of their issue.

        :raises UserError: the period ends before it begins, or holds no document, or too many
        """
        if self.date_from > self.date_to:
            raise UserError(
                self.env._("The period ends before it begins. Correct one of the two dates.")
            )
        receipts = self.env["receivables.receipt"].search(self._receipts_domain(), order="id")
        if not receipts:
            raise UserError(
                self.env._(
                    "No such document was issued from %(start)s to %(end)s. "
                    "Choose another period or another kind.",
                    start=format_date(self.env, self.date_from),
                    end=format_date(self.env, self.date_to),
                )
            )
        way = self.env._("Export one part of the period after the other.")
        limits.check_count(self.env, len(receipts), limits.MAX_ARCHIVED, way)
        return receipts

    def _get_file_name(self):
        """Name of the ZIP."""
        return f"receipts_{self.date_from}_{self.date_to}.zip"

    def action_export(self):
        """Download the ZIP.

        :raises UserError: the period ends before it begins, or there is no document in it
        """
        self.ensure_one()
        self._receipts()
        return {
            "type": "ir.actions.act_url",
            "url": f"/receivables/receipts/export/{self.id}",
            "target": "download",
            "close": True,
        }
