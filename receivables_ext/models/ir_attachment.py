from odoo import models

# What makes a file the evidence of a payment: its owner and its content.
KEPT = {"res_model", "res_id", "res_field", "type", "url", "raw", "datas", "db_datas"}


class IrAttachment(models.Model):
    """The files of a registered customer payment stay, whoever asks and by whatever way."""

    _inherit = "ir.attachment"

    def unlink(self):
        """Delete files.

        :raises UserError: one of them is evidence
        """
        # Not by ``ondelete``, which a remote call can switch off.
        if not self.env["receivables.payment.lock"]._is_uninstalling():
            for file in self._files_of_payments():
                file._payment()._check_keeps_evidence(file)
        return super().unlink()

    def write(self, vals):
        """Change files.

        :raises UserError: one of them is evidence and would be changed or moved away
        """
        if kept := KEPT.intersection(vals):
            for file in self._files_of_payments():
                if any(file[name] != vals[name] for name in kept):
                    file._payment()._check_keeps_evidence(file)
        return super().write(vals)

    def _files_of_payments(self):
        # Whatever the rights of the user: he may not even see the payment.
        return self.sudo().filtered(
            lambda file: file.res_model == "account.payment" and file.res_id and not file.res_field
        )

    def _payment(self):
        """The payment of a file, none when it is being deleted with its files."""
        return self.env["account.payment"].browse(self.res_id).exists()
