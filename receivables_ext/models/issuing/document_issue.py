import hashlib
import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..ledger.permit import Permit, permit

_logger = logging.getLogger(__name__)

own_mail = Permit("receivables_own_mail_permission")
"""Opened while a document is put in its own mail, which notes the recipient on the document, and
while a mail reads its files, which were noted when they were put into it."""


class ReceivablesDocumentIssue(models.AbstractModel):
    """Make documents for customers, freeze them and hand them to the mail queue.

    **How it works**: to send is to queue; a scheduled action does the rest. What is frozen
    and its mail are written in one transaction, so an interruption leaves either both or none, and
    core's mail queue alone sends: it says how that ended to ``mail.mail``, which says it here.
    """

    _name = "receivables.document.issue"
    _description = "Issue of documents to customers"
    # Their model; it has a state, ``error``, ``attachment_id``, ``sha256``, ``issued_on``,
    # ``sent_on`` and ``mail_id``.
    _documents = None

    @api.model
    def _writable(self):
        """The documents, to be written by this service."""
        # Nobody has the right to write documents: the service does, once its caller checked the
        # rights of the user. It gives no record to the user.
        return permit.opened(self.env[self._documents]).sudo()

    @api.model
    def _words(self, document):
        """Environment in the language of the user who asked for ``document``, and reads why."""
        return self.with_context(lang=document.create_uid.lang or self.env.lang).env

    @api.model
    def _attempt(self, documents, act, tell=False):
        """What ``act`` returns, or nothing when it fails; nothing of it stays then.

        :param tell: whether the documents keep the reason
        """
        try:
            with self.env.cr.savepoint():
                return act(documents)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            _logger.info("%s %s are in use: left for later", self._documents, documents.ids)
            return None
        except (UserError, AccessError) as error:
            why = str(error)
        except OSError as error:  # no space left on the device, for example
            _logger.exception("%s %s could not be stored", self._documents, documents.ids)
            words = self._words(documents[:1])
            why = words._("The server could not write the file: %(why)s.", why=error.strerror)
        except Exception:
            _logger.exception("%s %s could not be issued", self._documents, documents.ids)
            words = self._words(documents[:1])
            why = words._("An unexpected error: the log of the server says more.")
        if tell:
            self._note_failure(documents, why)
        return None

    @api.model
    def _note_failure(self, documents, why):
        documents.write({"state": "failed", "error": why})

    @api.model
    def _prepare_file_vals(self, document, name, content):
        """Store the PDF of ``document``, and return what says that it is issued.

        :param name: of the file
        :param bytes content: of the file
        """
        attachment = document.env["ir.attachment"].create(
            {
                "name": name.replace("/", "-"),
                "raw": content,
                "mimetype": "application/pdf",
                "res_model": self._documents,
                "res_id": document.id,
            }
        )
        return {
            "attachment_id": attachment.id,
            "sha256": hashlib.sha256(content).hexdigest(),
            "issued_on": fields.Datetime.now(),
            "state": "issued",
        }

    # === Mail === #

    @api.model
    def _carried_by(self, mails):
        return self._writable().search(Domain("mail_id", "in", mails.ids))

    @api.model
    def _put_in_mail_queue(self, document, template, record, **values):
        """Put the mail of ``document`` in core's queue, in the chatter of ``record``.

        :param values: of the mail; those who receive it, at least
        :return: id of the mail
        """
        mail_id = own_mail.opened(template).send_mail(
            document.id,
            email_values={
                "model": record._name,
                "res_id": record.id,
                "recipient_ids": [],
                "attachment_ids": [fields.Command.link(document.attachment_id.id)],
                "auto_delete": False,  # it is what the chatter shows
                **values,
            },
        )
        document.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
        return mail_id

    @api.model
    def _mail_ended(self, mails, why):
        """Take note of how sending ``mails`` ended.

        :param why: the reason of a failure, or nothing
        :return: the documents that these mails carried
        """
        documents = self._carried_by(mails)
        if why:
            self._note_failure(documents, why)
        else:
            documents.write({"state": "sent", "error": False, "sent_on": fields.Datetime.now()})
        return documents
