from odoo import models
from odoo.exceptions import UserError

from ..issuing.ir_attachment import ISSUED_FIELDS
from ..ledger.permit import permit

REMITTANCE = "receivables.remittance"


class IrAttachment(models.Model):
    """The slip that the bank has stays as it was."""

    _inherit = "ir.attachment"

    def unlink(self):
        """Delete files.

        :raises UserError: one of them is a slip
        """
        if not permit.is_uninstalling(self.env):
            self._files_of(REMITTANCE)._check_no_slip()
        return super().unlink()

    def write(self, vals):
        """Change files.

        :raises UserError: one of them is a slip, and would be changed or moved
        """
        if ISSUED_FIELDS.intersection(vals):
            self._files_of(REMITTANCE)._would_change(vals, ISSUED_FIELDS)._check_no_slip()
        return super().write(vals)

    def _check_no_slip(self):
        """Refuse to touch the slip of a remittance.

        :raises UserError: one of these files is
        """
        found = self.env[REMITTANCE].search([("slip_ids", "in", self.ids)], limit=1)
        if found:
            raise UserError(
                self.env._(
                    "The bank may have the slip of %(slip)s: it is kept as it is.",
                    slip=found.display_name,
                )
            )
