from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...issuing.ir_attachment import CONTENT_FIELDS
from ...ledger.permit import permit

# Core takes the file off the field of the invoice when that goes back to draft.
KEPT_FIELDS = CONTENT_FIELDS - {"res_field"}


class IrAttachment(models.Model):
    """The PDF of an invoice stays as it was sent."""

    _inherit = "ir.attachment"

    def unlink(self):
        """Delete files.

        :raises UserError: one of them was sent as a version of an invoice
        """
        if not permit.is_uninstalling(self.env):
            self._check_not_sent_version()
        return super().unlink()

    def write(self, vals):
        """Change files.

        :raises UserError: one of them was sent as a version of an invoice, and would change
        """
        if KEPT_FIELDS & vals.keys():
            self._would_change(vals, KEPT_FIELDS)._check_not_sent_version()
        return super().write(vals)

    def _check_not_sent_version(self):
        # Files are kept whatever the rights of the user; the refusal names what they wanted to
        # change.
        versions = self.env["receivables.revision"].sudo()
        if self and (kept := versions.search(Domain("attachment_id", "in", self.ids), limit=1)):
            raise UserError(
                self.env._(
                    "%(file)s was sent as version %(version)s of %(document)s: it stays as it is.",
                    file=kept.attachment_id.name,
                    version=kept.number,
                    document=kept.move_name,
                )
            )
