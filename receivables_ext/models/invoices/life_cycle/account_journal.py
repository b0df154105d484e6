from collections import defaultdict

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import date_utils, formatLang

from .facts import DEBIT_TYPES

ENDED = ("paid", "cancelled")
"""Of these, which only become more, the home page counts those of the year."""


class AccountJournal(models.Model):
    """The home page of accounting says where the invoices of each journal stand."""

    _inherit = "account.journal"

    def _fill_sale_purchase_dashboard_data(self, dashboard_data):
        """Add the tiles of sales journals, all of them by one query."""
        result = super()._fill_sale_purchase_dashboard_data(dashboard_data)
        sales = self.filtered(lambda journal: journal.type == "sale")
        tiles = sales._read_lifecycle_tiles() if sales else {}
        for journal in sales:
            dashboard_data[journal.id]["lifecycle"] = tiles.get(journal, {})
        return result

    def _read_lifecycle_tiles(self):
        """Number and amount of the invoices in each status.

        :return: ``{journal: {status: {"number": 3, "amount": "120.00 €"}}}``, in the currency of
            the company: what is left of those that are open, the total of the others
        """
        tiles = defaultdict(dict)
        for journal, status, number, total, remaining in self.env["account.move"]._read_group(
            self._lifecycle_domain(),
            ["journal_id", "lifecycle_status"],
            ["__count", "amount_total_signed:sum", "amount_residual_signed:sum"],
        ):
            # The currency of a journal that the user sees, whether or not they see its company.
            currency = journal.company_id.sudo().currency_id
            amount = total if status in ("draft", *ENDED) else remaining
            tiles[journal][status] = {
                "number": number,
                "amount": formatLang(self.env, amount, currency_obj=currency),
            }
        return tiles

    def _lifecycle_domain(self):
        """The invoices of these journals that the home page counts."""
        year = date_utils.start_of(fields.Date.context_today(self), "year")
        own = Domain("journal_id", "in", self.ids) & Domain("move_type", "in", DEBIT_TYPES)
        ended = Domain("ledger_status", "in", ENDED)
        return own & (~ended | (ended & Domain("invoice_date", ">=", year)))

    def action_open_lifecycle(self):
        """Open the invoices behind a tile: *Where invoices stand*, in one status.

        The context says which, by ``search_default_STATUS``.
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "receivables_ext.action_where_invoices_stand"
        )
        asked = {
            name: value
            for name, value in self.env.context.items()
            if name.startswith("search_default_")
        }
        return {
            **action,
            "domain": list(self._lifecycle_domain()),
            "context": {
                "default_journal_id": self.id,
                "default_move_type": "out_invoice",
                "expand": True,
                "search_default_by_status": 1,
                **asked,
            },
        }
