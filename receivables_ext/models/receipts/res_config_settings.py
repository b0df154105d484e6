from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Documents issued when money settles an invoice."""

    _inherit = "res.config.settings"

    receipt_policy = fields.Selection(
        related="company_id.receipt_policy", readonly=False, required=True
    )
    receipt_clearing = fields.Selection(
        related="company_id.receipt_clearing", readonly=False, required=True
    )
    receipt_mention = fields.Char(related="company_id.receipt_mention", readonly=False)
    receipt_signatory = fields.Char(related="company_id.receipt_signatory", readonly=False)
    receipt_signature = fields.Image(related="company_id.receipt_signature", readonly=False)
    receipt_email_from = fields.Char(related="company_id.receipt_email_from", readonly=False)
    receipt_tells_revoked = fields.Boolean(
        related="company_id.receipt_tells_revoked", readonly=False
    )
    receipt_retention_years = fields.Integer(
        related="company_id.receipt_retention_years", readonly=False
    )
