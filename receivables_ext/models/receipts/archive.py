import hashlib
from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import split_every

from ..ledger.permit import permit

RECEIPT = "receivables.receipt"
BATCH = 100
# A little less than the week between two runs, so that a run which was interrupted goes on
# where it stopped and the next one checks everything again.
CHECKED_FOR = timedelta(days=6)


class ReceivablesReceiptArchive(models.AbstractModel):
    """The archive keeps what was issued: every file is compared with its fingerprint."""

    _name = "receivables.receipt.archive"
    _description = "Archive of receipts"

    @api.model
    def _check_files(self, receipts):
        """Compare the files of ``receipts`` with their fingerprints, and write what was found.

        :return: those that were compared: issued, and not deleted after their retention
        """
        # Nobody may write on receipts; what is written here follows from the file alone.
        opened = permit.opened(receipts).sudo()
        issued = opened.filtered(
            lambda receipt: receipt.sha256 and (receipt.attachment_id or receipt._is_kept())
        )
        now = fields.Datetime.now()
        for state, some in issued.grouped(self._state_of_file).items():
            some.write({"integrity": state, "checked_on": now})
        return self.env[RECEIPT].browse(issued.ids)

    @api.model
    def _state_of_file(self, receipt):
        """What the file of ``receipt`` is today: ``intact``, ``altered`` or ``missing``."""
        content = self._file_content(receipt)
        if not content:
            return "missing"
        is_same = hashlib.sha256(content).hexdigest() == receipt.sha256
        return "intact" if is_same else "altered"

    @api.model
    def _file_content(self, receipt):
        """The bytes of the file of ``receipt``, none when it is lost.

        They do not stay in memory: an archive is larger than that.
        """
        attachment = receipt.sudo().attachment_id  # it follows the rights on its document
        content = attachment.raw
        attachment.invalidate_recordset(["raw"])
        return content or b""

    # === Scheduled action === #

    @api.model
    def _cron_check(self, size=BATCH):
        """Check the whole archive, some at a time, and tell the managers what is not intact."""
        commit = self.env["ir.cron"]._commit_progress
        before = fields.Datetime.now() - CHECKED_FOR
        never_or_long_ago = Domain("checked_on", "=", False) | Domain("checked_on", "<", before)
        today = fields.Date.context_today(self)
        has_or_needs_file = Domain("attachment_id", "!=", False) | Domain(
            "retention_date", ">=", today
        )
        receipts = self.env[RECEIPT].search(
            Domain("sha256", "!=", False) & has_or_needs_file & never_or_long_ago, order="id"
        )
        commit(remaining=len(receipts))
        for ids in split_every(size, receipts.ids):
            self._check_files(self.env[RECEIPT].browse(ids).try_lock_for_update())
            if not commit(len(ids)):
                return  # the rest follows at once
        self._report_differences()

    @api.model
    def _report_differences(self):
        """Tell the managers of each company which documents are not what was issued."""
        different = self.env[RECEIPT].search([("integrity", "in", ("altered", "missing"))])
        for company, receipts in different.grouped("company_id").items():
            managers = company._receivables_managers()
            for lang, some in managers.grouped("lang").items():
                self.with_context(lang=lang)._tell_managers(some, receipts)

    @api.model
    def _tell_managers(self, users, receipts):
        """Notify ``users``, in the language of the context, with links to ``receipts``."""
        receipts = receipts.with_env(self.env)
        states = dict(receipts._fields["integrity"]._description_selection(self.env))
        rows = Markup("").join(
            Markup("<li>%s: %s</li>") % (receipt._get_html_link(), states[receipt.integrity])
            for receipt in receipts[:BATCH]
        )
        self.env["mail.thread"].message_notify(
            partner_ids=users.partner_id.ids,
            subject=self.env._("%(count)s archived receipts are not intact", count=len(receipts)),
            body=Markup("<p>%s</p><ul>%s</ul>")
            % (
                self.env._(
                    "These files are no longer what was issued. Restore them from a backup."
                ),
                rows,
            ),
            email_layout_xmlid="mail.mail_notification_light",
        )
