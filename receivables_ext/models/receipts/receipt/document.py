import uuid

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...ledger import roles

RECEIPT_POLICIES = [
    ("off", "No document"),
    ("archive", "Archive it"),
    ("send", "Archive it and send it"),
]

# Customers read their documents on the portal, not how they were made.
INSIDE = "base.group_user"


class ReceivablesReceipt(models.Model):
    """A document issued to a customer about money that came in, and its PDF, for good.

    *Receipted*: the invoice, fully settled. *Balance*: the invoice, partly settled, with what
    remains. *Payment*: one payment, what it settled and what is left of it. Each state of an
    invoice has a document of its own; none is ever overwritten. ``receivables.receipt.issue``
    queues, makes and sends them; nobody else writes here.
    """

    _name = "receivables.receipt"
    _inherit = ["receivables.append.only", "portal.mixin"]
    _description = "Receipted invoice or balance document"
    _order = "id desc"

    name = fields.Char(
        string="Number", readonly=True, index="trigram", help="Given when the document is issued."
    )
    kind = fields.Selection(
        [
            ("receipted", "Receipted invoice"),
            ("balance", "Balance of an invoice"),
            ("payment", "Payment receipt"),
        ],
        required=True,
        readonly=True,
    )
    state = fields.Selection(
        [
            ("queued", "Waiting"),
            ("issued", "Issued"),
            ("sent", "Sent"),
            ("failed", "Failed"),
            ("revoked", "Revoked"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="queued",
        index=True,
    )
    move_id = fields.Many2one(
        "account.move", string="Invoice", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    payment_ids = fields.Many2many(
        "account.payment",
        "receivables_receipt_payment_rel",
        string="Payments",
        readonly=True,
        help="The payments that the document attests.",
    )
    customer_ids = fields.Many2many(
        "res.partner",
        "receivables_receipt_customer_rel",
        string="Customers named",
        readonly=True,
        ondelete="restrict",
        groups=INSIDE,
        help="Those for whom the payment was made: none of them reads what is said of the others.",
    )
    document_ids = fields.Many2many(
        "account.move",
        "receivables_receipt_document_rel",
        string="Documents named",
        readonly=True,
        groups=INSIDE,
        help="What the payment settled when its receipt was made.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        help="The customer whose debt was settled.",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    amount_initial = fields.Monetary(
        string="Initial amount",
        readonly=True,
        help="Total of the invoice, or amount of the payment, in the currency of the document.",
    )
    amount_paid = fields.Monetary(
        string="Amount paid",
        readonly=True,
        help="What is settled of the invoice, or used of the payment, in the same currency.",
    )
    amount_remaining = fields.Monetary(
        string="Remaining",
        readonly=True,
        help="What is left to pay of the invoice, or to use of the payment, in the same currency.",
    )
    settled_key = fields.Char(
        readonly=True,
        groups=INSIDE,
        help="What exactly was settled, by what: two documents of an invoice never have the same.",
    )
    data = fields.Json(readonly=True, groups=INSIDE, help="The content, as it was printed.")
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        readonly=True,
    )
    delivery = fields.Selection(
        [
            ("none", "Archived only"),
            ("email", "By e-mail"),
            ("print", "To print"),
        ],
        required=True,
        readonly=True,
        default="none",
        help="To print: it should be sent, and the customer has no e-mail address.",
    )
    error = fields.Char(
        string="Reason",
        readonly=True,
        help="Why it was not made, or not sent.",
    )
    attempts = fields.Integer(readonly=True, groups=INSIDE, help="How many times it was tried.")
    attachment_id = fields.Many2one("ir.attachment", string="PDF", readonly=True)
    sha256 = fields.Char(
        string="SHA-256",
        readonly=True,
        help="Fingerprint of the PDF: the same one means the same file.",
    )
    issued_on = fields.Datetime(string="Issued on", readonly=True, index=True)
    retention_date = fields.Date(
        string="Kept until",
        readonly=True,
        help="Nobody can change or delete the file before this day.",
    )
    sent_to = fields.Char(string="Sent to", readonly=True)
    sent_on = fields.Datetime(string="Sent on", readonly=True)
    mail_id = fields.Many2one("mail.mail", readonly=True, groups=INSIDE, index="btree_not_null")
    revoked_on = fields.Datetime(string="Revoked on", readonly=True)
    revoked_reason = fields.Char(string="Why it was revoked", readonly=True)
    tells_revoked = fields.Boolean(
        string="Revocation to be announced",
        readonly=True,
        help="The customer was sent it, and is about to be told that it is no longer valid.",
    )
    integrity = fields.Selection(
        [("intact", "Intact"), ("altered", "Altered"), ("missing", "File missing")],
        string="Last check",
        readonly=True,
        help="What the last check of the file against its fingerprint found.",
    )
    checked_on = fields.Datetime(string="Checked on", readonly=True)
    access_token = fields.Char(
        default=lambda self: str(uuid.uuid4()), readonly=True, copy=False, index=True
    )

    _number_unique = models.UniqueIndex(
        "(company_id, name)", "Two documents of a company cannot have the same number."
    )
    # Holds also when two payments of the same invoice are registered at the same moment.
    _one_in_queue = models.UniqueIndex(
        "(move_id) WHERE state = 'queued' AND kind <> 'payment'",
        "A document of this invoice is waiting already.",
    )

    def _compute_access_url(self):
        for receipt in self:
            receipt.access_url = f"/my/receipts/{receipt.id}"

    @api.depends("name", "kind", "move_id", "payment_ids")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for receipt in self:
            # Whoever reads the receipt is told which payment it is about.
            about = receipt.move_id.name or receipt.payment_ids[:1].sudo().name
            number = receipt.name or about or ""
            receipt.display_name = f"{kinds.get(receipt.kind, '')} {number}".strip()

    # === Buttons === #

    def action_retry(self):
        """Make or send once more what failed.

        :raises AccessError: the user sends no receipts
        :raises UserError: none of them failed
        """
        self._check_can_send()
        failed = self.filtered(lambda receipt: receipt.state == "failed")
        if not failed:
            raise UserError(self.env._("These documents did not fail: there is nothing to retry."))
        self.env["receivables.receipt.issue"]._retry_receipts(failed)
        return True

    def action_send_again(self):
        """Send archived documents once more.

        :raises AccessError: the user sends no receipts
        :raises UserError: one of them is not made yet, or is revoked
        """
        self._check_can_send()
        self.env["receivables.receipt.issue"]._send_again(self)
        return True

    def _check_can_send(self):
        self.check_access("read")
        if not self.env.user.has_group(roles.CLERK):
            raise AccessError(
                self.env._("You may read receipts, not send them. Ask a user of Receivables.")
            )
