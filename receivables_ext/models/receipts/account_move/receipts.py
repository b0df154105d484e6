from odoo import api, fields, models
from odoo.fields import Domain


class AccountMove(models.Model):
    """The documents issued when money settled an invoice."""

    _inherit = "account.move"

    receipt_ids = fields.One2many(
        "receivables.receipt", "move_id", string="Receipts", readonly=True, copy=False
    )
    receipt_count = fields.Integer(
        string="Number of receipts",
        compute="_compute_receipt_count",
        help="Those that the user may see.",
    )

    @api.depends("receipt_ids")
    @api.depends_context("uid")
    def _compute_receipt_count(self):
        receipts = self.env["receivables.receipt"]
        counts = {}
        # Buyers read invoices too, and no receipts.
        if receipts.has_access("read"):
            groups = receipts._read_group(
                Domain("move_id", "in", self.ids), ["move_id"], ["__count"]
            )
            counts = {move.id: count for move, count in groups}
        for move in self:
            move.receipt_count = counts.get(move._origin.id, 0)

    def action_open_receipts(self):
        """Show the documents of this invoice."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("receivables_ext.action_receipts")
        return {**action, "domain": [("move_id", "=", self.id)], "context": {}}
