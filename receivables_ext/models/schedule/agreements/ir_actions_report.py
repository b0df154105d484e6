import io

from odoo import models

REPORT = "receivables_ext.report_agreement"


class IrActionsReport(models.Model):
    """What was agreed is printed and mailed as it was kept."""

    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        """Take the kept files of agreements, and make the PDF of the others."""
        if not res_ids or self._get_report(report_ref).report_name != REPORT:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        agreements = self.env["receivables.agreement"].browse(dict.fromkeys(res_ids))
        kept = agreements.filtered("attachment_id")
        streams = {
            agreement.id: {
                "stream": io.BytesIO(agreement.attachment_id.raw),
                "attachment": agreement.attachment_id,
            }
            for agreement in kept
        }
        if others := (agreements - kept).ids:
            streams |= super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=others)
        return streams
