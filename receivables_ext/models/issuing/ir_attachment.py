from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

# What makes a file the evidence of a payment: its owner and its content.
KEPT = {"res_model", "res_id", "res_field", "type", "url", "raw", "datas", "db_datas"}
# The name and the type are what the customer received too; and it is not for everybody.
KEPT_ISSUED = {*KEPT, "name", "mimetype", "public"}
# Whoever reads one of these has the file.
CONTENT = {"raw", "datas", "db_datas"}
ISSUED = "receivables.statement.copy"
ARCHIVED = "receivables.receipt"


class IrAttachment(models.Model):
    """Files that stay, whoever asks and by whatever way.

    Those of a registered customer payment, statements as they were issued, and archived receipts
    until the end of their retention.
    """

    _inherit = "ir.attachment"

    def unlink(self):
        """Delete files.

        :raises UserError: one of them is evidence, was issued, or is archived
        """
        # Not by ``ondelete``, which a remote call can switch off.
        if not self.env["receivables.payment.lock"]._is_uninstalling():
            for file in self._files_of("account.payment"):
                file._payment()._check_keeps_evidence(file)
            self._files_of(ISSUED)._check_not_issued()
            self._files_of(ARCHIVED)._check_retention_over()
        return super().unlink()

    def write(self, vals):
        """Change files.

        :raises UserError: one of them is evidence, was issued or is archived, and would be
            changed or moved
        """
        if kept := KEPT.intersection(vals):
            for file in self._files_of("account.payment"):
                if file._differs(vals, kept):
                    file._payment()._check_keeps_evidence(file)
        if kept := KEPT_ISSUED.intersection(vals):
            issued = self._files_of(ISSUED)
            issued.filtered(lambda file: file._differs(vals, kept))._check_not_issued()
            archived = self._files_of(ARCHIVED)
            archived.filtered(lambda file: file._differs(vals, kept))._check_not_archived()
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

    def copy_data(self, default=None):
        """Note who copies one to where he reads it unseen."""
        self._note_access()
        return super().copy_data(default)

    def _note_access(self):
        if receipts := self._files_of(ARCHIVED)._receipts():
            self.env["receivables.receipt.access"]._note(receipts)

    def _differs(self, vals, names):
        return any(self[name] != vals[name] for name in names)

    def _files_of(self, model):
        # Whatever the rights of the user: he may not even see the record.
        return self.sudo().filtered(
            lambda file: file.res_model == model and file.res_id and not file.res_field
        )

    def _payment(self):
        """The payment of a file, none when it is being deleted with its files."""
        return self.env["account.payment"].browse(self.res_id).exists()

    def _receipts(self):
        """The archived documents whose PDF is one of these files."""
        # Most files belong to something else: no query for them.
        receipts = self.env[ARCHIVED]
        return receipts.search([("attachment_id", "in", self.ids)]) if self else receipts

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
