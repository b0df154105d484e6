from odoo import models


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        """Tell issued statements and receipts whether they left."""
        why = ""
        if failure_type:
            known = dict(self.env["mail.notification"]._fields["failure_type"].selection)
            why = failure_reason or str(known.get(failure_type, failure_type))
        self.env["receivables.statement.issue"]._mail_ended(self, why)
        self.env["receivables.receipt.issue"]._mail_ended(self, why)
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason=failure_reason, failure_type=failure_type
        )
