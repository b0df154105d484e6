from odoo import api, models


class ReceivablesStatementReport(models.AbstractModel):
    """What the template of statements of account prints."""

    _name = "report.receivables_ext.report_statement"
    _description = "Values of the printed statement of account"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Documents that the PDF service hands over, or those of the requests ``docids``."""
        documents = (data or {}).get("documents")
        if documents is None:
            service = self.env["receivables.statement.document"]
            requests = self.env["receivables.statement"].browse(docids)
            documents = [
                document
                for request in requests
                for results in service._iter_results(request)
                for document in service._values(results)
            ]
        return {"documents": documents}
