from odoo import api, models
from odoo.tools import format_date

from ...writers.statements_xlsx import StatementWorkbook

BATCH = 500
"""Customers in memory at once: the fewer batches, the fewer scans of the ledger."""


class ReceivablesStatementSpreadsheet(models.AbstractModel):
    """Statements of account as a spreadsheet, in the language of the person who asks."""

    _name = "receivables.statement.spreadsheet"
    _description = "Statements of account as a spreadsheet"

    @api.model
    def _write(self, request, output, by_customer=False):
        """Write the statements of ``request`` into ``output``, a binary file.

        :param by_customer: one sheet for each customer instead of one for all
        """
        header = request._get_header()
        book = StatementWorkbook(output, self._labels(request, header), self._money_format)
        statements = (one for batch in request._iter_statements(BATCH) for one in batch)
        book.add_all(statements, by_customer, header["title"])
        book.close()

    @api.model
    def _labels(self, request, header):
        currencies = self.env["res.currency"]
        above = (
            request.company_id.sudo().display_name,  # on every document of the company
            ", ".join(header[name] for name in ("period", "mode", "basis")),
            header["scope"],
        )
        return {
            "title": self.env._("%(title)s (%(basis)s)", **header),
            "header": [text for text in above if text],
            "columns": self._columns(request.mode),
            "opening": self.env._("Opening balance"),
            "total": self.env._("Total (%(basis)s)", basis=header["basis"]),
            "currency": lambda currency_id: currencies.browse(currency_id).name,
            "due": lambda day: self.env._("Due on %(day)s", day=format_date(self.env, day)),
            # In a spreadsheet set to another language this one is understood too.
            "day": "yyyy-mm-dd",
        }

    @api.model
    def _columns(self, mode):
        titles = [
            self.env._("Date"),
            self.env._("Reference"),
            self.env._("Description"),
            self.env._("Debit"),
            self.env._("Credit"),
            self.env._("Remaining") if mode == "walk_in" else self.env._("Running balance"),
        ]
        return [*titles, self.env._("Details")] if mode in ("detailed", "walk_in") else titles

    @api.model
    def _money_format(self, currency_id):
        """Format of the amounts of a currency, with its decimals."""
        digits = self.env["res.currency"].browse(currency_id).decimal_places
        return "#,##0" + ("." + "0" * digits if digits else "")
