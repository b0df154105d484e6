from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty

from ...models.issuing import recipient
from ...models.statements.document import languages_of
from ...models.statements.letter import draft_mail


class ReceivablesStatementSendOne(models.TransientModel):
    """The mail that brings one customer their statement, to read and change before it leaves."""

    _name = "receivables.statement.send.one"
    _inherit = ["receivables.dialog"]
    _description = "Send a statement of account"

    statement_id = fields.Many2one("receivables.statement", required=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", string="Customer", compute="_compute_partner")
    email = fields.Char(string="Recipient", compute="_compute_partner")
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        compute="_compute_partner",
    )
    cc_ids = fields.Many2many(
        "res.partner",
        string="Copies to",
        help="Who else receives the mail with the statement, such as an accountant.",
    )
    subject = fields.Char(compute="_compute_mail", store=True, readonly=False)
    body = fields.Html(string="Text", compute="_compute_mail", store=True, readonly=False)
    file_name = fields.Char(string="Attached", compute="_compute_partner")

    @api.depends("statement_id")
    def _compute_partner(self):
        for send in self:
            partner = send.statement_id._chosen_entities()[:1]
            contacts = recipient.addresses(partner).get(partner.id)
            lang = languages_of(self.env, partner.ids, self.env.lang or "en_US").get(partner.id)
            send.partner_id = partner
            send.email = contacts and recipient.written(contacts)
            send.lang = lang
            request = send.statement_id.with_context(lang=lang)
            send.file_name = partner and f"{request._get_file_name()}.pdf"

    @api.depends("statement_id")
    def _compute_mail(self):
        for send in self:
            send.subject = send.body = False
            if send.partner_id:
                send.subject, send.body = draft_mail(send.statement_id, send.partner_id)

    @api.model
    def _open(self, statement):
        """A dialog for the one customer of ``statement``, a saved request.

        :raise UserError: this customer is sent none
        """
        send = self.create({"statement_id": statement.id})
        send._check_recipient()
        return send

    def action_preview(self):
        """Open the PDF as the customer would receive it."""
        self.ensure_one()
        report = "receivables_ext.report_statement"
        return {
            "type": "ir.actions.act_url",
            "url": f"/report/pdf/{report}/{self.statement_id.id}",
            "target": "new",
        }

    def action_send(self):
        """Queue the statement with this mail.

        :raise UserError: a text is missing, or somebody has no address
        """
        self.ensure_one()
        self.statement_id._check_printable()  # it may be another request than at first
        self._check_recipient()
        if not self.subject or is_html_empty(self.body):
            raise UserError(self.env._("Write the subject and the text of the mail."))
        without = self.cc_ids.filtered(lambda contact: not contact.email)
        if without:
            raise UserError(
                self.env._(
                    "%(contacts)s cannot receive a copy without an e-mail address: enter it, or "
                    "take them out.",
                    contacts=", ".join(without.mapped("display_name")),
                )
            )
        self.env["receivables.statement.issue"]._send(
            self.statement_id,
            self.partner_id,
            mail_subject=" ".join(self.subject.split()),  # of one line
            mail_body=self.body,
            mail_cc=recipient.formatted(self.cc_ids),
        )
        if self.email:
            message = self.env._("The statement is on its way to %(to)s.", to=self.email)
        else:
            message = self.env._("The statement is made, to be printed: see Issued statements.")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if self.email else "warning",
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _check_recipient(self):
        if not self.partner_id:
            raise UserError(self.env._("Choose the customer whose statement you send."))
        allowed = self.env["res.partner"]._statement_recipients_domain()
        if not self.partner_id.filtered_domain(allowed):
            raise UserError(
                self.env._(
                    "%(customer)s is sent no statement: many persons share this account.",
                    customer=self.partner_id.display_name,
                )
            )
