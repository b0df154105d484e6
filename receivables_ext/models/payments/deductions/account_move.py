from odoo import api, fields, models

from . import retained


class AccountMove(models.Model):
    """An invoice that is closed may still be owed in part: what its payer retained."""

    _inherit = "account.move"

    retained_words = fields.Char(string="Retained", compute="_compute_retained_words")

    @api.depends("line_ids.matched_credit_ids", "amount_residual")
    @api.depends_context("lang")
    def _compute_retained_words(self):
        """Read the entries of the payments that settled it; only the form shows this."""
        for move in self:
            # Who may read an invoice may know what is still owed of it.
            credits = move.sudo().line_ids.matched_credit_ids.credit_move_id
            move.retained_words = retained.words_of(credits.move_id)
