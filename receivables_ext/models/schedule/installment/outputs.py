import json

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import json_default

MAX_PRINTED = 5000
"""Rows of a PDF: nobody reads more, and the PDF program would take minutes."""


class ReceivablesInstallment(models.Model):
    """The schedule that a person sees, to take away."""

    _inherit = "receivables.installment"

    @api.model
    def action_export_xlsx(self, domain, title="", order=None, columns=None):
        """Download all installments of ``domain`` as a spreadsheet, with their totals.

        :param list domain: on this model, read under the rights of the user
        :param str title: the filters in words, said above the rows
        :param str order: order of the rows, as for ``search()``
        :param list columns: names of the fields to write, in their order; by default the usual
            ones. What the user may not read and what has no text is left out.
        :return: action that downloads it
        :raises UserError: no installment fits
        """
        extract = self._extract(domain, title, order, columns)
        return {
            "type": "ir.actions.act_url",
            "url": f"/receivables/installments/{extract.id}/xlsx",
            "target": "download",
        }

    @api.model
    def action_print(self, domain, title="", order=None):
        """Print all installments of ``domain`` as a PDF, with their totals.

        :param list domain: on this model, read under the rights of the user
        :param str title: the filters in words, said above the rows
        :param str order: order of the rows, as for ``search()``
        :return: action that downloads it
        :raises UserError: no installment fits, or more than anybody prints
        """
        if self.search_count(domain, limit=MAX_PRINTED + 1) > MAX_PRINTED:
            raise UserError(
                self.env._(
                    "There are more than %(count)s installments here, too many to print. "
                    "Filter them, or export them to Excel.",
                    count=MAX_PRINTED,
                )
            )
        extract = self._extract(domain, title, order)
        return self.env.ref("receivables_ext.action_report_installments").report_action(
            extract, config=False
        )

    @api.model
    def _extract(self, domain, title, order=None, columns=None):
        """What is asked for, kept until it is downloaded."""
        if not self.search(domain, order=order, limit=1):
            raise UserError(
                self.env._("No installment fits these filters: there is nothing to export.")
            )
        return self.env["receivables.installment.extract"].create(
            {
                "domain": json.dumps(list(domain), default=json_default),
                "title": title,
                "order": order,
                "columns": ",".join(columns or []),
            }
        )
