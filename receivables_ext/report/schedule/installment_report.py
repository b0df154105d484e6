from odoo import api, models
from odoo.tools import format_date

from ...models.issuing import limits

AMOUNTS = ("amount", "amount_received", "amount_to_collect")
WIDTHS = {
    "code": 16,
    "document": 14,
    "partner_id": 17,
    "date_due": 7.5,
    "date_expected": 7.5,
    "amount": 8.5,
    "amount_received": 8.5,
    "amount_to_collect": 8.5,
    "status_label": 12.5,
}
"""The printed columns, with their part of the page in percent."""

COLORS = {"overdue": "#B00020", "settled": "#1E6B34"}
"""Readable on white; the words beside say the same."""


class ReceivablesInstallmentReport(models.AbstractModel):
    """What the template of the installment schedule prints."""

    _name = "report.receivables_ext.report_installments"
    _description = "Values of the printed installment schedule"

    @api.model
    def _get_report_values(self, docids, data=None):
        # An address may name any extract, and the same one many times.
        asked = dict.fromkeys(docids or ())
        extracts = self.env["receivables.installment.extract"].browse(asked).exists()
        extracts = extracts.filtered(lambda extract: extract._is_own())
        for extract in extracts:
            extract._check_count(limits.MAX_PRINTED)
        return {
            "colors": COLORS,
            "doc_ids": extracts.ids,
            "doc_model": extracts._name,
            "schedules": [self._schedule(extract) for extract in extracts],
        }

    @api.model
    def _schedule(self, extract):
        known = self.env["receivables.installment"].fields_get(
            allfields=[*WIDTHS, "partner_ref"], attributes=["string", "type"]
        )
        labels = extract._total_labels()
        return {
            "extract": extract,
            "name": extract._get_name(),
            "header": extract._get_header(),
            "total_labels": list(labels.values()),
            "totals": [
                {
                    "currency": total["currency"].name,
                    "amounts": [total["currency"].format(total[key]) for key in labels],
                }
                for total in extract._get_totals()
            ],
            "titles": [
                {"text": known[name]["string"], "right": name in AMOUNTS, "width": width}
                for name, width in WIDTHS.items()
            ],
            "rows": [self._row_cells(row) for row in extract._iter_rows(known)],
        }

    @api.model
    def _row_cells(self, row):
        cells = []
        for name in WIDTHS:
            text = row[name]
            if name in AMOUNTS:
                text = row["currency"].format(text)
            elif name in ("date_due", "date_expected"):
                text = format_date(self.env, text)
            elif name == "partner_id":
                text = " ".join(filter(None, (row["partner_ref"], text)))
            cells.append({"name": name, "text": text, "right": name in AMOUNTS})
        return {"status": row["status"], "cells": cells}
