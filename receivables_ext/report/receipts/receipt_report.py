from odoo import api, models
from odoo.exceptions import UserError

from ...models.issuing.drawing import drawing


class ReceivablesReceiptReport(models.AbstractModel):
    """What the template of receipts prints: frozen words, which the PDF service hands over."""

    _name = "report.receivables_ext.report_receipt"
    _description = "Values of a receipt"

    @api.model
    def _get_report_values(self, docids, data=None):
        """The values of the PDF service, and nothing that an address asks for.

        :raises UserError: somebody else than the PDF service asks
        """
        if not drawing.is_open(self.env):
            raise UserError(
                self.env._("A receipt is drawn once, when it is issued: download its archived PDF.")
            )
        return data or {}
