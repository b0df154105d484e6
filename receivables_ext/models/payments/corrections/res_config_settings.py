from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Corrections and returns of payments."""

    _inherit = "res.config.settings"

    payment_correction_policy = fields.Selection(
        related="company_id.payment_correction_policy", readonly=False, required=True
    )
    correction_approval_amount = fields.Monetary(
        related="company_id.correction_approval_amount",
        readonly=False,
    )
    return_fees_max = fields.Monetary(related="company_id.return_fees_max", readonly=False)
    return_fees_account_id = fields.Many2one(
        related="company_id.return_fees_account_id", readonly=False
    )
