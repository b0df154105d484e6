import json

from odoo import api, models
from odoo.tools import format_amount, split_every

from ..issuing import recipient
from .document import BATCH, iter_results, languages_of, request_for_customers
from .letter import written_mail
from .pdf import render_each

COPY = "receivables.statement.copy"


class ReceivablesStatementIssue(models.AbstractModel):
    """Issue statements of account: queue them, freeze them, hand them to the mail queue."""

    _name = "receivables.statement.issue"
    _inherit = ["receivables.document.issue"]
    _description = "Issue of statements of account"
    _documents = COPY

    # === Queue === #

    @api.model
    def _queue(self, request, partners, lang=None, **values):
        """Queue one statement for each of ``partners``, and wake the scheduled action.

        :param request: what is asked for, a ``receivables.statement``
        :param lang: code of a language for all; by default, that of each customer
        :return: the copies
        """
        default = lang or self.env.lang or "en_US"
        languages = {}
        if not lang:
            languages = languages_of(self.env, partners.ids, default)
        asked = json.loads(json.dumps(request._as_values(), default=str))
        sequence = self.env["ir.sequence"].sudo()  # numbers are drawn, not shown
        shared = {name: asked[name] for name in ("date_from", "date_to", "mode", "basis")}
        shared |= {"asked": asked, "company_id": asked["company_id"], "user_id": self.env.uid}
        copies = self._writable().create(
            [
                {
                    **shared,
                    **values,
                    "name": sequence.next_by_code(COPY),
                    "partner_id": partner.id,
                    "planned_for": partner.id,
                    "lang": languages.get(partner.id, default),
                }
                for partner in partners
            ]
        )
        self._wake()
        return self.env[COPY].browse(copies.ids)

    @api.model
    def _send(self, request, partners, **values):
        """Queue statements that the user sends, who is told how that ended.

        :param values: of each copy
        :return: the mailing, a record of the user's environment
        """
        # Users who send follow what they send, and write nothing in it.
        mailings = self.env["receivables.statement.mailing"].sudo()
        mailing = mailings.create(
            {
                "company_id": request.company_id.id,
                "user_id": self.env.uid,
                "count": len(partners),
            }
        )
        self._queue(request, partners, mailing_id=mailing.id, **values)
        return mailing.sudo(False)

    @api.model
    def _wake(self):
        # Anybody who sends may wake the action that does it.
        self.env.ref("receivables_ext.ir_cron_issue_statements").sudo()._trigger()

    @api.model
    def _retry(self, copies):
        """Send what failed once more: what is frozen stays as it is."""
        for copy in self._writable().browse(copies.ids):
            if copy.attachment_id:
                self._mail(copy)
            else:
                copy.write({"state": "queued", "error": False})
        self._wake()

    # === Scheduled action === #

    @api.model
    def _cron_issue(self, size=BATCH):
        """Freeze and mail what is queued, some at a time; one that fails stops no other."""
        commit = self.env["ir.cron"]._commit_progress
        queued = self.env[COPY].search([("state", "=", "queued")], order="id").ids
        commit(remaining=len(queued))
        for ids in split_every(size, queued):
            self._issue(self._writable().browse(ids))
            if not commit(len(ids)):
                return

    @api.model
    def _issue(self, copies):
        """Freeze and mail ``copies``, those that nobody else has in hand."""
        copies = copies.try_lock_for_update().filtered(lambda copy: copy.state == "queued")
        rendered = self._attempt(copies, self._render_copies) if copies else {}
        for copy in copies:
            result = rendered or self._attempt(copy, self._render_copies, tell=True)
            if result:
                self._attempt(copy, lambda one, made=result: self._freeze(one, made), tell=True)
        copies.mailing_id._announce()

    @api.model
    def _words(self, document):
        return self.with_context(lang=document.user_id.lang or self.env.lang).env

    @api.model
    def _request(self, copies):
        """What was asked for, of the customers of ``copies``, in the environment of the caller."""
        request = self.env["receivables.statement"].new(copies[0].asked)
        return request_for_customers(request, copies.partner_id.ids)

    @api.model
    def _render_copies(self, copies):
        """Results and PDFs by copy, under the rights of those who asked for them."""
        rendered = {}
        for key, some in copies.grouped(
            lambda copy: (copy.user_id, copy.lang, json.dumps(copy.asked, sort_keys=True))
        ).items():
            user, lang, _asked = key
            service = self.with_user(user).with_context(lang=lang)
            batches = iter_results(service._request(some), lang)
            results = {one["partner_id"]: one for batch in batches for one in batch}
            rendered |= {copy: results[copy.partner_id.id] for copy in some}
        files = render_each(self.env, list(rendered.values()))
        return {
            copy: (result, content)
            for (copy, result), content in zip(rendered.items(), files, strict=True)
        }

    @api.model
    def _freeze(self, copy, rendered):
        """Store the result and the PDF of ``copy`` for good, and mail them."""
        result, content = rendered[copy]
        name = f"{result['header']['title']} {copy.name}.pdf"
        copy.write(
            {
                "data": json.loads(json.dumps(result, default=str)),
                "balance": self._balance(result["statements"], copy.lang),
                **self._prepare_file_vals(copy, name, content),
            }
        )
        self._mail(copy)

    @api.model
    def _balance(self, statements, lang=None):
        """Closing balances as the customer reads them, one for each currency.

        One in favour of the customer is said in words: a sign alone is read both ways.
        """
        env = self.with_context(lang=lang).env if lang else self.env
        amounts = []
        for one in statements:
            currency = env["res.currency"].browse(one["currency_id"])
            amount = format_amount(env, abs(one["closing"]), currency)
            credit = env._("%(amount)s in your favour", amount=amount)
            amounts.append(credit if one["closing"] < 0 else amount)
        return ", ".join(amounts)

    # === Mail === #

    @api.model
    def _mail(self, copy):
        """Put the mail of ``copy`` in the queue, in the chatter of the customer."""
        contacts = recipient.addresses(copy.partner_id).get(copy.partner_id.id)
        if not contacts:
            why = self._words(copy)._("No e-mail address: to print.")
            copy.write({"state": "failed", "error": why})
            return
        template = copy.env.ref("receivables_ext.mail_template_statement")
        mail_id = self._put_in_mail_queue(
            copy,
            template,
            copy.partner_id,
            author_id=copy.user_id.partner_id.id,
            email_to=recipient.formatted(contacts),
            **written_mail(copy),
        )
        sent_to = recipient.written(contacts)
        copy.write({"state": "issued", "error": False, "sent_to": sent_to, "mail_id": mail_id})

    @api.model
    def _mail_ended(self, mails, why):
        copies = super()._mail_ended(mails, why)
        copies.mailing_id._announce()
        return copies
