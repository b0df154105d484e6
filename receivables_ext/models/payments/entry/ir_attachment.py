from odoo import models

from ...issuing.ir_attachment import ISSUED_FIELDS
from ...ledger.permit import permit

PAYMENT = "account.payment"


class IrAttachment(models.Model):
    """The evidence of registered customer payments stays, by form, import and remote call."""

    _inherit = "ir.attachment"

    def unlink(self):
        """Delete files.

        :raises UserError: one of them is evidence of a registered payment
        """
        if not permit.is_uninstalling(self.env):
            self._files_of(PAYMENT)._check_not_evidence()
        return super().unlink()

    def write(self, vals):
        """Change files.

        :raises UserError: one of them is evidence, and would be changed or moved
        """
        if ISSUED_FIELDS.intersection(vals):
            self._files_of(PAYMENT)._would_change(vals, ISSUED_FIELDS)._check_not_evidence()
        return super().write(vals)

    def _check_not_evidence(self):
        for file in self:
            # None when the payment is being deleted with its files.
            payment = self.env[PAYMENT].browse(file.res_id).exists()
            payment._check_keeps_evidence(file)
