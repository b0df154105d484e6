from odoo import models

from ..issuing.document_issue import own_mail


class MailMail(models.Model):
    """Mails that carry receipts."""

    _inherit = "mail.mail"

    def _prepare_outgoing_list(self, *args, **kwargs):
        """Read the files: who sends them was noted when they were put in the message."""
        mail = own_mail.opened(self)
        return super(MailMail, mail)._prepare_outgoing_list(*args, **kwargs)

    def _sending_ended(self, why):
        """Note on receipts whether they left."""
        self.env["receivables.receipt.issue"]._mail_ended(self, why)
        return super()._sending_ended(why)
