from odoo import models
from odoo.exceptions import UserError

# What makes a file the evidence of a payment: its owner and its content.
KEPT = {"res_model", "res_id", "res_field", "type", "url", "raw", "datas", "db_datas"}
ISSUED = "receivables.statement.copy"


class IrAttachment(models.Model):
    """Files that stay, whoever asks and by whatever way.

    Those of a registered customer payment, and statements as they were issued.
    """

    _inherit = "ir.attachment"

    def unlink(self):
        """Delete files.

        :raises UserError: one of them is evidence, or was issued
        """
        # Not by ``ondelete``, which a remote call can switch off.
        if not self.env["receivables.payment.lock"]._is_uninstalling():
            for file in self._files_of("account.payment"):
                file._payment()._check_keeps_evidence(file)
            self._files_of(ISSUED)._check_not_issued()
        return super().unlink()

    def write(self, vals):
        """Change files.

        :raises UserError: one of them is evidence, or was issued, and would be changed or moved
        """
        if kept := KEPT.intersection(vals):
            for file in self._files_of("account.payment"):
                if file._differs(vals, kept):
                    file._payment()._check_keeps_evidence(file)
        # The name and the type are what the customer received too.
        if kept := {*KEPT, "name", "mimetype"}.intersection(vals):
            issued = self._files_of(ISSUED)
            issued.filtered(lambda file: file._differs(vals, kept))._check_not_issued()
        return super().write(vals)

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
