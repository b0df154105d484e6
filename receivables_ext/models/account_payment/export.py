from odoo import api, fields, models
from odoo.exceptions import UserError


class AccountPayment(models.Model):
    """Payments that were transferred to the accountant's own books."""

    _inherit = "account.payment"

    export_ids = fields.Many2many(
        "receivables.payment.export",
        "receivables_payment_export_rel",
        "payment_id",
        "export_id",
        string="Exports",
        readonly=True,
        copy=False,
        help="Files for the accountant that contain this payment. "
        "One or more: it has been transferred to accounting.",
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_not_exported(self):
        # Whoever deletes may not be of those who export.
        if exported := self.filtered(lambda payment: payment.sudo().export_ids):
            raise UserError(
                self.env._(
                    "%(payment)s has been transferred to accounting and cannot be deleted. "
                    "Reverse it instead.",
                    payment=exported[0].display_name,
                )
            )
