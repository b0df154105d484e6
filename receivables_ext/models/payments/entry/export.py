import base64
import hashlib

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tools import format_date

from ....writers import table
from ...ledger import roles
from ...ledger.permit import permit
from . import export_row

FILE_GROUPS = f"{roles.INVOICING},{roles.READS_ACCOUNTING}"


class ReceivablesPaymentExport(models.Model):
    """A file of the customer payments of a period, for the accountant.

    To create one is to export: the file is made at once, its payments are marked, and nothing
    can be changed afterwards. As long as the payments are the same, so is every byte of the
    file, each time the period is exported again.
    """

    _name = "receivables.payment.export"
    _description = "Payments export"
    _order = "id desc"
    _rec_name = "filename"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: fields.Date.context_today(self) + relativedelta(months=-1, day=1),
    )
    date_to = fields.Date(
        string="To",
        required=True,
        default=lambda self: fields.Date.context_today(self) + relativedelta(day=1, days=-1),
        help="Accounting date of the last payments.",
    )
    format = fields.Selection(
        [("xlsx", "Excel (XLSX)"), ("csv", "Text (CSV)")], required=True, default="xlsx"
    )
    filename = fields.Char(string="File name", readonly=True)
    file = fields.Binary(attachment=True, readonly=True, groups=FILE_GROUPS)
    sha256 = fields.Char(
        string="SHA-256",
        readonly=True,
        help="Fingerprint of the file: the same one means the same file.",
    )
    payment_ids = fields.Many2many(
        "account.payment",
        "receivables_payment_export_rel",
        "export_id",
        "payment_id",
        string="Payments",
        readonly=True,
        ondelete="restrict",
    )
    payment_count = fields.Integer(string="Payments exported", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount_total = fields.Monetary(
        string="Total",
        readonly=True,
        help="Of the rows, in the currency of the company: payments minus refunds. Those that "
        "were returned or reversed are among them, and say so.",
    )

    _period_in_order = models.Constraint(
        "CHECK (date_from <= date_to)",
        "The period ends before it begins. Correct one of the two dates.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Export payments.

        :raises UserError: there is no payment in the period
        :raises ValidationError: the period ends before it begins
        """
        self.check_access("create")  # before payments are looked for
        vals_list = [self._add_missing_default_values(vals) for vals in vals_list]
        return super().create([{**vals, **self._prepare_export_vals(vals)} for vals in vals_list])

    def _prepare_export_vals(self, vals):
        """Make the file of one export.

        :param dict vals: company, period and format
        :return: dict of what was exported
        """
        asked = self.new({name: vals[name] for name in ("company_id", "date_from", "date_to")})
        company, day_from, day_to = asked.company_id, asked.date_from, asked.date_to
        # The language of the books, not of the person: the file is the same for everybody.
        language = company.partner_id.lang or "en_US"
        env = self.with_context(lang=language).with_company(company).env
        asked._check_period()
        ids, rows = export_row.fetch_rows(env, export_row.export_domain(company, day_from, day_to))
        if not ids:
            raise UserError(
                self.env._(
                    "No customer payment was registered from %(start)s to %(end)s. "
                    "Choose another period.",
                    start=format_date(self.env, day_from),
                    end=format_date(self.env, day_to),
                )
            )
        total = float(sum(values[-1] for values in rows))
        if vals["format"] == "csv":
            content = table.to_csv(export_row.column_labels(env), rows)
        else:
            title = env._("Payments")
            content = table.to_xlsx(title, export_row.column_labels(env), rows, total, day_to)
        return {
            "filename": f"payments_{day_from}_{day_to}.{vals['format']}",
            "file": base64.b64encode(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "payment_ids": [Command.set(ids)],
            "payment_count": len(ids),
            "amount_total": total,
        }

    def _check_period(self):
        if self.date_from > self.date_to:
            raise ValidationError(
                self.env._("The period ends before it begins. Correct one of the two dates.")
            )

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(
            self.env._("An export cannot be changed. Export the period again if it is needed.")
        )

    def unlink(self):
        """Never.

        :raises UserError: always, but when the module is uninstalled
        """
        if not permit.is_uninstalling(self.env):
            self._refuse_deletion()
        return super().unlink()

    def _refuse_deletion(self):
        raise UserError(self.env._("An export cannot be deleted: its payments are transferred."))

    def action_export(self):
        """Download the file; in the dialog, saving has just made it.

        :raises AccessError: the user sees that there is an export, not what is in it
        """
        self.ensure_one()
        self._check_field_access(self._fields["file"], "read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/file/{self.filename}?download=true",
            "close": True,
        }

    def action_open_payments(self):
        """Show the payments of this export."""
        self.ensure_one()
        return self.payment_ids._get_records_action(name=self.env._("Payments exported"))
