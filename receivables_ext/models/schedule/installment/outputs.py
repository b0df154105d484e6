import json

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import json_default

from ...issuing import limits
from ...ledger import asked


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
        :raises UserError: no installment fits, or more than a spreadsheet takes
        """
        extract = self._extract(domain, title, order, columns)
        extract._check_count(limits.MAX_ROWS)
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
        extract = self._extract(domain, title, order)
        extract._check_count(limits.MAX_PRINTED)
        return self.env.ref("receivables_ext.action_report_installments").report_action(
            extract, config=False
        )

    @api.model
    def _extract(self, domain, title, order=None, columns=None):
        """What is asked for, kept until it is downloaded."""
        title, order = (asked.read_text(self.env, text) for text in (title, order))
        columns = asked.read_texts(self.env, columns)
        with asked.understood(self.env):
            found = self.search(domain, order=order or None, limit=1)
            domain = json.dumps(list(domain), default=json_default)
        if not found:
            raise UserError(
                self.env._("No installment fits these filters: there is nothing to export.")
            )
        return self.env["receivables.installment.extract"].create(
            {
                "domain": domain,
                "title": title,
                "order": order,
                "columns": ",".join(columns),
            }
        )
