import json

from odoo import api, fields, models
from odoo.tools import format_date

from ...writers.installments_xlsx import InstallmentWorkbook
from ..issuing import limits
from ..ledger import asked

BATCH = 2000
"""Installments in memory at once."""

COLUMNS = (
    *("code", "document", "partner_ref", "partner_id", "date_due", "date_expected", "amount"),
    *("amount_received", "amount_to_collect", "currency_id", "settled", "status_label"),
    *("payment_type", "journal_id", "followup_mode", "note"),
)
KINDS = ("char", "date", "monetary", "integer", "boolean", "selection", "many2one")


class ReceivablesInstallmentExtract(models.TransientModel):  # pylint: disable=no-wizard-in-models
    """A part of the installment schedule that somebody takes away: a request, and its rows.

    The spreadsheet and the PDF write what it says and compute nothing. It is read when it is
    downloaded, under the rights of the user who downloads.
    """

    _name = "receivables.installment.extract"
    _description = "Extract of the installment schedule"

    domain = fields.Char(required=True, readonly=True)
    title = fields.Char(string="Filters", readonly=True)
    order = fields.Char(readonly=True)
    columns = fields.Char(readonly=True)

    def _is_own(self):
        return self.create_uid == self.env.user

    def _check_count(self, most):
        """Refuse more rows than one request may cost.

        :param int most: a limit of ``issuing/limits.py``
        :raises UserError: there are more, or nobody understands what is asked for
        """
        Installment = self.env["receivables.installment"]
        # Whoever may ask by the schedule may also ask by a remote call, and ask for anything.
        with asked.understood(self.env):
            domain = json.loads(self.domain)
            Installment.search(domain, order=self.order or None, limit=1)
            found = Installment.search_count(domain, limit=most + 1)
        way = self.env._("Filter them by period or customer.")
        if most < limits.MAX_ROWS:
            way = self.env._("Filter them, or export them to Excel.")
        limits.check_count(self.env, found, most, way)

    def _get_file_name(self):
        """Name of the documents, without extension."""
        return f"{self._get_name()} {fields.Date.context_today(self)}"

    def _get_name(self):
        return self.env._("Installment schedule")

    def _get_header(self):
        """What is said above the rows: texts, those that say something."""
        day = format_date(self.env, fields.Date.context_today(self))
        companies = self.env.companies.sudo()  # their names are on all their documents
        texts = (
            ", ".join(companies.mapped("display_name")),
            self.env._("On %(day)s", day=day),
            self.title or self.env._("All installments"),
        )
        return [text for text in texts if text]

    def _get_totals(self):
        """Totals by currency, as ``get_totals()``, with ``currency`` the record."""
        totals = self.env["receivables.installment"].get_totals(json.loads(self.domain))
        currencies = self.env["res.currency"]
        return [{**row, "currency": currencies.browse(row["currency_id"])} for row in totals]

    def _total_labels(self):
        """Titles of the totals: ``{key of get_totals(): title}``."""
        return {
            "scheduled": self.env._("Total scheduled"),
            "received": self.env._("Total received"),
            "to_collect": self.env._("To collect"),
            "net_due": self.env._("Net due"),
        }

    def _get_columns(self):
        """Fields to write, ``{name: description}`` in the language of the user."""
        asked = self.columns.split(",") if self.columns else COLUMNS
        known = self.env["receivables.installment"].fields_get(
            allfields=[*asked, "currency_id"], attributes=["string", "type", "selection"]
        )
        names = [name for name in dict.fromkeys(asked) if name in known]
        amounts = [name for name in names if known[name]["type"] == "monetary"]
        if amounts and "currency_id" not in names:
            names.insert(names.index(amounts[-1]) + 1, "currency_id")  # an amount says of what
        return {name: known[name] for name in names if known[name]["type"] in KINDS}

    def _iter_rows(self, columns):
        """Yield each installment as a dict of the values that a person reads.

        Memory does not grow with their number.
        """
        Installment = self.env["receivables.installment"]
        ids = Installment._search(json.loads(self.domain), order=self.order or Installment._order)
        ids = ids.get_result_ids()
        labels = {
            name: dict(column["selection"])
            for name, column in columns.items()
            if column["type"] == "selection"
        }
        yes_no = {True: self.env._("Yes"), False: self.env._("No")}
        labels |= {name: yes_no for name, column in columns.items() if column["type"] == "boolean"}
        partly = self.env._("Partly")
        for start in range(0, len(ids), BATCH):
            installments = Installment.browse(ids[start : start + BATCH])
            installments.fetch([*columns, "amount_received", "currency_id", "status"])
            names = {
                name: self._names(installments[name])
                for name, column in columns.items()
                if column["type"] == "many2one"
            }
            for installment in installments:
                row = {name: installment[name] for name in columns}
                row |= {name: known[row[name].id] for name, known in names.items()}
                row |= {name: known.get(row[name], "") for name, known in labels.items()}
                if "settled" in row and not installment.settled and installment.amount_received:
                    row["settled"] = partly  # as on screen
                yield {
                    **row,
                    "currency": installment.currency_id,
                    "status": installment.status,
                }
            self.env.invalidate_all(flush=False)

    def _write_xlsx(self, output):
        """Write the extract as a spreadsheet into ``output``, a binary file."""
        columns = self._get_columns()
        book = InstallmentWorkbook(output, self._get_name(), columns)
        book.add_header(self._get_header())
        book.add_totals(self._total_labels(), self.env._("Currency"), self._get_totals())
        book.add_rows(self._iter_rows(columns))
        book.close()

    @api.model
    def _names(self, records):
        """Names by id, as lists show them: who sees a row sees the names in it."""
        # Names in rows that the user may read, and nothing else of these records.
        return {False: "", **{record.id: record.display_name for record in records.sudo()}}
