from odoo import models


class MailMail(models.Model):
    """Mails that carry issued statements."""

    _inherit = "mail.mail"

    def _sending_ended(self, why):
        """Note on issued statements whether they left."""
        self.env["receivables.statement.issue"]._mail_ended(self, why)
        return super()._sending_ended(why)
