from odoo import models


class MailMail(models.Model):
    """Mails that carry receipts."""

    _inherit = "mail.mail"

    def _sending_ended(self, why):
        """Note on receipts whether they left."""
        self.env["receivables.receipt.issue"]._mail_ended(self, why)
        return super()._sending_ended(why)
