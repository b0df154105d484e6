from odoo import fields, models

from .receipt.document import RECEIPT_POLICIES


class ResCompany(models.Model):
    """What the company issues when money settles an invoice, and how long it is kept."""

    _inherit = "res.company"

    receipt_policy = fields.Selection(
        RECEIPT_POLICIES,
        string="Receipted invoices",
        default="archive",
        required=True,
        help="What is done when money settles an invoice, in whole or in part. A customer may "
        "have another choice.",
    )
    receipt_clearing = fields.Selection(
        [("registration", "They are registered"), ("clearing", "The bank has paid them")],
        string="Cheques and bills count when",
        default="clearing",
        required=True,
        help="An invoice settled by a cheque or a bill is receipted then: a cheque may come back.",
    )
    receipt_mention = fields.Char(
        string="Mention",
        translate=True,
        help="Printed across receipted invoices. Empty: RECEIPTED.",
    )
    receipt_signatory = fields.Char(string="Signatory", help="Who signs receipted invoices.")
    receipt_signature = fields.Image(
        string="Signature or stamp",
        max_width=512,
        max_height=256,
        attachment=True,
        # Everybody reads companies, visitors too; nobody else is to sign with it.
        groups="base.group_system",
    )
    receipt_email_from = fields.Char(
        string="Sender of receipts",
        help="Address from which receipts leave. Empty: that of the company.",
    )
    receipt_tells_revoked = fields.Boolean(
        string="Tell customers that a receipt is revoked",
        default=True,
        help="By e-mail, when a receipt that they were sent is no longer valid.",
    )
    receipt_retention_years = fields.Integer(
        string="Years of retention",
        default=10,
        help="Receipts are kept until the end of the fiscal year of issue and so many years more. "
        "In France 10: article L123-22 of the commercial code.",
    )

    _receipt_retention_years_positive = models.Constraint(
        "CHECK (receipt_retention_years >= 0)",
        "The number of years of retention cannot be negative.",
    )
