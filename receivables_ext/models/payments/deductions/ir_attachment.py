from odoo import api, models
from odoo.exceptions import UserError

from ...ledger.permit import permit

KEPT = "receivables.payment.deduction"


class IrAttachment(models.Model):
    """The file of a certificate is written by the deduction that it proves, which says when."""

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        """Create files.

        :raises UserError: one would be the certificate of a deduction
        """
        files = super().create(vals_list)
        files._check_no_certificate()
        return files

    def write(self, vals):
        """Change files.

        :raises UserError: one is the certificate of a deduction, or would become it
        """
        self._check_no_certificate()
        result = super().write(vals)
        self._check_no_certificate()
        return result

    def unlink(self):
        """Delete files.

        :raises UserError: one is the certificate of a deduction
        """
        if not permit.is_uninstalling(self.env):
            self._check_no_certificate()
        return super().unlink()

    def _check_no_certificate(self):
        if self.env.su:  # the field of the deduction, whose own guard was asked
            return
        # Whose file it is does not depend on what its user may read.
        if self.sudo().filtered(lambda file: file.res_model == KEPT and file.res_field):
            raise UserError(
                self.env._(
                    "This file is the certificate of a deduction: add it on the deduction itself, "
                    "where it then stays."
                )
            )
