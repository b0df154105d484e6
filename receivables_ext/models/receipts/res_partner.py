from odoo import fields, models

from ..ledger import roles
from .receipt.document import RECEIPT_POLICIES


class ResPartner(models.Model):
    """Which documents this customer receives when money comes in."""

    _inherit = "res.partner"

    receipt_policy = fields.Selection(
        RECEIPT_POLICIES,
        string="Receipted invoices",
        company_dependent=True,
        groups=roles.CLERK,
        help="What is done when money settles an invoice of this customer. "
        "Empty: as the company does.",
    )
    receipt_ids = fields.One2many(
        "receivables.receipt",
        "partner_id",
        string="Receipts",
        groups=roles.CLERK,
    )

    def action_open_receipts(self):
        """Show the documents of this customer: company and contacts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("receivables_ext.action_receipts")
        domain = [("partner_id.commercial_partner_id", "=", self.commercial_partner_id.id)]
        return {**action, "domain": domain, "context": {}}
