from odoo import fields, models


class ResCompany(models.Model):
    """Whether registered invoices may be modified."""

    _inherit = "res.company"

    revision_policy = fields.Selection(
        [
            ("allow", "Modified in a new version, until they are sent or paid"),
            ("forbid", "Credited and replaced, never modified"),
        ],
        string="Registered invoices are",
        default="allow",
        required=True,
        help="Modified: an invoice that was never sent, that no money settled, that is not sealed "
        "and whose period is open goes back to draft as a new version; every version stays "
        "readable. Otherwise, and always when they are never modified, a credit note settles the "
        "invoice and a new draft replaces it.",
    )
