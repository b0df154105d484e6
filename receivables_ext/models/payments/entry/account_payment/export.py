from odoo import fields, models


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
