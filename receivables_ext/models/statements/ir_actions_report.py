import io

from odoo import models

from .pdf import render_request

STATEMENT = "receivables_ext.report_statement"


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        """Statements of account print by batches of customers: one request may ask for all."""
        if not res_ids or self._get_report(report_ref).report_name != STATEMENT:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        # An address may name the same request many times.
        requests = self.env["receivables.statement"].browse(dict.fromkeys(res_ids)).exists()
        requests._check_customers()
        return {
            request.id: {
                "stream": io.BytesIO(render_request(request)),
                "attachment": None,
            }
            for request in requests
        }
