from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from ..content import prepare_content
from ..pdf import render_receipt

ATTEMPTS = 5
# The action runs every hour, and whenever somebody settles something: what failed waits.
PAUSE = timedelta(minutes=50)


class ReceivablesReceiptIssue(models.AbstractModel):
    """The scheduled action: each document is made, archived and sent on its own.

    Its content is computed and stored in a first transaction; the PDF is made from it, archived
    and put in the mail queue in a second one. Until the end of the second one the row is free: who
    settles the invoice meanwhile waits for nothing, changes the row, and what was made is dropped.
    """

    _inherit = "receivables.receipt.issue"

    @api.model
    def _due_domain(self) -> Domain:
        """What the scheduled action has to do."""
        rested = Domain("write_date", "<", fields.Datetime.now() - PAUSE)
        again = Domain("attempts", "<", ATTEMPTS) & (Domain("attempts", "=", 0) | rested)
        to_do = Domain("state", "=", "failed") | Domain("tells_revoked", "=", True)
        return Domain("state", "=", "queued") | (to_do & again)

    @api.model
    def _cron_issue(self):
        """Make and send what waits; one that fails stops no other."""
        commit = self.env["ir.cron"]._commit_progress
        ids = self._writable().search(self._due_domain(), order="id").ids
        commit(remaining=len(ids))
        for receipt_id in ids:
            self._issue_receipt(self._writable().browse(receipt_id))
            if not commit(1):
                return

    @api.model
    def _issue_receipt(self, receipt):
        """Do what is due for ``receipt``, in transactions of its own."""
        for act in (self._prepare_content, self._make_receipt, self._deliver_again):
            if self._take_in_hand(receipt):
                self._attempt(receipt, act, tell=True)
            self._end_step()

    @api.model
    def _make_now(self, receipt):
        """Make ``receipt`` in the transaction of who waits for it, and tell them what fails.

        :raises UserError: it cannot be made, or the scheduled action is making it
        """
        receipt = self._writable().browse(receipt.id)
        if not self._is_to_make(receipt):
            return
        if not self._take_in_hand(receipt):
            raise UserError(
                self.env._("This receipt is being made at this moment: print it again in a minute.")
            )
        self._prepare_content(receipt)
        self._make_receipt(receipt)

    @api.model
    def _take_in_hand(self, receipt):
        """Whether nobody else has ``receipt`` in hand, or had since this transaction began.

        The lock is kept beside the row, which stays free for those who settle.
        """
        lock = SQL(
            "SELECT pg_try_advisory_xact_lock(hashtext(%s), %s)", self._documents, receipt.id
        )
        if not self.env.execute_query(lock)[0][0]:
            return False
        try:
            # A row that changed since cannot be locked; this lock is given back at once.
            with self.env.cr.savepoint(flush=False) as savepoint:
                found = receipt.try_lock_for_update()
                savepoint.rollback()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            return False
        return bool(found)

    @api.model
    def _end_step(self):
        """Commit, unless somebody else changed the same document meanwhile."""
        try:
            self.env["ir.cron"]._commit_progress()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            self.env.cr.rollback()

    @api.model
    def _is_to_make(self, receipt):
        return receipt.state in ("queued", "failed") and not receipt.sha256

    @api.model
    def _prepare_content(self, receipt):
        """Compute what is printed, and give the number."""
        if not self._is_to_make(receipt):
            return
        # Settings may have changed, and the bank may have matched, since it was queued.
        # What is found then is what is printed, so in the language of the customer.
        lang = self._get_lang(receipt)
        look = self._queue_for if receipt.move_id else self._check_payment_receipts
        found = look(receipt.move_id or receipt.payment_ids, lang)
        receipt = receipt.exists()
        if not receipt:
            return
        receipt.lang = lang
        if receipt.move_id:
            rows = found[receipt.move_id.id].rows
            receipt.payment_ids = [row.payment_id for row in rows if row.payment_id]
        else:
            receipt.write(self._prepare_named_vals(receipt.payment_ids))
        if not receipt.name:
            # Numbers are drawn, not shown; a company may have its own.
            sequence = self.env["ir.sequence"].sudo().with_company(receipt.company_id)
            receipt.name = sequence.next_by_code(f"{self._documents}.{receipt.kind}")
        owner = receipt.move_id or receipt.payment_ids
        env = self._localized(receipt).env
        receipt.data = prepare_content(env, receipt, found[owner.id])

    @api.model
    def _make_receipt(self, receipt):
        """Make the PDF of ``receipt``, archive it and put it in the mail queue."""
        if not self._is_to_make(receipt) or not receipt.data:
            return  # it failed, or somebody settles
        receipt = self._localized(receipt)
        content = render_receipt(receipt.env, receipt)
        kinds = dict(receipt._fields["kind"]._description_selection(receipt.env))
        about = receipt.move_id.name or receipt.payment_ids[:1].name
        name = f"{kinds[receipt.kind]} {about} {receipt.name}.pdf"
        receipt.write(
            {
                **self._prepare_file_vals(receipt, name, content),
                "error": False,
                "retention_date": self._retention_date(receipt.company_id),
            }
        )
        self._deliver_receipt(receipt)

    @api.model
    def _retention_date(self, company):
        """End of the fiscal year of today, and the years of retention more."""
        today = fields.Date.context_today(self)
        end = company.compute_fiscalyear_dates(today)["date_to"]
        return end + relativedelta(years=company.receipt_retention_years)

    @api.model
    def _get_lang(self, receipt):
        """Code of the language of the customer."""
        partner = receipt.move_id.partner_id or receipt.payment_ids.partner_id or receipt.partner_id
        installed = dict(self.env["res.lang"].get_installed())
        wanted = (partner[:1].lang, receipt.partner_id.lang, receipt.company_id.partner_id.lang)
        return next((lang for lang in wanted if lang in installed), "en_US")

    @api.model
    def _localized(self, receipt):
        """The same document, in its company and language, or another if it was uninstalled."""
        lang = self.env["res.lang"]._get_code(receipt.lang) or self._get_lang(receipt)
        return receipt.with_company(receipt.company_id).with_context(lang=lang)

    @api.model
    def _note_failure(self, documents, why):
        for receipt in documents:
            # What is revoked stays so, even when the customer could not be told.
            state = "revoked" if receipt.state == "revoked" else "failed"
            receipt.write({"state": state, "error": why, "attempts": receipt.attempts + 1})

    @api.model
    def _retry_receipts(self, receipts):
        """Make or send what failed once more; what is archived stays as it is."""
        receipts = self._writable().browse(receipts.ids)
        receipts = receipts.filtered(lambda receipt: receipt.state == "failed")
        receipts.attempts = 0
        archived = receipts.filtered("sha256")
        (receipts - archived).write({"state": "queued", "error": False})
        self._send_again(archived)
        if receipts - archived:
            self._wake()
