from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.issuing import recipient
from ...models.statements.document import by_customer, languages_of
from ...models.statements.statement import BATCH


class ReceivablesStatementSend(models.TransientModel):
    """The dialog before statements leave: who gets one, at which address, who has none."""

    _name = "receivables.statement.send"
    _inherit = ["receivables.dialog"]
    _description = "Send statements of account"

    statement_id = fields.Many2one("receivables.statement", required=True, ondelete="cascade")
    who = fields.Selection(
        [
            ("balance", "With a balance"),
            ("movement", "With a balance or movements"),
            ("all", "All"),
        ],
        string="Customers",
        required=True,
        default="balance",
    )
    user_ids = fields.Many2many("res.users", string="Salespersons")
    category_ids = fields.Many2many("res.partner.category", string="Tags")
    found_ids = fields.One2many("receivables.statement.send.line", "send_id")
    line_ids = fields.Many2many(
        "receivables.statement.send.line", string="Recipients", compute="_compute_lines"
    )
    count = fields.Integer(string="Statements", compute="_compute_lines")
    missing_count = fields.Integer(string="Without address", compute="_compute_lines")

    @api.depends("who", "user_ids", "category_ids", "found_ids")
    def _compute_lines(self):
        for send in self:
            lines = send.found_ids
            if send.who == "balance":
                lines = lines.filtered("has_balance")
            elif send.who == "movement":
                lines = lines.filtered(lambda line: line.has_balance or line.has_movement)
            if send.user_ids:
                users = send.user_ids._origin
                lines = lines.filtered(lambda line, users=users: line.partner_id.user_id in users)
            if send.category_ids:
                tags = send.category_ids._origin
                lines = lines.filtered(lambda line, tags=tags: line.partner_id.category_id & tags)
            send.line_ids = lines
            send.count = len(lines)
            send.missing_count = len(lines.filtered(lambda line: not line.email))

    @api.model
    def _open(self, statement):
        """A dialog for the customers of ``statement``, a saved request."""
        send = self.create({"statement_id": statement.id})
        allowed = self.env["res.partner"]._statement_recipients_domain()
        for statements in statement._iter_statements(BATCH):
            found = by_customer(statements)
            partners = self.env["res.partner"].browse(found).filtered_domain(allowed)
            send._add_lines(partners, found)
        return send

    def _add_lines(self, partners, statements):
        addresses = recipient.addresses(partners)
        languages = languages_of(self.env, partners.ids, self.env.lang or "en_US")
        issue = self.env["receivables.statement.issue"]
        to_print = self.env._("No address: to print")
        self.env["receivables.statement.send.line"].create(
            [
                {
                    "send_id": self.id,
                    "partner_id": partner.id,
                    "email": partner.id in addresses and recipient.written(addresses[partner.id]),
                    "remark": False if partner.id in addresses else to_print,
                    "lang": languages[partner.id],
                    "balance": issue._balance(statements[partner.id]),
                    "has_balance": any(one["closing"] for one in statements[partner.id]),
                    "has_movement": any(one["lines"] for one in statements[partner.id]),
                }
                for partner in partners
            ]
        )

    def action_send(self):
        """Queue the statements and follow them; somebody else may do the waiting."""
        self.ensure_one()
        if not self.line_ids:
            raise UserError(self.env._("Nobody would receive a statement. Choose other customers."))
        issue = self.env["receivables.statement.issue"]
        mailing = issue._send(self.statement_id, self.line_ids.partner_id)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Sending of statements"),
            "res_model": mailing._name,
            "res_id": mailing.id,
            "view_mode": "form",
        }


class ReceivablesStatementSendLine(models.TransientModel):
    """A customer of the dialog."""

    _name = "receivables.statement.send.line"
    _inherit = ["receivables.dialog"]
    _description = "Recipient of a statement of account"

    send_id = fields.Many2one("receivables.statement.send", required=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", string="Customer", required=True)
    email = fields.Char(string="E-mail")
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(), string="Language"
    )
    balance = fields.Char()
    remark = fields.Char()
    has_balance = fields.Boolean()
    has_movement = fields.Boolean()
