from odoo import models
from odoo.exceptions import UserError

from ...issuing.ir_attachment import ISSUED_FIELDS
from ...ledger.permit import permit

AGREEMENT = "receivables.agreement"


class IrAttachment(models.Model):
    """The PDF of an agreement stays as it was agreed."""

    _inherit = "ir.attachment"

    def unlink(self):
        """Delete files.

        :raises UserError: one of them is what was agreed
        """
        if not permit.is_uninstalling(self.env):
            self._files_of(AGREEMENT)._check_not_agreed()
        return super().unlink()

    def write(self, vals):
        """Change files.

        :raises UserError: one of them is what was agreed, and would be changed or moved
        """
        if ISSUED_FIELDS.intersection(vals):
            self._files_of(AGREEMENT)._would_change(vals, ISSUED_FIELDS)._check_not_agreed()
        return super().write(vals)

    def _check_not_agreed(self):
        """Refuse to touch the PDF of what was agreed.

        :raises UserError: one of these files is
        """
        found = self.env[AGREEMENT].search([("attachment_id", "in", self.ids)], limit=1)
        if found:
            raise UserError(
                self.env._(
                    "%(agreement)s was agreed: its PDF is kept as it is. Make a new version to "
                    "agree something else.",
                    agreement=found.display_name,
                )
            )
