from odoo import api, fields, models
from odoo.fields import Domain

from . import words


class ReceivablesRevision(models.Model):
    """A version of an invoice or credit note, as it was registered: written once, for good.

    Nobody writes here: it is written when a document is validated, and completed with the file
    that was sent.
    """

    _name = "receivables.revision"
    _inherit = ["receivables.append.only"]
    _description = "Version of an invoice"
    _order = "id desc"
    _rec_name = "number"

    # A draft whose version 1.0 counted may be deleted, where core lets it: the version stays.
    move_id = fields.Many2one(
        "account.move", string="Document", readonly=True, ondelete="set null", index=True
    )
    move_name = fields.Char(string="Number of the document", readonly=True)
    move_type = fields.Selection(
        selection=lambda self: self.env["account.move"]._fields["move_type"].selection,
        string="Kind",
        readonly=True,
    )
    rank = fields.Integer(required=True, readonly=True, help="From zero, in the document.")
    number = fields.Char(string="Version", required=True, readonly=True)
    registered_on = fields.Datetime(
        string="Registered on",
        required=True,
        readonly=True,
        default=lambda self: fields.Datetime.now(),
    )
    user_id = fields.Many2one("res.users", string="Registered by", readonly=True)
    reason = fields.Char(readonly=True, help="Why the version was begun.")
    is_taken_over = fields.Boolean(
        string="Taken over",
        readonly=True,
        help="The document was registered before versions were kept: this is how it was then.",
    )
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True, index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    company_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Currency of the company"
    )
    invoice_date = fields.Date(string="Date of the document", readonly=True)
    amount_untaxed = fields.Monetary(
        string="Tax excluded", readonly=True, help="In the currency of the document."
    )
    amount_total = fields.Monetary(
        string="Total", readonly=True, help="Tax included, in the currency of the document."
    )
    turnover_amount = fields.Monetary(
        string="Turnover",
        currency_field="company_currency_id",
        readonly=True,
        help="Tax excluded, in the currency of the company; below zero for a credit note.",
    )
    content = fields.Json(
        readonly=True, help="Customer, lines and due dates, as they were registered."
    )
    lines = fields.Json(compute="_compute_lines", help="The lines, as they were registered.")
    attachment_id = fields.Many2one(
        "ir.attachment",
        string="File as sent",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        help="The PDF that was sent; empty when it never was.",
    )
    previous_id = fields.Many2one(
        "receivables.revision", string="Version before", compute="_compute_previous_id"
    )
    changes = fields.Html(compute="_compute_changes", string="What changed")
    comparison = fields.Html(compute="_compute_changes", string="Side by side")

    _rank_once = models.UniqueIndex(
        "(move_id, rank)", "Somebody else has just registered this version: look at it again."
    )

    @api.depends("number", "move_name")
    def _compute_display_name(self):
        for revision in self:
            revision.display_name = f"{revision.move_name or ''} {revision.number}".strip()

    @api.depends("content")
    def _compute_lines(self):
        for revision in self:
            revision.lines = (revision.content or {}).get("lines", [])

    @api.depends("move_id", "rank")
    def _compute_previous_id(self):
        siblings = self.search(Domain("move_id", "in", self.move_id.ids))
        by_rank = {(each.move_id, each.rank): each for each in siblings}
        for revision in self:
            key = (revision.move_id, revision.rank - 1)
            revision.previous_id = by_rank.get(key, self.browse())

    @api.depends("content", "previous_id")
    @api.depends_context("lang")
    def _compute_changes(self):
        for revision in self:
            revision.changes = words.changes_html(revision)
            revision.comparison = words.comparison_html(revision)

    def action_open_document(self):
        """Open the document of this version."""
        self.ensure_one()
        return self.move_id._get_records_action()

    def action_open_file(self):
        """Open the file that was sent."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}?download=true",
            "target": "new",
        }
