import uuid

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..ledger import roles
from .difference import describe_changes


class ReceivablesStatementCopy(models.Model):
    """A statement of account as it was issued: its figures and its PDF, for good.

    To print it again is to download the same file. ``receivables.statement.issue`` makes it,
    freezes it and sends it; nobody else writes here.
    """

    _name = "receivables.statement.copy"
    _inherit = ["receivables.append.only", "portal.mixin"]
    _description = "Issued statement"
    _order = "id desc"

    name = fields.Char(string="Number", required=True, readonly=True, index="trigram")
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, readonly=True, index=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    date_from = fields.Date(string="From", readonly=True)
    date_to = fields.Date(string="To", required=True, readonly=True)
    mode = fields.Selection(
        selection=lambda self: self.env["receivables.statement"]._choices("mode"),
        required=True,
        readonly=True,
    )
    basis = fields.Selection(
        selection=lambda self: self.env["receivables.statement"]._choices("basis"),
        required=True,
        readonly=True,
    )
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        required=True,
        readonly=True,
    )
    is_planned = fields.Boolean(string="Monthly", readonly=True)
    # An id that stays: merging customers moves the statements of both to one of them.
    planned_for = fields.Integer(
        string="Made for",
        readonly=True,
        help="The customer at that time, so that nobody gets it twice.",
    )
    asked = fields.Json(readonly=True, help="What was asked for, to compute it again.")
    data = fields.Json(readonly=True, help="The result, as it was printed.")
    balance = fields.Char(
        string="Closing balance", readonly=True, help="In the words that the customer reads."
    )
    attachment_id = fields.Many2one("ir.attachment", string="PDF", readonly=True)
    sha256 = fields.Char(
        string="SHA-256",
        readonly=True,
        help="Fingerprint of the PDF: the same one means the same file.",
    )
    issued_on = fields.Datetime(string="Issued on", readonly=True)
    user_id = fields.Many2one("res.users", string="By", required=True, readonly=True)
    state = fields.Selection(
        [
            ("queued", "Waiting"),
            ("issued", "Issued, to be sent"),
            ("sent", "Sent"),
            ("failed", "Not sent"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="queued",
        index=True,
    )
    error = fields.Char(string="Reason", readonly=True, help="Why it was not sent.")
    sent_to = fields.Char(string="Sent to", readonly=True)
    mail_cc = fields.Char(string="Copies to", readonly=True)
    mail_subject = fields.Char(string="Subject", readonly=True)
    mail_body = fields.Html(
        string="Text", readonly=True, help="What somebody wrote for this mail; empty: the template."
    )
    sent_on = fields.Datetime(string="Sent on", readonly=True)
    mail_id = fields.Many2one("mail.mail", readonly=True, index="btree_not_null")
    mailing_id = fields.Many2one(
        "receivables.statement.mailing", readonly=True, index="btree_not_null"
    )
    access_token = fields.Char(default=lambda self: str(uuid.uuid4()), readonly=True)
    answer = fields.Selection(
        [("agreed", "Agrees"), ("disagreed", "Does not agree")],
        readonly=True,
        help="Whether the customer says that the balance agrees with their books.",
    )
    answer_comment = fields.Text(string="Comment", readonly=True)
    answered_on = fields.Datetime(readonly=True)
    changed_since = fields.Text(
        compute="_compute_changed_since",
        help="What the same statement would say today and did not say then.",
    )

    _number_unique = models.UniqueIndex(
        "(company_id, name)", "Two issued statements of a company cannot have the same number."
    )
    _planned_once = models.UniqueIndex(
        "(company_id, planned_for, date_to) WHERE is_planned IS TRUE",
        "The monthly statement of this customer was issued already.",
    )

    # === Compute === #

    def _compute_access_url(self):
        for copy in self:
            copy.access_url = f"/my/statements/{copy.id}"

    @api.depends_context("uid", "lang")
    @api.depends("data")
    def _compute_changed_since(self):
        for copy in self:
            copy.changed_since = describe_changes(self.env, copy)

    # === Actions === #

    def action_download(self):
        """Download the PDF, the same at any time.

        :raise AccessError: the user may not read the statement
        :raise UserError: there is no file yet
        """
        self.ensure_one()
        self.check_access("read")
        if not self.attachment_id:
            raise UserError(
                self.env._("%(statement)s is not made yet: wait a moment.", statement=self.name)
            )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}?download=true",
            "target": "download",
        }

    def action_enter_address(self):
        """Open the customer, whose address is missing: then the statement can be sent."""
        self.ensure_one()
        return self.partner_id._get_records_action()

    def action_retry(self):
        """Send what could not be sent.

        :raise AccessError: the user sends no statements
        """
        self.check_access("read")
        if not self.env.user.has_group(roles.COLLECTOR):
            raise AccessError(self.env._("You may read issued statements, not send them."))
        failed = self.filtered(lambda copy: copy.state == "failed")
        if not failed:
            raise UserError(self.env._("These statements did not fail: there is nothing to retry."))
        self.env["receivables.statement.issue"]._retry(failed)
        return True
