from odoo import api, models

from ...models.issuing.drawing import drawing
from ...models.statements.document import iter_results, template_values


class ReceivablesStatementReport(models.AbstractModel):
    """What the template of statements of account prints."""

    _name = "report.receivables_ext.report_statement"
    _description = "Values of the printed statement of account"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Documents that the PDF service hands over, or those of the requests ``docids``."""
        # An address may bring data too: only the service says what a document says.
        documents = (data or {}).get("documents") if drawing.is_open(self.env) else None
        if documents is None:
            requests = self.env["receivables.statement"].browse(dict.fromkeys(docids or ()))
            requests = requests.exists()
            requests._check_customers()
            documents = [
                document
                for request in requests
                for results in iter_results(request)
                for document in template_values(self.env, results)
            ]
        return {"documents": documents}
