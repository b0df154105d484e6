from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    allocation_strategy = fields.Selection(
        related="company_id.allocation_strategy", readonly=False, required=True
    )
    credit_policy = fields.Selection(
        related="company_id.credit_policy", readonly=False, required=True
    )
    receivable_account_ids = fields.Many2many(
        related="company_id.receivable_account_ids", readonly=False
    )
    payment_correction_policy = fields.Selection(
        related="company_id.payment_correction_policy", readonly=False, required=True
    )
    correction_approval_amount = fields.Monetary(
        related="company_id.correction_approval_amount",
        readonly=False,
    )
    return_fees_account_id = fields.Many2one(
        related="company_id.return_fees_account_id", readonly=False
    )
    credit_reminder_days = fields.Integer(related="company_id.credit_reminder_days", readonly=False)
    duplicate_days = fields.Integer(related="company_id.duplicate_days", readonly=False)

    station_restricted = fields.Boolean(related="company_id.station_restricted", readonly=False)

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

    def action_offer_usual_methods(self):
        """Offer the means of payment in the journals of the company that lack them."""
        self.ensure_one()
        self.company_id.action_offer_usual_methods()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Every bank journal now offers the means of payment."),
            },
        }
