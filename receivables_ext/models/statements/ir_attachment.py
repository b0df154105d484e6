from odoo import models
from odoo.exceptions import UserError

from ..issuing.ir_attachment import ISSUED_FIELDS
from ..ledger.permit import permit

ISSUED = "receivables.statement.copy"


class IrAttachment(models.Model):
    """The PDF of an issued statement stays as the customer received it."""

    _inherit = "ir.attachment"

    def unlink(self):
        """Delete files.

        :raises UserError: one of them is an issued statement
        """
        if not permit.is_uninstalling(self.env):
            self._files_of(ISSUED)._check_not_issued()
        return super().unlink()

    def write(self, vals):
        """Change files.

        :raises UserError: one of them was issued, and would be changed or moved
        """
        if ISSUED_FIELDS.intersection(vals):
            self._files_of(ISSUED)._would_change(vals, ISSUED_FIELDS)._check_not_issued()
        return super().write(vals)

    def _check_not_issued(self):
        """Refuse to touch the PDF of an issued statement.

        :raises UserError: one of these files is
        """
        copies = self.env[ISSUED].search([("attachment_id", "in", self.ids)], limit=1)
        if copies:
            raise UserError(
                self.env._(
                    "%(statement)s was issued: its PDF is kept as it is. Issue another statement "
                    "if this one is out of date.",
                    statement=copies.name,
                )
            )
