from psycopg2.errors import ReadOnlySqlTransaction

from odoo import api, fields, models
from odoo.http import request

from ..ledger.permit import permit


class ReceivablesReceiptAccess(models.Model):
    """Who had the archived file of a document, when, and by which way."""

    _name = "receivables.receipt.access"
    _inherit = ["receivables.append.only"]
    _description = "Access to an archived receipt"
    _order = "id desc"
    _rec_name = "receipt_id"

    receipt_id = fields.Many2one(
        "receivables.receipt", string="Document", required=True, readonly=True, index=True
    )
    company_id = fields.Many2one(related="receipt_id.company_id")
    user_id = fields.Many2one("res.users", readonly=True, help="Empty: a visitor who had the link.")
    channel = fields.Selection(
        [
            ("screen", "Screen"),
            ("portal", "Portal"),
            ("link", "Link without login"),
            ("print", "Printed"),
            ("export", "Export of the archive"),
            ("message", "Sent in a message"),
        ],
        required=True,
        readonly=True,
    )
    accessed_on = fields.Datetime(
        string="On", required=True, readonly=True, default=fields.Datetime.now
    )

    @api.model
    def _note_accesses(self, receipts, channel=None):
        """Note that the current visitor gets the files of ``receipts``.

        :param channel: by default, what the visitor is: user, customer, or nobody known
        """
        if self.env.cr.readonly:
            # Core asks for files with such a cursor first; told so, it asks again with another.
            raise ReadOnlySqlTransaction("The download of a receipt is noted")
        # A link makes the visitor a superuser; the request knows who they are.
        user = (request or self).env.user
        is_public = user._is_public()
        channel = channel or (
            "link" if is_public else "screen" if user._is_internal() else "portal"
        )
        accesses = permit.opened(self)
        # Reading the file leaves a trace, whether or not the user may write.
        return accesses.sudo().create(
            [
                {
                    "receipt_id": receipt.id,
                    "user_id": False if is_public else user.id,
                    "channel": channel,
                }
                for receipt in receipts
            ]
        )
