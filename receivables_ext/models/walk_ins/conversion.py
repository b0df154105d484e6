from odoo import fields, models


class ReceivablesWalkInConversion(models.Model):
    """Documents of a walk-in customer that became those of a known customer: when, by what entry.

    The documents and their payments stay as they were entered; one entry moves what they are in
    the ledger from the account of the generic customer to that of the known one.
    """

    _name = "receivables.walk.in.conversion"
    _inherit = ["receivables.append.only"]
    _description = "Transfer of walk-in documents"
    _order = "date desc, id desc"
    _rec_name = "move_id"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="restrict"
    )
    document_ids = fields.Many2many(
        "account.move", "receivables_walk_in_conversion_move_rel", string="Documents"
    )
    move_id = fields.Many2one(
        "account.move", string="Entry", required=True, index=True, ondelete="restrict"
    )
    date = fields.Date(related="move_id.date", store=True)
    company_id = fields.Many2one(related="move_id.company_id", store=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True)
    amount = fields.Monetary(
        help="Total of the documents, in their currency; credit notes are deducted."
    )
    amount_open = fields.Monetary(
        string="Still open",
        help="What the customer still owes by them, in their currency, on the day of the "
        "transfer; below zero, what they have left to use.",
    )

    def _is_standing(self):
        """Whether the transfer is in force: its entry was not reversed."""
        self.ensure_one()
        reversals = self.move_id.reversal_move_ids
        return self.move_id.state == "posted" and "posted" not in reversals.mapped("state")
