from odoo import models


class MailMail(models.Model):
    """Mails that carry documents: the documents know how sending them ended."""

    _inherit = "mail.mail"

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        """Tell the documents of these mails whether they left."""
        why = ""
        if failure_type:
            known = dict(self.env["mail.notification"]._fields["failure_type"].selection)
            why = failure_reason or str(known.get(failure_type, failure_type))
        self._sending_ended(why)
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason=failure_reason, failure_type=failure_type
        )

    def _sending_ended(self, why):
        """Do something once core has sent these mails, or failed to.

        For a module to issue documents of its own by mail, it must override this method, call
        ``super()`` and note the result on its documents.

        :param str why: the reason of a failure, empty when the mails left
        """
