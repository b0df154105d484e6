import uuid

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...issuing import limits
from ...ledger import asked, roles
from ...ledger.permit import permit
from .document import INSIDE

CHECK_FILES = (roles.CLERK, roles.READS_ACCOUNTING)


class ReceivablesReceipt(models.Model):
    """The archived file of a document: downloaded, printed, checked, verified by anybody."""

    _inherit = "receivables.receipt"

    printed_on = fields.Datetime(string="Printed on", readonly=True)
    access_ids = fields.One2many(
        "receivables.receipt.access",
        "receipt_id",
        string="Who had the file",
        readonly=True,
        groups=",".join(CHECK_FILES),
    )
    # Not the access token: scanning the code of a document verifies it, and does not download it.
    verification_token = fields.Char(
        default=lambda self: uuid.uuid4().hex, readonly=True, copy=False, index=True, groups=INSIDE
    )

    # === Actions === #

    def action_download(self):
        """Download the PDF, the same at any time. Who did is noted.

        :raises AccessError: the user may not read the document
        :raises UserError: there is no file
        """
        self.ensure_one()
        self.check_access("read")  # whether there is a file, and which, is for its readers
        self._check_has_file()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}?download=true",
            "target": "download",
        }

    def action_check_file(self):
        """Compare the files with their fingerprints, and say what was found.

        What was found is kept on them.

        :raises AccessError: the user neither sends documents nor reads the accounts
        :raises UserError: none of the documents was issued
        """
        self.check_access("read")
        if not any(map(self.env.user.has_group, CHECK_FILES)):
            raise AccessError(
                self.env._(
                    "You may read receipts, not check their files. Ask a user of Receivables."
                )
            )
        found = self.env["receivables.receipt.archive"]._check_files(self)
        if not found:
            raise UserError(self.env._("Nothing to check: these documents were not issued yet."))
        different = found - found.filtered(lambda receipt: receipt.integrity == "intact")
        if different:
            kind, message = "danger", self._describe_differences(different)
        else:
            kind, message = (
                "success",
                self.env._("Intact: %(count)s of %(count)s.", count=len(found)),
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "message": message,
                "sticky": bool(different),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _describe_differences(self, receipts):
        """One sentence about ``receipts`` whose file is not what was issued."""
        states = dict(self._fields["integrity"]._description_selection(self.env))
        return self.env._(
            "Not intact: %(documents)s. Restore these files from a backup.",
            documents=", ".join(
                f"{receipt.name} ({states[receipt.integrity]})" for receipt in receipts[:20]
            ),
        )

    def action_print(self):
        """Print the files as one PDF; they are no longer to print.

        :raises UserError: one has no file or an altered one, or they are too many for one PDF
        :raises AccessError: the user sends no documents
        """
        self._check_can_send()
        self._check_printed_at_once(len(self))
        for receipt in self:
            receipt._check_has_file()
        self._check_intact()
        opened = permit.opened(self)
        # Who sends documents prints them; nobody has the right to write here.
        opened.sudo().write({"printed_on": fields.Datetime.now()})
        return {
            "type": "ir.actions.act_url",
            "url": f"/receivables/receipts/{','.join(map(str, self.ids))}.pdf",
            "target": "new",
        }

    def _check_intact(self):
        """Refuse files that are not what was issued.

        :raises UserError: one was altered, or is lost
        """
        archive = self.env["receivables.receipt.archive"]
        if altered := self.filtered(lambda receipt: archive._state_of_file(receipt) != "intact"):
            raise UserError(
                self.env._(
                    "The file of %(receipt)s is not the one that was issued: restore it from a "
                    "backup before it is printed.",
                    receipt=altered[0].display_name,
                )
            )

    @api.model
    def _check_printed_at_once(self, count):
        way = self.env._("Export the archive to take more away.")
        limits.check_count(self.env, count, limits.MAX_FILES, way)

    def action_delete_file(self):
        """Delete the files whose retention is over; what the documents said stays.

        :raises UserError: a file must still be kept
        :raises AccessError: the user is no manager
        """
        # Nobody has rights on these files: the guard of files says which of them may go.
        receipts = asked.elevated(self)
        if not self.env.user.has_group(roles.MANAGER):
            raise AccessError(self.env._("Ask a manager of receivables to delete archived files."))
        receipts.attachment_id.unlink()
        return True

    def action_open_invoice(self):
        """Show the invoice of the document.

        :raises AccessError: the user may not read it
        """
        self.ensure_one()
        return self.move_id._get_records_action()

    def _check_has_file(self):
        # The file follows the rights on its document, which the user reads already.
        if not self.sudo().attachment_id:
            raise UserError(
                self.env._(
                    "%(document)s has no file: it is not issued.", document=self.display_name
                )
            )

    # === Retention and verification === #

    def _is_kept(self):
        """Whether the file of this document must still be kept today."""
        today = fields.Date.context_today(self)
        return not self.retention_date or self.retention_date >= today

    def _get_verification_url(self):
        """Address where anybody learns whether the document is valid; printed as a QR code.

        :return: absolute public URL
        """
        self.ensure_one()
        # The token is printed on the document for everybody.
        return f"{self.get_base_url()}/receivables/verify/{self.sudo().verification_token}"

    @api.model
    def _verify(self, token):
        """What the public may know of the document with this token.

        Whoever holds the document reads all of it on it: a forger could not know it otherwise.

        :return: dict of ``status`` (``valid``, ``revoked``, ``unknown``), ``name``, ``issuer``,
            ``issued_on`` and ``revoked_on``
        """
        if "\0" in (token or ""):  # PostgreSQL knows no such text
            token = ""
        # The public has no rights here; of what is found, these five values leave.
        receipt = self.sudo().search(
            Domain("verification_token", "=", token or "") & Domain("issued_on", "!=", False),
            limit=1,
        )
        if not receipt:
            nothing = dict.fromkeys(("issuer", "issued_on", "revoked_on"), False)
            return {"status": "unknown", "name": "", **nothing}
        revoked = receipt.state == "revoked"
        return {
            "status": "revoked" if revoked else "valid",
            "name": receipt.name,
            "issuer": receipt.company_id.name,
            "issued_on": receipt.issued_on,
            "revoked_on": revoked and receipt.revoked_on,
        }
