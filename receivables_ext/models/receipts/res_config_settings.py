from odoo import api, fields, models

# Setting -> the sequence whose prefix it is.
NUMBERED_BY = {
    "receipted_prefix": "receivables_ext.sequence_receipt_receipted",
    "balance_prefix": "receivables_ext.sequence_receipt_balance",
    "payment_prefix": "receivables_ext.sequence_receipt_payment",
}


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
    receipted_prefix = fields.Char(string="Prefix of receipted invoices")
    balance_prefix = fields.Char(string="Prefix of balances of invoices")
    payment_prefix = fields.Char(string="Prefix of payment receipts")

    @api.model
    def get_values(self):
        """Read the prefixes too."""
        prefixes = {name: self.env.ref(xmlid).prefix for name, xmlid in NUMBERED_BY.items()}
        return {**super().get_values(), **prefixes}

    def set_values(self):
        """Write those that were changed.

        :raises UserError: the next number could not be made of a prefix
        """
        result = super().set_values()
        for name, xmlid in NUMBERED_BY.items():
            sequence = self.env.ref(xmlid)
            if self[name] and self[name] != sequence.prefix:
                sequence.prefix = self[name]
                sequence._get_prefix_suffix()
        return result
