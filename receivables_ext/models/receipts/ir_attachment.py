from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..issuing.document_issue import own_mail
from ..issuing.ir_attachment import ISSUED_FIELDS
from ..ledger.permit import permit

# To read one of these is to have the file.
CONTENT = {"raw", "datas", "db_datas"}
ARCHIVED = "receivables.receipt"


class IrAttachment(models.Model):
    """The PDF of an archived receipt stays until its retention ends; who reads it is noted."""

    _inherit = "ir.attachment"

    def unlink(self):
        """Delete files.

        :raises UserError: one of them is archived
        """
        if not permit.is_uninstalling(self.env):
            self._files_of(ARCHIVED)._check_retention_over()
        return super().unlink()

    def write(self, vals):
        """Change files.

        :raises UserError: one of them is archived, and would be changed or moved
        """
        if ISSUED_FIELDS.intersection(vals):
            self._files_of(ARCHIVED)._would_change(vals, ISSUED_FIELDS)._check_not_archived()
        return super().write(vals)

    def _to_http_stream(self):
        """Note who downloads an archived receipt, whatever the page or the link."""
        self._note_access()
        return super()._to_http_stream()

    def _read_format(self, fnames, load="_classic_read"):
        """Note who reads the content of one by a remote call."""
        if CONTENT.intersection(fnames):
            self._note_access()
        return super()._read_format(fnames, load=load)

    def _export_rows(self, fields, **options):
        """Note who exports the content of one, from its own list or that of another model."""
        if any(path and path[0] in CONTENT for path in fields):
            self._note_access()
        return super()._export_rows(fields, **options)

    def copy_data(self, default=None):
        """Note who copies one, to read the copy later."""
        self._note_access()
        return super().copy_data(default)

    def _put_in_message(self):
        """Note who sends an archived file to whom it was not issued."""
        self._note_access("message")
        return super()._put_in_message()

    def _note_access(self, channel=None):
        if own_mail.is_open(self.env):
            return
        if receipts := self._files_of(ARCHIVED)._receipts():
            self.env["receivables.receipt.access"]._note_accesses(receipts, channel)

    def _receipts(self):
        """The archived documents whose PDF is one of these files."""
        # Most files belong to something else: no query for them.
        receipts = self.env[ARCHIVED]
        return receipts.search([("attachment_id", "in", self.ids)]) if self else receipts

    def _check_not_archived(self):
        """Refuse to change the PDF of an archived receipt, even after its retention.

        :raises UserError: one of these files is
        """
        for receipt in self._receipts():
            raise UserError(
                self.env._(
                    "%(document)s is archived: its PDF is kept as it is. Another state of the "
                    "invoice gets a document of its own.",
                    document=receipt.name,
                )
            )

    def _check_retention_over(self):
        """Refuse to delete the PDF of a receipt before the end of its retention.

        :raises UserError: one of these files must be kept
        """
        for receipt in self._receipts().filtered(lambda receipt: receipt._is_kept()):
            raise UserError(
                self.env._(
                    "%(document)s is archived until %(date)s: its PDF cannot be deleted before.",
                    document=receipt.name,
                    date=format_date(self.env, receipt.retention_date) or "…",
                )
            )
